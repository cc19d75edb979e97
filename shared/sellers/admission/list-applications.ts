import { userOf } from '../../kernel/actor.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import { listPage, placeOfIds } from '../../table/list-page.ts';
import type { Table } from '../../table/table.ts';
import type { sellersContract } from '../contract.ts';
import { applicationsOfUser, listedApplications } from './application.ts';

/** The caller's own. */
export const listApplications: UseCase<
  typeof sellersContract.listApplications,
  { readonly table: Table }
> = async ({ input, actor }, { table }) => {
  const pk = applicationsOfUser(userOf(actor).userId);
  const list = { index: 'list1', pk, placeAt: placeOfIds, ...listedApplications } as const;
  return { answer: await listPage(table, list, input) };
};
