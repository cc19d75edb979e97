import { sellerOf, userOf } from '../../kernel/actor.ts';
import { looksAt } from '../../kernel/events/audit-look.ts';
import { happened } from '../../kernel/events/define-events.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import { listPage, placeOfIds, type TimedList } from '../../table/list-page.ts';
import type { Table } from '../../table/table.ts';
import type { ordersContract } from '../contract.ts';
import { orderEvents } from '../events.ts';
import { buyersOrders, type OrderListed, orderListed, sellersOrders } from './order-entity.ts';

type Deps = { readonly table: Table };

const orders = {
  placeAt: placeOfIds,
  rowOf: orderListed,
  textsOf: ({ productName, planName, buyerName, orderId }: OrderListed) => [
    productName,
    planName,
    buyerName,
    orderId,
  ],
};
const ofBuyer = (buyerId: string): TimedList<OrderListed> => ({
  ...orders,
  index: 'list1',
  pk: buyersOrders(buyerId),
});
const ofSeller = (sellerId: string): TimedList<OrderListed> => ({
  ...orders,
  index: 'list2',
  pk: sellersOrders(sellerId),
});

/** The buyer's own. */
export const listOrders: UseCase<typeof ordersContract.listOrders, Deps> = async (
  { input, actor },
  { table },
) => ({ answer: await listPage(table, ofBuyer(userOf(actor).userId), input) });

/** The seller's own. */
export const listSellerOrders: UseCase<typeof ordersContract.listSellerOrders, Deps> = async (
  { input, actor },
  { table },
) => ({ answer: await listPage(table, ofSeller(sellerOf(actor)), input) });

/** Of the party that the operator names; of both, those between the two. The look is kept. */
export const listOrdersOfParty: UseCase<typeof ordersContract.listOrdersOfParty, Deps> = async (
  { input, now, requestId },
  { table },
) => {
  const { buyerId, sellerId = '' } = input;
  const listed = (of: string) => happened(orderEvents.listed, { of });
  const changes = looksAt([buyerId, input.sellerId], listed, { now, requestId });

  const list = buyerId === undefined ? ofSeller(sellerId) : ofBuyer(buyerId);
  return { answer: await listPage(table, list, input), changes };
};
