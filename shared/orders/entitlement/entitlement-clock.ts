import { addShanghaiDays } from '../../china/shanghai.ts';
import { happened } from '../../kernel/events/define-events.ts';
import { type Clock, clockOf, type TimerStep } from '../../table/clock.ts';
import type { Table } from '../../table/table.ts';
import { entitlementEvents } from '../events.ts';
import { endOrder } from '../order/end-order.ts';
import { orderEntity } from '../order/order-entity.ts';
import type { OrderRules } from '../rules.ts';
import { changeStatus, type Entitlement, entitlementEntity } from './entitlement.ts';
import { noticeOf } from './notice.ts';
import { refundFailedSetup } from './refund-failed-setup.ts';
import type { RefundDeps } from './refund-order.ts';
import { release } from './release.ts';
import { daysToTell, withReminder } from './reminders.ts';
import { othersAre } from './rest-of-order.ts';

type Deps = RefundDeps & { readonly table: Table; readonly rules: OrderRules };

/** What becomes of an entitlement as time goes by (`docs/rules/3-orders.md`, "Entitlements"). */
export const entitlementClock = (deps: Deps): Clock =>
  clockOf(entitlementEntity, {
    refund: (entitlement, now) => refundFailedSetup(entitlement, now, deps),
    reminder: remind(deps),
    expiry: expire(deps),
    release: async (entitlement) => ({ changes: [release(entitlement, { tells: hasSystem(entitlement) })] }),
  });

/** No reminder of an end that has come meanwhile. */
const remind =
  ({ rules }: Deps): TimerStep<Entitlement> =>
  async (entitlement, now) => {
    const daysLeft = daysToTell(entitlement, now, rules);
    if (daysLeft === undefined) return { changes: [] };

    const after = withReminder({ ...entitlement, remindedDays: daysLeft }, rules);
    const event = happened(entitlementEvents.expiring, { ...noticeOf(after), daysLeft });
    return { changes: [entitlementEntity.save(entitlement, after, event)] };
  };

/** Its order is over with the last of its entitlements. */
const expire =
  (deps: Deps): TimerStep<Entitlement> =>
  async (entitlement, now) => {
    const { retentionDays } = deps.rules;
    const { endsAt = '' } = entitlement;
    const keptUntil = addShanghaiDays(new Date(endsAt), retentionDays).toISOString();
    const after: Entitlement = {
      ...changeStatus(entitlement, 'expired'),
      releaseAt: keptUntil,
      remindAt: undefined,
      noticeNumber: entitlement.noticeNumber + (hasSystem(entitlement) ? 1 : 0),
    };

    const data = { ...noticeOf(after), keptUntil, keptDays: retentionDays };
    const saved = entitlementEntity.save(entitlement, after, happened(entitlementEvents.expired, data));
    return { changes: [saved, ...(await orderAfter(entitlement, now, deps))] };
  };

async function orderAfter({ orderId, entitlementId }: Entitlement, now: Date, deps: Deps) {
  const order = await orderEntity.get(deps.table, orderId);
  if (order?.status !== 'active') return [];

  const isOver = await othersAre(deps.table, order, entitlementId, ['expired', 'released']);
  if (!isOver) return [orderEntity.touch(order)];
  const { changes } = await endOrder(order, { cause: 'term_over', now }, deps.refundPurchase);
  return changes;
}

/** Whether there is a seller's system to tell. */
const hasSystem = ({ bought }: Entitlement): boolean => bought.endpointId !== undefined;
