import { depositEntry, purchaseEntry, receivedEntry } from '../../../../shared/billing/ledger/entries.ts';
import { appendEntries } from '../../../../shared/billing/ledger/ledger-store.ts';
import type { Attributes } from '../../../../shared/kernel/change.ts';
import { appEntity } from '../../../../shared/metering/apps/app.ts';
import { newQuota } from '../../../../shared/metering/quota/quota.ts';
import { usageKey } from '../../../../shared/metering/usage/usage.ts';
import { entitlementEntity, openedFor } from '../../../../shared/orders/entitlement/entitlement.ts';
import { newOrder } from '../../../../shared/orders/kinds/new-order.ts';
import { type Order, pay } from '../../../../shared/orders/order/order.ts';
import { orderEntity } from '../../../../shared/orders/order/order-entity.ts';
import type { Table } from '../../../../shared/table/table.ts';
import { madeUpEvent } from '../../../support/made-up/event.ts';
import { sampleOffer } from '../../../support/things/offers.ts';
import { idAt, sellerId, text, timeAt, userId, userName } from './people.ts';

const offer = { ...sampleOffer, sellerId, productName: text(80), planName: text(40) };
const buyer = { userId, name: userName };
function orderAt(place: number): Order {
  const now = new Date(timeAt(place));
  const newId = (prefix: string) => idAt(prefix, place);
  return pay(newOrder('new', [{ offer, quantity: 1 }], buyer, { newId, now }), 'wallet', now);
}

export const orderItem = (place: number) => orderEntity.create(orderAt(place), madeUpEvent('order.created'));

export const entitlementItem = (place: number) => {
  const endsAt = new Date(Date.parse(timeAt(place)) + 365 * 86_400_000).toISOString();
  const running = {
    status: 'active',
    startsAt: timeAt(place),
    endsAt,
    remindAt: endsAt,
    instanceId: `ins-${place}`,
    sealedInstance: 's1.'.padEnd(700, 'x'),
  } as const;
  const order = orderAt(place);
  const opened = openedFor({ order, line: order.lines[0] });
  return entitlementEntity.create({ ...opened, ...running });
};

export const appItem = (place: number) =>
  appEntity.create({
    appId: idAt('cap', place),
    ownerId: userId,
    name: text(50, place),
    appKey: `ak_${idAt('', place)}`,
    appSecretSealed: 's1.'.padEnd(120, 'x'),
    appCodeDigest: 'd'.repeat(43),
    appCodeHint: 'ab12',
    createdAt: timeAt(place),
    version: 1,
  });

export const usedEntitlement = idAt('ent', 7);
export const usageItem = (place: number): Attributes => {
  const period = timeAt(place * 60).slice(0, 13);
  const row = {
    period,
    apiId: `GET /companies/{creditCode}/changes/${place % 9}`,
    appId: idAt('cap', place % 5),
  };
  return {
    ...usageKey(usedEntitlement, 'hour', row),
    type: 'usage',
    counted: 1200,
    answers: { '2xx': 1200, '4xx': 31, '5xx': 2 },
    upTo: { 1: 123_456 + place },
  };
};

/** A counter while ten environments hold leases. */
export const quotaItem = (): Attributes => ({
  ...newQuota({
    parcel: 1,
    entitlementId: usedEntitlement,
    buyerId: userId,
    sellerId,
    groupId: idAt('grp', 1),
    total: 100_000,
    endsAt: timeAt(1_000_000),
  }),
  leases: Object.fromEntries(
    Array.from({ length: 10 }, (_, place) => [`e${place}a1b2c3`, { n: 20, until: 1_793_600_000_000 }]),
  ),
});

/** Money in, purchases and deposits, at the end of the wallet's and the deposit's chains. */
export async function ledgerItems(table: Table, from: number, to: number): Promise<Attributes[]> {
  const entries = Array.from({ length: to - from }, (_, index) => {
    const [at, amountFen] = [timeAt(from + index), 1000];
    const ids = {
      paymentId: idAt('pay', from + index),
      orderId: idAt('ord', from + index),
      receiptId: idAt('rct', from + index),
    };
    return [
      receivedEntry(
        { userId, provider: 'sandbox', paymentId: ids.paymentId, amountFen: 100_000_00, reason: 'top_up' },
        at,
      ),
      purchaseEntry({ userId, orderId: ids.orderId, amountFen }, at),
      depositEntry({ userId, sellerId, receiptId: ids.receiptId, amountFen }, at),
    ];
  }).flat();
  const { writes } = await appendEntries(table, entries);
  return writes.flatMap((write) => (write.kind === 'create' ? [write.item] : []));
}
