import { sellerOf, userOf } from '../../kernel/actor.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import type { ordersContract } from '../contract.ts';
import { orderErrors } from '../errors.ts';
import { orderEntity } from './order-entity.ts';
import { orderView } from './order-view.ts';
import { ownOrder } from './own-order.ts';

type Deps = { table: Table };

/** To its buyer. */
export const showOrder: UseCase<typeof ordersContract.showOrder, Deps> = async (
  { input, actor, language },
  { table },
) => ({
  answer: orderView(await ownOrder(table, input.orderId, userOf(actor).userId), language),
});

/** To its seller. */
export const showSellerOrder: UseCase<typeof ordersContract.showSellerOrder, Deps> = async (
  { input, actor, language },
  { table },
) => {
  const order = await orderEntity.get(table, input.orderId);
  if (order?.sellerId !== sellerOf(actor)) throw orderErrors.order_not_found();
  return { answer: orderView(order, language) };
};
