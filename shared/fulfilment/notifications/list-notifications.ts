import { sellerOf } from '../../kernel/actor.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import type { fulfilmentContract } from '../contract.ts';
import { listedAs } from './notification-item.ts';
import { listPartition, listPrefix } from './notification-record.ts';
import { rowOf } from './notification-view.ts';

/** What failed or waits first, then the delivered; newest first in each. */
export const listNotifications: UseCase<
  typeof fulfilmentContract.listNotifications,
  { table: Table }
> = async ({ input: { status, ...page }, actor }, { table }) => {
  const prefix = status && listPrefix(status);
  const query = { index: 'list1', pk: listPartition(sellerOf(actor)), prefix, descending: true } as const;
  const { items, next } = await table.query(query, page);
  return { answer: { items: items.map((item) => rowOf(listedAs(item))), next } };
};
