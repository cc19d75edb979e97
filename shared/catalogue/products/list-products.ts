import { sellerOf } from '../../kernel/actor.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import { listRows } from '../../table/list-rows.ts';
import type { Table } from '../../table/table.ts';
import type { productsContract } from './contract.ts';

/** Newest first. */
export const listProducts: UseCase<typeof productsContract.listProducts, { table: Table }> = async (
  { input, actor },
  { table },
) => ({
  answer: await listRows(
    table,
    { index: 'list1', pk: `seller#${sellerOf(actor)}#products`, descending: true },
    input,
  ),
});
