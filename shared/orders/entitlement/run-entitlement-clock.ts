import type { Change, Key } from '../../kernel/change.ts';
import type { Table } from '../../table/table.ts';
import { entitlementEvents } from '../events.ts';
import { endOrder } from '../order/end-order.ts';
import { orderEntity } from '../order/order-entity.ts';
import type { OrderRules } from '../rules.ts';
import { entitlementEntity } from './entitlement.ts';
import { dueStep } from './entitlement-clock.ts';
import { noticeOf } from './notice.ts';
import { type RefundDeps, refundFailedSetup, refundIsDue } from './refund-failed-setup.ts';
import { othersAre } from './rest-of-order.ts';

type Deps = RefundDeps & { table: Table; rules: OrderRules };

/** The clock's step for an entitlement: refund, reminder, end, or release (`docs/rules/3-orders.md`, "Entitlements"). */
export const runEntitlementClock =
  ({ table, rules, ...deps }: Deps) =>
  async ({ pk }: Key, now: Date): Promise<{ changes: readonly Change[] }> => {
    const entitlement = await entitlementEntity.get(table, pk);
    if (entitlement && refundIsDue(entitlement, now))
      return refundFailedSetup(entitlement, now, { table, ...deps });
    const step = entitlement && dueStep(entitlement, now, rules);
    if (!step) return { changes: [] };
    const notice = noticeOf(step.after);
    if (step.kind === 'remind') {
      const event = { name: entitlementEvents.expiring, data: { ...notice, daysLeft: step.daysLeft } };
      return { changes: [entitlementEntity.save(entitlement, step.after, event)] };
    }
    const name = step.kind === 'expire' ? entitlementEvents.expired : entitlementEvents.released;
    const kept =
      step.kind === 'expire' ? { keptUntil: step.after.nextStepAt, keptDays: rules.retentionDays } : {};
    const saved = entitlementEntity.save(entitlement, step.after, { name, data: { ...notice, ...kept } });
    const order = step.kind === 'expire' ? await orderEntity.get(table, entitlement.orderId) : undefined;
    if (order?.status !== 'active') return { changes: [saved] };

    const isOver = await othersAre(table, order, entitlement.entitlementId, ['expired', 'released']);
    if (!isOver) return { changes: [saved, orderEntity.touch(order)] };
    const { changes } = await endOrder(order, { cause: 'term_over', now }, deps.refundPurchase);
    return { changes: [saved, ...changes] };
  };
