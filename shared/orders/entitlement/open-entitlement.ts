import type { Change } from '../../kernel/change.ts';
import type { Table } from '../../table/table.ts';
import { entitlementEvents, orderEvents } from '../events.ts';
import type { GrantQuota } from '../offer.ts';
import { activate, beginFulfilment } from '../order/order.ts';
import { orderEntity } from '../order/order-entity.ts';
import { orderNews } from '../order/order-notice.ts';
import type { OrderRules } from '../rules.ts';
import { activateFrom, entitlementEntity, openedFor } from './entitlement.ts';
import { withNextStep } from './entitlement-clock.ts';
import { noticeOf } from './notice.ts';
import { quotaOf } from './quota-of.ts';

type Deps = { table: Table; grantQuota: GrantQuota; rules: OrderRules };

/**
 * Opens what a paid order bought; nothing when that was done already. Where the seller has a system to tell, it waits for its
 * answer, else it is active at once.
 */
export const openEntitlement =
  ({ table, grantQuota, rules }: Deps) =>
  async (orderId: string, now: Date): Promise<{ changes: readonly Change[] }> => {
    const order = await orderEntity.get(table, orderId);
    if (order?.status !== 'paid') return { changes: [] };
    const opened = openedFor(order, now);
    const { entitlementId } = opened;
    if (order.endpointId !== undefined) {
      const event = { name: orderEvents.fulfilling, data: orderNews(order) };
      return {
        changes: [
          entitlementEntity.create(opened, { name: entitlementEvents.created, data: noticeOf(opened) }),
          orderEntity.save(order, beginFulfilment(order, entitlementId), event),
        ],
      };
    }
    const active = withNextStep(activateFrom(opened, now), rules);
    return {
      changes: [
        entitlementEntity.create(active, { name: entitlementEvents.activated, data: noticeOf(active) }),
        orderEntity.save(order, activate(order, entitlementId), {
          name: orderEvents.activated,
          data: orderNews(order),
        }),
        ...grantQuota(quotaOf(active)),
      ],
    };
  };
