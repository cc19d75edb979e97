import { userOf } from '../../kernel/actor.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import type { sellersContract } from '../contract.ts';
import { applicationsOfUser, listApplicationRows } from './application.ts';

/** The caller's own, newest first. */
export const listApplications: UseCase<
  typeof sellersContract.listApplications,
  { readonly table: Table }
> = async ({ input, actor }, { table }) => {
  const query = { index: 'list1', pk: applicationsOfUser(userOf(actor).userId), descending: true } as const;
  return { answer: await listApplicationRows(table, query, input) };
};
