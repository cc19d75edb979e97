import type { Table } from '../../table/table.ts';
import type { Order } from '../order/order.ts';
import { type EntitlementStatus, entitlementEntity } from './entitlement.ts';

/**
 * Whether the entitlements of all the order's other lines are in one of these states. An order of one line costs no read. Where
 * they are not, the order is touched: of two lines that change at the same moment one is decided anew, and sees what the other has become.
 */
export async function othersAre(
  table: Table,
  order: Order,
  entitlementId: string,
  states: readonly EntitlementStatus[],
): Promise<boolean> {
  const others = order.lines.filter((line) => line.entitlementId !== entitlementId);
  const found = await Promise.all(others.map((line) => entitlementEntity.get(table, line.entitlementId)));
  return found.every((entitlement) => entitlement !== undefined && states.includes(entitlement.status));
}
