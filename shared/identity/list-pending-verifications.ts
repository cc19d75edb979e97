import type { UseCase } from '../kernel/use-case.ts';
import { listRows } from '../table/list-rows.ts';
import type { Table } from '../table/table.ts';
import type { identityContract } from './contract.ts';

/** Oldest first. */
export const listPendingVerifications: UseCase<typeof identityContract.listPendingVerifications, { table: Table }> = async (
  { input },
  { table },
) => ({
  answer: await listRows(table, { index: 'list1', pk: 'verifications#pending' }, input),
});
