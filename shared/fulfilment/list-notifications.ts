import { sellerOf } from '../kernel/actor.ts';
import type { UseCase } from '../kernel/use-case.ts';
import { listRows } from '../table/list-rows.ts';
import type { Table } from '../table/table.ts';
import type { fulfilmentContract } from './contract.ts';
import { listPartition, listPrefix } from './notification-record.ts';

/** What failed or waits first, then the delivered; newest first in each. */
export const listNotifications: UseCase<typeof fulfilmentContract.listNotifications, { table: Table }> = async (
  { input: { status, ...page }, actor },
  { table },
) => {
  const prefix = status && listPrefix(status);
  return { answer: await listRows(table, { index: 'list1', pk: listPartition(sellerOf(actor)), prefix, descending: true }, page) };
};
