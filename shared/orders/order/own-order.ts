import type { Table } from '../../table/table.ts';
import { orderErrors } from '../errors.ts';
import type { Order } from './order.ts';
import { orderEntity } from './order-entity.ts';

/** An order of this buyer. @throws orders.order_not_found for everybody else's */
export async function ownOrder(table: Table, orderId: string, buyerId: string): Promise<Order> {
  const order = await orderEntity.get(table, orderId);
  if (order?.buyerId !== buyerId) throw orderErrors.order_not_found();
  return order;
}
