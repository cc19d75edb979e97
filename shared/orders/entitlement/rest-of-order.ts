import type { Table } from '../../table/table.ts';
import type { Order } from '../order/order.ts';
import { type Entitlement, type EntitlementStatus, entitlementEntity } from './entitlement.ts';

/** The entitlements of all the order's other lines. An order of one line costs no read. */
export async function othersOf(table: Table, order: Order, entitlementId: string): Promise<Entitlement[]> {
  const others = order.lines.filter((line) => line.entitlementId !== entitlementId);
  const found = await Promise.all(others.map((line) => entitlementEntity.get(table, line.entitlementId)));
  if (!found.every((entitlement) => entitlement !== undefined))
    throw new Error('line without an entitlement');
  return found;
}

/**
 * Whether the entitlements of all the order's other lines are in one of these states. Where they are not, the order is touched: of two lines
 * that change at the same moment one is decided anew, and sees what the other has become.
 */
export async function othersAre(
  table: Table,
  order: Order,
  entitlementId: string,
  states: readonly EntitlementStatus[],
): Promise<boolean> {
  const others = await othersOf(table, order, entitlementId);
  return others.every(({ status }) => states.includes(status));
}
