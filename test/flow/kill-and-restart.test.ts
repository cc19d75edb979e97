import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPerson, type Person } from '../../demo/client.ts';
import { readLocal } from '../../demo/local.ts';
import { pressOnPayPage } from '../../demo/pay-page.ts';
import { type Samples, startSamples } from '../../demo/samples.ts';
import { silentStory } from '../../demo/story.ts';
import { until } from '../../demo/until.ts';
import { openShop } from '../../demo/walk.ts';
import { billingContract } from '../../shared/billing/contract.ts';
import { fulfilmentContract } from '../../shared/fulfilment/contract.ts';
import { meteringContract } from '../../shared/metering/contract.ts';
import { type Quota, quotaKey } from '../../shared/metering/quota/quota.ts';
import { ordersContract } from '../../shared/orders/contract.ts';
import { openTable } from '../../shared/table/table.ts';
import { type KillableMarketplace, startKillable } from '../support/marketplace/killable-marketplace.ts';
import { tableBehind } from '../support/table-rows.ts';
import { auditLedger } from '../support/things/ledger.ts';
import { buyFromWallet, linesOf, type OfferToBuy, offerOf } from '../support/things/shop.ts';
import { type WatchedWay, watchWay } from '../support/watched-way.ts';

/** When the kill comes; the pause behind it is drawn. `held`: an answer has left the seller's server and never arrives. */
const moments = [
  'paying',
  'ordering',
  'opening',
  'held notification',
  'notified',
  'calling',
  'held call',
  'called',
] as const;
type Moment = (typeof moments)[number];

/** The same numbers in [0, 1) every time. */
function drawing(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

const draw = drawing(20_261_121);
const priceFen = 1_000;
let market: KillableMarketplace;
let samples: Samples;
let ways: { endpoint: WatchedWay; backend: WatchedWay };
let buyer: Person;
let seller: Person;
let shop: Awaited<ReturnType<typeof openShop>>;
let offer: OfferToBuy;
let appCode: string;

beforeAll(async () => {
  [market, samples] = await Promise.all([startKillable(), startSamples()]);
  ways = { endpoint: await watchWay(samples.endpoint.url), backend: await watchWay(samples.backend.url) };
  const { people } = await readLocal(market);
  const place = { apiUrl: market.apiUrl, story: silentStory };
  const person = (role: string) => createPerson(place, role, () => people[role]?.accessToken);
  [buyer, seller] = [person('buyer'), person('seller')];
  const anybody = createPerson(place, 'anybody', () => undefined);
  const world = { ...market, story: silentStory, anybody, seller, buyer, operator: person('operator') };
  const { endpoint, backend } = samples;
  const url = ways.backend.url.replace(/\/$/, '');
  shop = await openShop(world, {
    ...samples,
    endpoint: { ...endpoint, url: ways.endpoint.url },
    backend: { ...backend, url },
  });
  endpoint.failNext(0);
  offer = await offerOf(buyer, shop.productId);
  appCode = (await buyer.call(meteringContract.createApp, { name: '重启' })).appCode;
});
afterAll(async () => {
  await Promise.all([market?.stop(), samples?.stop(), ways?.endpoint.stop(), ways?.backend.stop()]);
});

const soon = async (milliseconds: number) => {
  await pause(draw() * milliseconds);
  await market.kill();
};
/** Answers of the API that reached the caller. */
let answeredCalls = 0;

async function callOnce(): Promise<void> {
  const headers = { authorization: `APPCODE ${appCode}` };
  const answer = await fetch(`${market.gatewayUrl}/gw/${shop.prefix}/companies/91110108MA00000A1X`, {
    headers,
  });
  await answer.arrayBuffer();
  if (answer.status >= 500) throw new TypeError(`the gateway answered ${answer.status}`);
  expect(answer.status).toBe(200);
  answeredCalls += 1;
}

/** A top-up, an order, its activation and a call, with a kill somewhere on the way. */
async function tradeThrough(moment: Moment, round: number): Promise<string> {
  const crash: Promise<void>[] = [];
  const killAt = (one: Moment, milliseconds: number) => {
    if (one === moment) crash.push(soon(milliseconds));
  };
  const killBeforeAnswer = (one: Moment, way: WatchedWay) => {
    if (one !== moment) return;
    const killed = Promise.withResolvers<void>();
    way.beforeNextAnswer(() => market.kill().then(killed.resolve, killed.reject));
    crash.push(killed.promise);
  };
  const { persist } = market;

  const key = { idempotencyKey: `top-up-${round}` };
  const { payUrl, paymentId } = await persist(() =>
    buyer.call(billingContract.topUpWallet, { amountFen: priceFen }, key),
  );
  killAt('paying', 60);
  await persist(async () => {
    await pressOnPayPage(silentStory, payUrl, 'pay');
    const { status } = await buyer.call(billingContract.showTopUp, { paymentId });
    if (status !== 'paid') throw new TypeError('the callback did not arrive: the buyer presses again');
  });
  if (round % 2 === 0) samples.endpoint.failNext(1);
  const receivedBefore = samples.endpoint.received().length;
  killBeforeAnswer('held notification', ways.endpoint);
  killAt('ordering', 60);
  const orderId = await persist(() => buyFromWallet(buyer, offer, `order-${round}`));
  killAt('opening', 150);
  // And once more while it starts again.
  if (moment === 'opening') crash.push(Promise.all(crash).then(() => soon(2_000)));
  const activeAt = until(
    `the activation in round ${round}, killed ${moment}`,
    async () => (await persist(() => buyer.call(ordersContract.showOrder, { orderId }))).status === 'active',
    60,
  );
  if (moment === 'notified') {
    await until('the notification', async () => samples.endpoint.received().length > receivedBefore, 60);
    killAt('notified', 30);
  }
  await activeAt;
  killBeforeAnswer('held call', ways.backend);
  killAt('calling', 40);
  await persist(callOnce);
  killAt('called', 40);
  await Promise.all(crash);
  return orderId;
}

const allActive = (ids: readonly string[]) => ids.map((id) => `${id} active`).sort();

/** Every paid order is active, with its entitlement. Answers the entitlements, in the order of the orders. */
async function expectFulfilled(orderIds: readonly string[]): Promise<string[]> {
  const { items: orders } = await market.persist(() => buyer.call(ordersContract.listOrders, {}));
  expect(orders.map(({ orderId, status }) => `${orderId} ${status}`).sort()).toEqual(allActive(orderIds));

  const { items: entitlements } = await buyer.call(ordersContract.listEntitlements, {});
  const shown = orderIds.map((orderId) => buyer.call(ordersContract.showOrder, { orderId }));
  const expected = (await Promise.all(shown)).map((order) => linesOf(order)[0].entitlementId);
  expect(entitlements.map(({ entitlementId, status }) => `${entitlementId} ${status}`).sort()).toEqual(
    allActive(expected),
  );
  return expected;
}

/** Each entitlement's notification was delivered, and however often it came, it was the same. */
async function expectToldOnce(entitlementIds: readonly string[]): Promise<void> {
  const { items: told } = await seller.call(fulfilmentContract.listNotifications, {});
  expect(told.map(({ status }) => status)).toEqual(entitlementIds.map(() => 'delivered'));
  const received = samples.endpoint.received();
  expect(received.every(({ genuine }) => genuine)).toBe(true);
  for (const entitlementId of entitlementIds) {
    const about = received.filter(({ body }) => body.includes(entitlementId));
    expect(about.some(({ status }) => status === 200)).toBe(true);
    expect(new Set(about.map(({ id, body }) => `${id} ${body}`)).size).toBe(1);
  }

  const heldAnswer = received.filter(({ body }) =>
    body.includes(entitlementIds[moments.indexOf('held notification')] ?? '-'),
  );
  expect(heldAnswer.filter(({ status }) => status === 200).length).toBeGreaterThan(1);
}

type Behind = ReturnType<typeof tableBehind>;

async function expectBooksBalance(behind: Behind, orders: number): Promise<void> {
  const balances = await auditLedger(behind);
  const { balanceFen } = await buyer.call(billingContract.showWallet, {});
  expect(balanceFen).toBe(moments.length * priceFen - orders * priceFen);
  const escrows = Object.entries(balances).filter(([account]) => account.startsWith('escrow:'));
  expect(escrows.map(([, fen]) => fen)).toEqual(Array.from({ length: orders }, () => priceFen));
}

/** A call whose answer was cut off may be counted or not; never one that did not reach the backend, always one that was answered. */
async function expectCounted({ engine, tableName }: Behind, entitlementIds: readonly string[]) {
  const table = openTable({ engine, tableName });
  let usedInAll = 0;
  for (const entitlementId of entitlementIds) {
    const quota = (await table.get(quotaKey(`${entitlementId}#1`))) as unknown as Quota;
    const leased = Object.values(quota.leases).reduce((sum, { n }) => sum + n, 0);
    const total = quota.used + quota.available + leased;
    expect({ entitlementId, total }).toEqual({ entitlementId, total: 100 });
    usedInAll += quota.used;
    await until('the usage figures', async () => {
      const { items } = await seller.call(meteringContract.showSellerUsage, { entitlementId });
      return items.reduce((sum, { counted }) => sum + counted, 0) === quota.used;
    });
  }
  expect(answeredCalls).toBe(moments.length);
  expect(usedInAll).toBeGreaterThanOrEqual(answeredCalls);
  expect(usedInAll).toBeLessThanOrEqual(samples.backend.requests().length);
}

test('killed at any moment and started again: nothing paid is unfulfilled, nothing is told under another id, every book balances', async () => {
  const orderIds: string[] = [];
  for (const [round, moment] of moments.entries()) orderIds.push(await tradeThrough(moment, round));
  expect(market.kills()).toBe(moments.length + 1);

  const entitlementIds = await expectFulfilled(orderIds);
  await expectToldOnce(entitlementIds);

  const behind = tableBehind({ names: market.names, engines: (await readLocal(market)).engines });
  await expectBooksBalance(behind, orderIds.length);
  await expectCounted(behind, entitlementIds);
  behind.client.destroy();

  expect(Object.entries((await readLocal(market)).queues).filter(([, { dead }]) => dead > 0)).toEqual([]);
  expect(market.troubles).toEqual([]);
}, 240_000);
