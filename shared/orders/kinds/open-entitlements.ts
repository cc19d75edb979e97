import type { Change } from '../../kernel/change.ts';
import { type EventKind, happened } from '../../kernel/events/define-events.ts';
import type { Table } from '../../table/table.ts';
import { rightOf } from '../entitlement/active-right.ts';
import { activateFrom, type Entitlement, entitlementEntity } from '../entitlement/entitlement.ts';
import { noticeOf } from '../entitlement/notice.ts';
import { withReminder } from '../entitlement/reminders.ts';
import { type EntitlementNotice, entitlementEvents, orderEvents } from '../events.ts';
import { activate, beginFulfilment, type Order, type OrderLine } from '../order/order.ts';
import { orderEntity } from '../order/order-entity.ts';
import { orderNews } from '../order/order-notice.ts';
import type { Begin } from '../ports.ts';
import type { OrderRules } from '../rules.ts';
import { orderKinds } from './kinds.ts';

type Deps = { readonly table: Table; readonly begin: Begin; readonly rules: OrderRules };

/**
 * Opens what a paid order bought, line by line; nothing when that was done already. Where the seller has a system to tell, the entitlement
 * waits for its answer, else it is active at once. The order is active when all of its entitlements are.
 */
export const openEntitlements =
  (deps: Deps) =>
  async (orderId: string, now: Date): Promise<{ changes: readonly Change[] }> => {
    const order = await orderEntity.get(deps.table, orderId);
    if (order?.status !== 'paid') return { changes: [] };

    const lines = await Promise.all(order.lines.map((line) => openLine(order, line, now, deps)));

    const waits = order.lines.some(({ bought }) => bought.endpointId !== undefined);
    const opened = waits ? beginFulfilment(order) : activate(order);
    const kind = waits ? orderEvents.fulfilling : orderEvents.activated;
    return {
      changes: [...lines.flat(), orderEntity.save(order, opened, happened(kind, orderNews(opened)))],
    };
  };

async function openLine(
  order: Order,
  line: OrderLine,
  now: Date,
  { table, begin, rules }: Deps,
): Promise<Change[]> {
  const kind = orderKinds[order.kind];
  const before = kind.opens ? undefined : await entitlementEntity.get(table, line.entitlementId);
  const opened = kind.entitlement(before, { order, line }, now);
  const put = (after: Entitlement, kind: EventKind<EntitlementNotice>) => {
    const event = happened(kind, noticeOf(after));
    return before ? entitlementEntity.save(before, after, event) : entitlementEntity.create(after, event);
  };
  if (line.bought.endpointId !== undefined) return [put(opened, entitlementEvents.created)];

  const active = withReminder(activateFrom(opened, now), rules);
  return [put(active, entitlementEvents.activated), ...begin(rightOf(active))];
}
