import { sellerOf } from '../../kernel/actor.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import { listRows } from '../../table/list-rows.ts';
import type { Table } from '../../table/table.ts';
import type { fulfilmentContract } from '../contract.ts';

/** Newest first. */
export const listEndpoints: UseCase<typeof fulfilmentContract.listEndpoints, { table: Table }> = async (
  { input, actor },
  { table },
) => ({
  answer: await listRows(
    table,
    { index: 'list1', pk: `endpoints#${sellerOf(actor)}`, descending: true },
    input,
  ),
});
