import type { Change } from '../../kernel/change.ts';
import { happened } from '../../kernel/events/define-events.ts';
import type { Sealer } from '../../kernel/secrets/sealed.ts';
import { readBoth } from '../../table/read-both.ts';
import type { Table } from '../../table/table.ts';
import { entitlementEvents, orderEvents } from '../events.ts';
import { activate } from '../order/order.ts';
import { orderEntity } from '../order/order-entity.ts';
import { orderNews } from '../order/order-notice.ts';
import type { Begin } from '../ports.ts';
import type { OrderRules } from '../rules.ts';
import { rightOf } from './active-right.ts';
import { activateFrom, entitlementEntity, setUpStatuses } from './entitlement.ts';
import type { Instance } from './instance.ts';
import { noticeOf } from './notice.ts';
import { withReminder } from './reminders.ts';
import { othersAre } from './rest-of-order.ts';

type Deps = {
  readonly table: Table;
  readonly sealer: Sealer;
  readonly begin: Begin;
  readonly rules: OrderRules;
};

/** What was set up, and the order that it is a line of. */
type Line = { readonly entitlementId: string; readonly orderId: string };

/**
 * For fulfilment, when the seller's system has answered a `create`: the entitlement becomes active and what was bought begins; its order is
 * active when the last of its entitlements is set up, be it that the first of them is over by then. Nothing when that was done already, be it
 * by another delivery since the entitlement was read: the first instance stays, whatever a repeat is told.
 */
export const fulfilEntitlement =
  ({ table, sealer, begin, rules }: Deps) =>
  async (
    { entitlementId, orderId }: Line,
    instance: Instance,
    now: Date,
  ): Promise<{ changes: readonly Change[] }> => {
    const at = { key: entitlementEntity.keyOf(entitlementId), read: entitlementEntity.fromAttributes };
    const [entitlement, order] = await readBoth(table, at, orderEntity.at(orderId));
    if (entitlement?.status !== 'provisioning') return { changes: [] };
    if (!order) throw new Error('entitlement without an order');
    if (order.status !== 'fulfilling') return { changes: [] };

    const sealedInstance = sealer.seal(JSON.stringify(instance), entitlementId);
    const active = withReminder(
      { ...activateFrom(entitlement, now), instanceId: instance.instanceId, sealedInstance },
      rules,
    );
    const event = happened(entitlementEvents.activated, noticeOf(active));
    const isWhole = await othersAre(table, order, entitlementId, setUpStatuses);
    const news = happened(orderEvents.activated, orderNews(order));
    return {
      changes: [
        entitlementEntity.save(entitlement, active, event),
        isWhole ? orderEntity.save(order, activate(order), news) : orderEntity.touch(order),
        ...begin(rightOf(active)),
      ],
    };
  };
