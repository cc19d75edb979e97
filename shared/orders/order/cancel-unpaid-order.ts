import type { Change, Key } from '../../kernel/change.ts';
import type { Table } from '../../table/table.ts';
import { orderEvents } from '../events.ts';
import { cancel } from './order.ts';
import { orderEntity } from './order-entity.ts';
import { orderNews } from './order-notice.ts';

/** The clock's step for an order that was not paid in time (`docs/rules/3-orders.md`, "Orders"). */
export const cancelUnpaidOrder =
  ({ table }: { table: Table }) =>
  async ({ pk }: Key, now: Date): Promise<{ changes: readonly Change[] }> => {
    const order = await orderEntity.get(table, pk);
    if (order?.status !== 'created' || order.payBefore === undefined || order.payBefore > now.toISOString())
      return { changes: [] };
    const event = { name: orderEvents.cancelled, data: { ...orderNews(order), reason: 'unpaid' } };
    return { changes: [orderEntity.save(order, cancel(order, 'unpaid', now), event)] };
  };
