import type { Attributes, Change } from '../../../shared/kernel/change.ts';
import { membershipEntity } from '../../../shared/sellers/home/membership.ts';
import { sellerEntity } from '../../../shared/sellers/home/seller.ts';
import type { TestTable } from '../../support/table.ts';
import { fill, itemsOf } from './fill.ts';
import * as market from './rows/market.ts';
import { personItem, sellerId, sellerUserId } from './rows/people.ts';
import { fullSeller, waitingSellerItem } from './rows/sellers.ts';
import * as trade from './rows/trade.ts';

/** What stands in lists, one item per place. */
const listed: readonly ((place: number) => Change)[] = [
  trade.orderItem,
  trade.entitlementItem,
  trade.appItem,
  market.verificationItem,
  market.applicationItem,
  waitingSellerItem,
  market.uploadItem,
  market.messageItem,
  market.endpointItem,
  market.notificationItem,
  market.failedNotificationItem,
  market.productItem,
  market.groupItem,
  market.jobItem,
];

/** The two people, and what there is one of. */
export async function addPeople({ client, tableName }: TestTable): Promise<void> {
  const membership = membershipEntity.create({ userId: sellerUserId, sellerId, version: 1 });
  await fill(client, tableName, [
    ...itemsOf(membership),
    ...itemsOf(sellerEntity.create(fullSeller)),
    trade.quotaItem(),
  ]);
}

/** Lengthens every list by the places from, to (exclusive). */
export async function addRows(
  { client, tableName, table }: TestTable,
  from: number,
  to: number,
): Promise<void> {
  const places = Array.from({ length: to - from }, (_, index) => from + index);
  const items: Attributes[] = places.flatMap((place) => [
    ...listed.flatMap((make) => itemsOf(make(place))),
    personItem(place),
    trade.usageItem(place),
    market.eventItem(place),
    ...market.shelfItems(place),
  ]);
  await fill(client, tableName, [...items, ...(await trade.ledgerItems(table, from, to))]);
}
