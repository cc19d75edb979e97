import type { Change } from '../../kernel/change.ts';
import { happened } from '../../kernel/events/define-events.ts';
import type { Table } from '../../table/table.ts';
import { entitlementEvents } from '../events.ts';
import { endOrder } from '../order/end-order.ts';
import { orderEntity } from '../order/order-entity.ts';
import type { RefundPurchase, WithdrawSetup } from '../ports.ts';
import { changeStatus, type Entitlement, entitlementEntity } from './entitlement.ts';
import { noticeOf } from './notice.ts';

export type RefundDeps = {
  readonly table: Table;
  readonly refundPurchase: RefundPurchase;
  readonly withdrawSetup: WithdrawSetup;
};

/**
 * Refunds an order whose entitlement was not set up in time (`docs/rules/3-orders.md`, "Entitlements"): the money, the order, the entitlement and
 * the notification that could still set it up change in one transaction, so that it is refunded or active and never both. Nothing when the
 * order or the notification shows that this is settled, or not to be settled now: the notification was delivered and its entitlement is about
 * to become active, another clock has refunded the order since `entitlement` was read, or an attempt is under way. The clock's next run looks
 * at it again.
 */
export async function refundFailedSetup(
  entitlement: Entitlement,
  now: Date,
  deps: RefundDeps,
): Promise<{ changes: readonly Change[] }> {
  const { entitlementId, orderId, bought, setupFailure: failure, noticeNumber } = entitlement;
  if (!failure) throw new Error('refund without a failure');
  const [order, withdrawal] = await Promise.all([
    orderEntity.get(deps.table, orderId),
    deps.withdrawSetup(failure.notificationId, now),
  ]);
  if (!order) throw new Error('entitlement without an order');
  if (!withdrawal || order.status !== 'fulfilling') return { changes: [] };
  // The seller's system is told to delete what it may have made; of what never arrived there it has nothing to know.
  const tells = withdrawal.reached && bought.endpointId !== undefined;
  const ended = { ...changeStatus(entitlement, 'released'), refundAt: undefined };
  const released = { ...ended, noticeNumber: tells ? noticeNumber + 1 : noticeNumber };
  const notice = { ...noticeOf(released), endpointId: tells ? bought.endpointId : undefined, refunded: true };

  const cause = failure.status === 'refused' ? 'setup_refused' : 'setup_exhausted';
  const { changes } = await endOrder(
    order,
    { cause, now, failed: { entitlementId, failure } },
    deps.refundPurchase,
  );
  return {
    changes: [
      entitlementEntity.save(entitlement, released, happened(entitlementEvents.released, notice)),
      ...withdrawal.changes,
      ...changes,
    ],
  };
}
