import { look } from '../../kernel/events/audit-look.ts';
import { happened } from '../../kernel/events/define-events.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import type { ordersContract } from '../contract.ts';
import { orderErrors } from '../errors.ts';
import { entitlementEvents, orderEvents } from '../events.ts';
import { orderEntity } from '../order/order-entity.ts';
import { orderView } from '../order/order-view.ts';
import { entitlementEntity } from './entitlement.ts';
import { sellersEntitlementView } from './entitlement-view.ts';

type Deps = { table: Table };

/** An operator follows up on anybody's order; what it looked at is in the audit trail (`docs/rules/README.md`, "Rules that hold everywhere"). */
export const inspectOrder: UseCase<typeof ordersContract.inspectOrder, Deps> = async (
  { input, now, requestId, language },
  { table },
) => {
  const order = await orderEntity.get(table, input.orderId);
  if (!order) throw orderErrors.order_not_found();
  const event = happened(orderEvents.viewed, { orderId: order.orderId, seenVersion: order.version });
  return { answer: orderView(order, language), changes: [look(order.orderId, event, { now, requestId })] };
};

/** The same for an entitlement; the access data are the buyer's alone. */
export const inspectEntitlement: UseCase<typeof ordersContract.inspectEntitlement, Deps> = async (
  { input, now, requestId, language },
  { table },
) => {
  const found = await entitlementEntity.get(table, input.entitlementId);
  if (!found) throw orderErrors.entitlement_not_found();
  const { entitlementId, version } = found;
  const event = happened(entitlementEvents.viewed, { entitlementId, seenVersion: version });
  return {
    answer: sellersEntitlementView(found, language),
    changes: [look(entitlementId, event, { now, requestId })],
  };
};
