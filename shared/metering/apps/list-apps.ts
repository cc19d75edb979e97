import { userOf } from '../../kernel/actor.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import { listRows } from '../../table/list-rows.ts';
import type { Table } from '../../table/table.ts';
import type { meteringContract } from '../contract.ts';

export const listApps: UseCase<typeof meteringContract.listApps, { table: Table }> = async (
  { input, actor },
  { table },
) => ({
  answer: await listRows(
    table,
    { index: 'list1', pk: `buyer#${userOf(actor).userId}#apps`, descending: true },
    input,
  ),
});
