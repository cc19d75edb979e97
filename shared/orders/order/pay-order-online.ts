import type { Change } from '../../kernel/change.ts';
import { happened } from '../../kernel/events/define-events.ts';
import type { Table } from '../../table/table.ts';
import { orderEvents } from '../events.ts';
import { pay } from './order.ts';
import { orderEntity } from './order-entity.ts';
import { orderNews } from './order-notice.ts';

/**
 * For billing, when money for an order has come in: the changes that mark it as paid, or undefined when it no longer waits
 * for exactly this amount, so that the money goes back.
 */
export const payOrderOnline =
  ({ table }: { table: Table }) =>
  async (
    { orderId, amountFen }: { orderId: string; amountFen: number },
    now: Date,
  ): Promise<readonly Change[] | undefined> => {
    const order = await orderEntity.get(table, orderId);
    if (order?.status !== 'created' || order.amountFen !== amountFen) return undefined;
    const paid = pay(order, 'online', now);
    return [orderEntity.save(order, paid, happened(orderEvents.paid, orderNews(paid)))];
  };
