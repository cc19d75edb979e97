import { userOf } from '../../kernel/actor.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import type { ordersContract } from '../contract.ts';
import type { RefundPurchase } from '../ports.ts';
import { endOrder } from './end-order.ts';
import { orderView } from './order-view.ts';
import { ownOrder } from './own-order.ts';

type Deps = { readonly table: Table; readonly refundPurchase: RefundPurchase };

/** The buyer's own, while it waits for its payment; what is cancelled already stays as it is. */
export const cancelOrder: UseCase<typeof ordersContract.cancelOrder, Deps> = async (
  { input, actor, now, language },
  { table, refundPurchase },
) => {
  const order = await ownOrder(table, input.orderId, userOf(actor).userId);
  if (order.status === 'cancelled') return { answer: orderView(order, language) };

  const { ended, changes } = await endOrder(order, { cause: 'buyer', now }, refundPurchase);
  return { answer: orderView(ended, language), changes };
};
