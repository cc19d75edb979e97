import type { FailedNotification } from '../../fulfilment/events.ts';
import type { Change } from '../../kernel/change.ts';
import { happened } from '../../kernel/events/define-events.ts';
import type { Table } from '../../table/table.ts';
import { entitlementEvents } from '../events.ts';
import { orderEntity } from '../order/order-entity.ts';
import type { OrderRules } from '../rules.ts';
import { type Entitlement, entitlementEntity } from './entitlement.ts';
import { noticeOf } from './notice.ts';
import { othersOf } from './rest-of-order.ts';

type Deps = { readonly table: Table; readonly rules: OrderRules };

/** When the grace is over: that of this failure, or that of one heard of before where it ends earlier. */
function graceEnd(
  { refundAt }: Entitlement,
  { refundGraceHours }: FailedNotification,
  failedAt: string,
  rules: OrderRules,
): string {
  const end = Date.parse(failedAt) + (refundGraceHours ?? rules.refundGraceHours) * 3_600_000;
  const earlier = refundAt === undefined ? end : Date.parse(refundAt);
  return new Date(Math.min(end, earlier)).toISOString();
}

/**
 * When a `create` was exhausted or refused: the entitlement says so to its buyer, its seller and the operators, until a replay sets it up
 * after all or the order is refunded (`docs/rules/4-fulfilment.md`, "Delivery"). The grace runs from the first failure, whichever is heard of first:
 * a replay that fails as well does not keep the buyer's money for longer. Nothing when it was set up meanwhile, or when the same word comes
 * again.
 */
export const noteFailedSetup =
  ({ table, rules }: Deps) =>
  async (failed: FailedNotification, failedAt: string): Promise<{ changes: readonly Change[] }> => {
    const entitlement = await entitlementEntity.get(table, failed.aggregateId);
    if (entitlement?.status !== 'provisioning') return { changes: [] };

    const { setupFailedAt = '', setupFailure } = entitlement;
    const refundAt = graceEnd(entitlement, failed, failedAt, rules);
    const isLater = failedAt > setupFailedAt;
    if (!isLater && refundAt === entitlement.refundAt) return { changes: [] };

    const { notificationId, status, attempts, lastErrorClass, lastStatus } = failed;
    const failure =
      isLater || !setupFailure
        ? { notificationId, status, attempts, lastErrorClass, lastStatus }
        : setupFailure;
    const after = {
      ...entitlement,
      setupFailedAt: isLater ? failedAt : setupFailedAt,
      setupFailure: failure,
      refundAt,
    };
    const order = await orderEntity.get(table, entitlement.orderId);
    if (!order) throw new Error('entitlement without an order');
    // The order is refunded whole, when the grace of the first of its lines is over.
    const others = await othersOf(table, order, entitlement.entitlementId);
    const [firstEnd = refundAt] = [refundAt, ...others.flatMap((other) => other.refundAt ?? [])].sort();
    const refund = { refundFen: order.amountFen, otherLines: others.length, refundAt: firstEnd };
    const data = { ...noticeOf(after), failure, notificationId, ...refund };
    return {
      changes: [entitlementEntity.save(entitlement, after, happened(entitlementEvents.setupFailed, data))],
    };
  };
