import type { Attributes, Change } from '../../../shared/kernel/change.ts';
import { membershipEntity } from '../../../shared/sellers/home/membership.ts';
import { type Seller, sellerEntity } from '../../../shared/sellers/home/seller.ts';
import { markets } from '../../../shared/sellers/markets/market-rules.ts';
import type { TestTable } from '../../support/table.ts';
import { fill, itemsOf } from './fill.ts';
import * as market from './rows/market.ts';
import { idAt, sellerId, sellerUserId, text, timeAt } from './rows/people.ts';
import * as trade from './rows/trade.ts';

/** What stands in lists, one item per place. */
const listed: readonly ((place: number) => Change)[] = [
  trade.orderItem,
  trade.entitlementItem,
  trade.appItem,
  market.verificationItem,
  market.applicationItem,
  market.waitingAccountItem,
  market.uploadItem,
  market.messageItem,
  market.endpointItem,
  market.notificationItem,
  market.failedNotificationItem,
  market.productItem,
  market.groupItem,
  market.jobItem,
];

const hours = { kind: 'custom' as const, weekdays: [1, 2, 3, 4, 5, 6, 7], from: '08:00', to: '20:00' };
/** One who has filled in every field to its limit. */
const seller: Seller = {
  sellerId,
  ownerUserId: sellerUserId,
  kind: 'company',
  legalName: text(100),
  legalNumber: '91110000600037341L',
  legalIdentity: 'd'.repeat(43),
  markets: [...markets],
  depositRequiredFen: 500_000,
  admittedAt: timeAt(0),
  applicationId: idAt('app', 1),
  documents: [],
  profile: {
    displayName: text(50),
    introduction: text(1000),
    region: text(50),
    address: text(200),
    website: `https://${'x'.repeat(280)}.example`,
  },
  store: {
    name: text(30),
    logoUploadId: idAt('upl', 1),
    introduction: text(500),
    hotline: '400-123-4567',
    email: 'support@seller.example',
    serviceHours: hours,
  },
  alipayAccount: 'finance@seller.example',
  settlementAccount: { status: 'verified', savedAt: timeAt(0), verifiedAt: timeAt(0), version: 1 },
  version: 9,
};

/** The two people, and what there is one of. */
export async function addPeople({ client, tableName }: TestTable): Promise<void> {
  const membership = membershipEntity.create({ userId: sellerUserId, sellerId, version: 1 });
  await fill(client, tableName, [
    ...itemsOf(membership),
    ...itemsOf(sellerEntity.create(seller)),
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
    trade.usageItem(place),
    market.eventItem(place),
    ...market.shelfItems(place),
  ]);
  await fill(client, tableName, [...items, ...(await trade.ledgerItems(table, from, to))]);
}
