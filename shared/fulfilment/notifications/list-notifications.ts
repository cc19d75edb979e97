import { sellerOf } from '../../kernel/actor.ts';
import type { Attributes } from '../../kernel/change.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import { listPage, placeOfTime } from '../../table/list-page.ts';
import type { Table } from '../../table/table.ts';
import type { fulfilmentContract } from '../contract.ts';
import { isFailedForGood } from './notification.ts';
import { listedAs } from './notification-item.ts';
import { failedOfSeller, failedPartition, listPartition } from './notification-record.ts';
import { rowOf } from './notification-view.ts';

type Deps = { readonly table: Table };

/** The seller's own; what failed for good stands in a list of its own, however much was delivered since. */
export const listNotifications: UseCase<typeof fulfilmentContract.listNotifications, Deps> = async (
  { input, actor },
  { table },
) => {
  const sellerId = sellerOf(actor);
  const place = isFailedForGood(input.status)
    ? ({ index: 'list3', pk: failedOfSeller(sellerId) } as const)
    : ({ index: 'list1', pk: listPartition(sellerId) } as const);

  const list = { ...place, placeAt: placeOfTime, rowOf: (item: Attributes) => rowOf(listedAs(item)) };
  return { answer: await listPage(table, list, input) };
};

/** Of all sellers what failed for good. */
export const listFailedNotifications: UseCase<
  typeof fulfilmentContract.listFailedNotifications,
  Deps
> = async ({ input }, { table }) => {
  const list = {
    index: 'list2',
    pk: failedPartition,
    placeAt: placeOfTime,
    rowOf: (item: Attributes) => {
      const listed = listedAs(item);
      return { ...rowOf(listed), sellerId: listed.sellerId };
    },
  } as const;
  return { answer: await listPage(table, list, input) };
};
