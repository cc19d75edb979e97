import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import type { sellersContract } from '../contract.ts';
import { applicationView } from './application-view.ts';
import { ownApplication } from './own-application.ts';

export const showApplication: UseCase<
  typeof sellersContract.showApplication,
  { readonly table: Table }
> = async ({ input, actor, now }, { table }) => ({
  answer: applicationView(await ownApplication(table, input.applicationId, actor), now),
});
