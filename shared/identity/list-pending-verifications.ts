import type { UseCase } from '../kernel/use-case.ts';
import type { Table } from '../table/table.ts';
import type { identityContract } from './contract.ts';
import { listPending } from './verification.ts';

/** Oldest first. */
export const listPendingVerifications: UseCase<
  typeof identityContract.listPendingVerifications,
  { table: Table }
> = async ({ input }, { table }) => ({
  answer: await listPending(table, input),
});
