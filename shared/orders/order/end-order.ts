import type { Change } from '../../kernel/change.ts';
import type { RefundPurchase } from '../ports.ts';
import { type EndCause, endCauses } from './end-causes.ts';
import { giveBackFree } from './free-order.ts';
import { end, type Order } from './order.ts';
import { orderEntity } from './order-entity.ts';
import { orderNews } from './order-notice.ts';

type Ending = {
  readonly cause: EndCause;
  readonly now: Date;
  /** what the order's event tells besides the order */
  readonly told?: object;
};

/**
 * Ends an order, whatever the cause. With a refund the money goes back and what was given away for free is free again, in the same
 * transaction. @throws orders.order_state when an order in its state does not end like this
 */
export async function endOrder(
  order: Order,
  { cause, now, told }: Ending,
  refundPurchase: RefundPurchase,
): Promise<{ readonly ended: Order; readonly changes: readonly Change[] }> {
  const { status, event } = endCauses[cause];
  const ended = end(order, status, cause, now);
  const data = { ...orderNews(ended), cause, ...told };
  const saved = orderEntity.save(order, ended, { name: event, data });
  if (status !== 'refunded') return { ended, changes: [saved] };

  const { orderId, buyerId: userId, amountFen } = order;
  const paidBack = amountFen > 0 ? [await refundPurchase({ userId, orderId, amountFen }, now)] : [];
  return { ended, changes: [saved, ...giveBackFree(order), ...paidBack] };
}
