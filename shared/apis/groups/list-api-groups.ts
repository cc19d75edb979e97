import { sellerOf } from '../../kernel/actor.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import { listRows } from '../../table/list-rows.ts';
import type { Table } from '../../table/table.ts';
import type { apiGroupsContract } from './contract.ts';

/** Newest first. */
export const listApiGroups: UseCase<typeof apiGroupsContract.listApiGroups, { table: Table }> = async (
  { input, actor },
  { table },
) => ({
  answer: await listRows(
    table,
    { index: 'list1', pk: `seller#${sellerOf(actor)}#api-groups`, descending: true },
    input,
  ),
});
