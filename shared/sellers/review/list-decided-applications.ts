import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import { applicationsDecided, listApplicationRows } from '../admission/application.ts';
import type { sellersContract } from '../contract.ts';

/** Newest first; those that wait are in the operators' queue of cases. */
export const listDecidedApplications: UseCase<
  typeof sellersContract.listDecidedApplications,
  { readonly table: Table }
> = async ({ input: { status, ...page } }, { table }) => {
  const query = { index: 'list2', pk: applicationsDecided(status), descending: true } as const;
  return { answer: await listApplicationRows(table, query, page) };
};
