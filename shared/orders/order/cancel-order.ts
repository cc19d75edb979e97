import { userOf } from '../../kernel/actor.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import type { ordersContract } from '../contract.ts';
import { orderEvents } from '../events.ts';
import { cancel } from './order.ts';
import { orderEntity } from './order-entity.ts';
import { orderNews } from './order-notice.ts';
import { orderView } from './order-view.ts';
import { ownOrder } from './own-order.ts';

/** The buyer's own, while it waits for its payment; what is cancelled already stays as it is. */
export const cancelOrder: UseCase<typeof ordersContract.cancelOrder, { table: Table }> = async (
  { input, actor, now },
  { table },
) => {
  const order = await ownOrder(table, input.orderId, userOf(actor).userId);
  if (order.status === 'cancelled') return { answer: orderView(order) };
  const cancelled = cancel(order, 'buyer', now);
  const event = { name: orderEvents.cancelled, data: { ...orderNews(order), reason: 'buyer' } };
  return { answer: orderView(cancelled), changes: [orderEntity.save(order, cancelled, event)] };
};
