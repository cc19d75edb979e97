import type { Change } from '../../kernel/change.ts';
import { orderEntity } from '../order/order-entity.ts';
import type { Entitlement } from './entitlement.ts';
import { type RefundDeps, refundOrder } from './refund-order.ts';
import { othersOf } from './rest-of-order.ts';

/**
 * Refunds an order of which one entitlement was not set up in time (`docs/rules/3-orders.md`, "Entitlements"): the notification that could
 * still set it up is withdrawn in the same transaction, so that it is refunded or active and never both. Its other lines end with it, also
 * those that are active. Nothing when the order or a notification shows that this is settled, or not to be settled now: the notification was
 * delivered and its entitlement is about to become active, another clock has refunded the order since `entitlement` was read, or an attempt
 * is under way. The clock's next run looks at it again.
 */
export async function refundFailedSetup(
  entitlement: Entitlement,
  now: Date,
  deps: RefundDeps,
): Promise<{ changes: readonly Change[] }> {
  const { entitlementId, orderId, setupFailure: failure } = entitlement;
  if (!failure) throw new Error('refund without a failure');
  const order = await orderEntity.get(deps.table, orderId);
  if (!order) throw new Error('entitlement without an order');
  if (order.status !== 'fulfilling') return { changes: [] };

  const held = [entitlement, ...(await othersOf(deps.table, order, entitlementId))];
  const cause = failure.status === 'refused' ? 'setup_refused' : 'setup_exhausted';
  const changes = await refundOrder(order, held, { cause, now, failed: { entitlementId, failure } }, deps);
  if (changes === undefined) assertNotOverdue(entitlement, now);
  return { changes: changes ?? [] };
}

/** What holds a refund up is over within minutes, or with the next attempts; after a day somebody has to look, since a buyer waits for the money. */
const longestWaitMs = 24 * 3_600_000;

function assertNotOverdue({ entitlementId, refundAt = '' }: Entitlement, now: Date): void {
  if (now.getTime() - Date.parse(refundAt) > longestWaitMs)
    throw new Error(
      `the refund of the order of ${entitlementId} waits for a notification of one of its lines`,
    );
}
