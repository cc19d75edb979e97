import type { Change } from '../../kernel/change.ts';
import type { Sealer } from '../../kernel/sealed.ts';
import type { Table } from '../../table/table.ts';
import { entitlementEvents, orderEvents } from '../events.ts';
import type { GrantQuota } from '../offer.ts';
import { activate } from '../order/order.ts';
import { orderEntity } from '../order/order-entity.ts';
import { orderNews } from '../order/order-notice.ts';
import type { OrderRules } from '../rules.ts';
import { activateFrom, entitlementEntity } from './entitlement.ts';
import { withNextStep } from './entitlement-clock.ts';
import type { Instance } from './instance.ts';
import { noticeOf } from './notice.ts';
import { quotaOf } from './quota-of.ts';

type Deps = { table: Table; sealer: Sealer; grantQuota: GrantQuota; rules: OrderRules };

/**
 * For fulfilment, when the seller's system has answered a `create`: the entitlement and its order become active and the quota
 * is granted. Nothing when that was done already, be it by another delivery since the entitlement was read: the first instance stays,
 * whatever a repeat is told.
 */
export const fulfilEntitlement =
  ({ table, sealer, grantQuota, rules }: Deps) =>
  async (entitlementId: string, instance: Instance, now: Date): Promise<{ changes: readonly Change[] }> => {
    const entitlement = await entitlementEntity.get(table, entitlementId);
    if (entitlement?.status !== 'provisioning') return { changes: [] };
    const order = await orderEntity.get(table, entitlement.orderId);
    if (!order) throw new Error('entitlement without an order');
    if (order.status !== 'fulfilling') return { changes: [] };

    const sealedInstance = sealer.seal(JSON.stringify(instance), entitlementId);
    const active = withNextStep(
      { ...activateFrom(entitlement, now), instanceId: instance.instanceId, sealedInstance },
      rules,
    );
    return {
      changes: [
        entitlementEntity.save(entitlement, active, {
          name: entitlementEvents.activated,
          data: noticeOf(active),
        }),
        orderEntity.save(order, activate(order, entitlementId), {
          name: orderEvents.activated,
          data: orderNews(order),
        }),
        ...grantQuota(quotaOf(active)),
      ],
    };
  };
