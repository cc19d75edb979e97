import type { UseCase } from '../../kernel/use-case.ts';
import { listPage, placeOfTime } from '../../table/list-page.ts';
import type { Table } from '../../table/table.ts';
import { applicationsDecided, listedApplications } from '../admission/application.ts';
import type { sellersContract } from '../contract.ts';

/** By the time of the decision; those that wait are in the operators' queue of cases. */
export const listDecidedApplications: UseCase<
  typeof sellersContract.listDecidedApplications,
  { readonly table: Table }
> = async ({ input }, { table }) => {
  const pk = applicationsDecided(input.status);
  const list = { index: 'list2', pk, placeAt: placeOfTime, ...listedApplications } as const;
  return { answer: await listPage(table, list, input) };
};
