import type { Change, DomainEvent } from '../../kernel/change.ts';
import { happened } from '../../kernel/events/define-events.ts';
import { orderEvents, type SetupFailure } from '../events.ts';
import type { RefundPurchase } from '../ports.ts';
import { type EndCause, endCauses } from './end-causes.ts';
import { giveBackFree } from './free-order.ts';
import { end, type Order } from './order.ts';
import { orderEntity } from './order-entity.ts';
import { orderNews } from './order-notice.ts';

/** Which set-up failed, and how. */
type FailedSetup = { readonly entitlementId: string; readonly failure: SetupFailure };

/** When and why an order ends. */
export type Ending = { readonly now: Date } & (
  | { readonly cause: Exclude<EndCause, `setup_${string}`> }
  | { readonly cause: Extract<EndCause, `setup_${string}`>; readonly failed: FailedSetup }
);

/** The event of an end, by its cause. */
function newsOf(ended: Order, ending: Ending): DomainEvent {
  const { cause } = ending;
  const news = orderNews(ended);
  switch (cause) {
    case 'buyer':
    case 'unpaid':
      return happened(orderEvents.cancelled, { ...news, cause });
    case 'setup_refused':
    case 'setup_exhausted':
      return happened(orderEvents.refunded, { ...news, cause, ...ending.failed });
    case 'term_over':
      return happened(orderEvents.expired, { ...news, cause });
  }
}

/**
 * Ends an order, whatever the cause. With a refund the money goes back and what was given away for free is free again, in the same
 * transaction. @throws orders.order_state when an order in its state does not end like this
 */
export async function endOrder(
  order: Order,
  ending: Ending,
  refundPurchase: RefundPurchase,
): Promise<{ readonly ended: Order; readonly changes: readonly Change[] }> {
  const { cause, now } = ending;
  const { status } = endCauses[cause];
  const ended = end(order, status, cause, now);
  const saved = orderEntity.save(order, ended, newsOf(ended, ending));
  if (status !== 'refunded') return { ended, changes: [saved] };

  const { orderId, buyerId: userId, amountFen } = order;
  const paidBack = amountFen > 0 ? [await refundPurchase({ userId, orderId, amountFen }, now)] : [];
  return { ended, changes: [saved, ...giveBackFree(order), ...paidBack] };
}
