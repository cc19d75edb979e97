import { sellerOf, userOf } from '../../kernel/actor.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import type { ordersContract } from '../contract.ts';
import { listOwned } from '../list-owned.ts';
import { buyersOrders, sellersOrders } from './order-entity.ts';

type Deps = { table: Table };

/** The buyer's own, newest first. */
export const listOrders: UseCase<typeof ordersContract.listOrders, Deps> = async (
  { input, actor },
  { table },
) => ({
  answer: await listOwned(
    table,
    { index: 'list1', pk: buyersOrders(userOf(actor).userId), id: 'orderId' },
    input,
  ),
});

/** The seller's own, newest first. */
export const listSellerOrders: UseCase<typeof ordersContract.listSellerOrders, Deps> = async (
  { input, actor },
  { table },
) => ({
  answer: await listOwned(
    table,
    { index: 'list2', pk: sellersOrders(sellerOf(actor)), id: 'orderId' },
    input,
  ),
});
