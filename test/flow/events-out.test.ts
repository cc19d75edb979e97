import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import type { Person } from '../../demo/client.ts';
import { type Samples, startSamples } from '../../demo/samples.ts';
import { until } from '../../demo/until.ts';
import { openShop } from '../../demo/walk.ts';
import { routesOf } from '../../functions/stream/event-routes.ts';
import { allEvents } from '../../shared/events.ts';
import { fulfilmentContract } from '../../shared/fulfilment/contract.ts';
import { notificationId } from '../../shared/fulfilment/notifications/told-event.ts';
import { defaultFulfilmentRules } from '../../shared/fulfilment/rules.ts';
import { EventMessage } from '../../shared/kernel/events/event-message.ts';
import { misfit, schemaOf } from '../../shared/kernel/events/shape.ts';
import { messageIdOf } from '../../shared/messages/message.ts';
import { templates } from '../../shared/messages/templates.ts';
import { ordersContract } from '../../shared/orders/contract.ts';
import type { OrderNews } from '../../shared/orders/events.ts';
import { type Marketplace, startMarketplace } from '../support/marketplace/marketplace.ts';
import { queuesBehind } from '../support/queues-behind.ts';
import { rowsOf, tableBehind } from '../support/table-rows.ts';
import {
  buyFromWallet,
  linesOf,
  type OfferToBuy,
  offerOf,
  orderBecomes,
  topUp,
} from '../support/things/shop.ts';

let marketplace: Marketplace;
let otherSamples: Samples;
let buyer: Person;
let seller: Person;
let shop: Awaited<ReturnType<typeof openShop>>;
let offer: OfferToBuy;
beforeAll(async () => {
  [marketplace, otherSamples] = await Promise.all([startMarketplace(), startSamples()]);
  ({ buyer, seller } = marketplace.everybody);
  shop = await openShop(marketplace.everybody, marketplace.samples);
  offer = await offerOf(buyer, shop.productId);
  await topUp(buyer, 50_000);
});
beforeEach(() => marketplace.samples.endpoint.failNext(0));
afterAll(() => Promise.all([marketplace?.stop(), otherSamples?.stop()]));

/** Every event row of the table, as it must have gone out. */
function committedEvents(rows: readonly Record<string, unknown>[]): EventMessage[] {
  return rows.flatMap(({ pk, sk, ...row }) => {
    const aggregateId = String(pk);
    const read = EventMessage.safeParse({
      ...row,
      id: `${pk}/${sk}`,
      aggregateId,
      version: Number(String(sk).split('#').at(-1)),
    });
    return String(sk).startsWith('event#') && read.success ? [read.data] : [];
  });
}
const goesTo = (queue: string) => (event: EventMessage) =>
  routesOf(event).some((route) => route.queue === queue);
/** Where an event tells something else than the row of its kind says. */
const misfitOf = ({ id, name, data }: EventMessage) => {
  const kind = allEvents.find((one) => one.name === name);
  const wrong = kind ? misfit(schemaOf(kind.payload), data) : 'no such kind';
  return wrong === undefined ? undefined : { id, name, wrong };
};
const sorted = (ids: readonly string[]) => [...ids].sort();

/** All rows and committed events, as soon as so many messages went to the endpoint and nothing is on its way any more: a queue forgets what a jump of the clock makes too old. */
const allOut = (notifications: number) =>
  until(
    'everything told',
    async () => {
      const rows = await rowsOf(tableBehind(marketplace.run));
      const events = committedEvents(rows);
      const told = new Set(
        marketplace.samples.endpoint.received().flatMap(({ id, status }) => (status === 200 ? [id] : [])),
      );
      const filed = rows.filter(({ type }) => type === 'message').length;
      const toFile = events
        .filter(goesTo('messages'))
        .reduce((sum, { name }) => sum + (templates[name]?.length ?? 0), 0);
      return told.size >= notifications && filed >= toFile && { rows, events };
    },
    60,
  );

const entitlementsOf = ({ lines }: OrderNews) => lines.map(({ entitlementId }) => entitlementId);

/** Orders paid from the wallet, each asked for three times under one key at once. */
const boughtAtOnce = (count: number) =>
  Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const repeats = await Promise.allSettled(
        Array.from({ length: 3 }, () => buyFromWallet(buyer, offer, `at-once-${index}`)),
      );
      const ids = repeats.flatMap((repeat) => (repeat.status === 'fulfilled' ? [repeat.value] : []));
      expect(new Set(ids).size).toBe(1);
      return ids[0] ?? '';
    }),
  );

/** Those of so many orders that were paid before they were cancelled, both asked for at once. */
async function paidInRaces(count: number): Promise<string[]> {
  const raced = await Promise.all(
    Array.from({ length: count }, async () => {
      const { orderId } = await buyer.call(ordersContract.placeOrder, offer);
      const answers = await Promise.all([
        buyer.send(ordersContract.payOrder, { orderId, payWith: 'wallet' }),
        buyer.send(ordersContract.cancelOrder, { orderId }),
      ]);
      expect(answers.filter(({ status }) => status < 300)).toHaveLength(1);
      return orderId;
    }),
  );

  const ends = raced.map(async (orderId) => {
    const ended = async () => {
      const { status } = await buyer.call(ordersContract.showOrder, { orderId });
      return (status === 'active' || status === 'cancelled') && status;
    };
    const status = await until('the end of the race', ended, 60);
    return status === 'active' ? [orderId] : [];
  });
  return (await Promise.all(ends)).flat();
}

function expectNotified(events: readonly EventMessage[], orderIds: readonly string[]): void {
  const told = events
    .filter(goesTo('notifications'))
    .map(({ data, version }) => notificationId(String(data.entitlementId), version));
  const received = marketplace.samples.endpoint.received().filter(({ genuine }) => genuine);
  expect(sorted([...new Set(received.map(({ id }) => id))])).toEqual(sorted(told));
  for (const orderId of orderIds) {
    const about = received.filter(({ body, status }) => body.includes(orderId) && status === 200);
    expect(about.map(({ type }) => type)).toEqual([
      'entitlement.created',
      'entitlement.expired',
      'entitlement.released',
    ]);
  }
}

type Out = Awaited<ReturnType<typeof allOut>>;

function expectFiled({ rows, events }: Out): void {
  const expected = events
    .filter(goesTo('messages'))
    .flatMap((event) => (templates[event.name] ?? []).map(({ to }) => messageIdOf(event, to)));
  const filed = rows.filter(({ type }) => type === 'message').map(({ sk }) => String(sk));
  expect(sorted(filed)).toEqual(sorted(expected));
}

function expectOpened({ rows, events }: Out): void {
  const opened = rows.filter(({ type }) => type === 'entitlement').map(({ pk }) => String(pk));
  expect(sorted(opened)).toEqual(
    sorted(events.filter(goesTo('orders')).flatMap(({ data }) => entitlementsOf(data as OrderNews))),
  );
}

test('exactly what was committed goes out, once, and what is about one entitlement in its order', async () => {
  const { endpoint } = marketplace.samples;
  endpoint.failNext(6);
  const paid = await boughtAtOnce(6);
  const raced = await paidInRaces(3);
  await buyer.refused(
    ordersContract.placeOrder,
    { ...offer, expectedAmountFen: 1, payWith: 'wallet' },
    'orders.price_changed',
  );
  const active = [...paid, ...raced];
  for (const orderId of active) await orderBecomes(buyer, orderId, 'active', 60);
  await allOut(active.length);

  endpoint.failNext(3);
  await marketplace.advance('P366D');
  for (const orderId of active) await orderBecomes(buyer, orderId, 'expired');
  await allOut(2 * active.length);
  await marketplace.advance('P16D');

  const out = await allOut(3 * active.length);
  expect(out.events.map(misfitOf).filter((found) => found !== undefined)).toEqual([]);
  expectNotified(out.events, active);
  expectFiled(out);
  expectOpened(out);
  expect(marketplace.errors).toEqual([]);
});

test('a stream record that cannot be read goes to a dead-letter queue and holds nobody up', async () => {
  const { client, tableName } = tableBehind(marketplace.run);
  const queues = queuesBehind(marketplace);
  onTestFinished(queues.close);
  const poison = { pk: 'ord_poison', sk: 'event#000000001', type: 'event' };
  await client.send(new PutItemCommand({ TableName: tableName, Item: marshall(poison) }));

  const orderId = await buyFromWallet(buyer, offer);
  await until(
    'the stream record among the dead',
    async () => (await queues.now())['yunshi-dev-events-dead']?.visible === 1,
  );
  await orderBecomes(buyer, orderId, 'active');
  client.destroy();
});

test('a message that cannot be read or handled goes to its dead-letter queue and holds nobody up', async () => {
  const { deadIn, send, close } = queuesBehind(marketplace);
  onTestFinished(close);
  const first = await orderBecomes(buyer, await buyFromWallet(buyer, offer), 'active');
  const [{ entitlementId }] = linesOf(first);
  const unreadable = ['messages', 'orders', 'checks', 'projections', 'notifications.fifo'];
  for (const name of unreadable) await send(name, '{"half": ', entitlementId);
  await until('the unreadable ones among the dead', async () =>
    (await deadIn(unreadable)).every((dead) => dead === 1),
  );

  const by = { at: marketplace.run.now().toISOString(), by: 'test', requestId: 'test' };
  const event = { ...by, id: 'x/event#1', name: 'nothing.known', aggregateId: 'x', version: 1, data: {} };
  const unknown = JSON.stringify(event);
  await send('messages', unknown, 'x');
  await send('notifications.fifo', unknown, 'ent_unknown');
  await until(
    'the first failures',
    async () => marketplace.errors.filter((line) => line.includes('message failed')).length >= 2,
  );
  await orderBecomes(buyer, await buyFromWallet(buyer, offer), 'active');
  await until(
    'the end of the retries',
    async () => {
      await marketplace.advance('PT5M');
      return (await deadIn(['messages', 'notifications.fifo'])).every((dead) => dead === 2);
    },
    60,
  );
  await orderBecomes(buyer, await buyFromWallet(buyer, offer), 'active');
});

test("one seller's hanging endpoint holds few senders, and delays nobody else's notifications", async () => {
  const other = marketplace.person('seller2');
  const company = {
    legalName: '宁波远航软件有限公司',
    seed: 77,
    email: 'seller2@example.com',
    storeName: '远航数据',
  };
  const dead = await openShop({ ...marketplace.everybody, seller: other }, otherSamples, {
    prefix: 'other-data',
    company,
  });
  const held: ServerResponse[] = [];
  let most = 0;
  const hanging = createServer((_request, response) => {
    held.push(response);
    most = Math.max(most, held.filter(({ closed }) => !closed).length);
  });
  await new Promise<void>((done) => hanging.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(hanging.address() as AddressInfo).port}/`;
  await other.call(fulfilmentContract.changeEndpoint, {
    endpointId: dead.endpointId,
    url,
    timeoutSeconds: 30,
  });
  const deadOffer = await offerOf(buyer, dead.productId);
  const { firstSlots, slots } = defaultFulfilmentRules.slow;
  const stuck = await Promise.all(Array.from({ length: slots + 3 }, () => buyFromWallet(buyer, deadOffer)));
  await until('the rest of its first burst, put off without an attempt', async () => {
    const { items } = await other.call(fulfilmentContract.listNotifications, { status: 'pending' });
    return (
      held.length >= firstSlots &&
      items.filter(({ attemptCount }) => attemptCount === 0).length === stuck.length - firstSlots
    );
  });
  await orderBecomes(buyer, await buyFromWallet(buyer, offer), 'active');
  await until('as many attempts as a slow one may hold', async () => held.length === slots);
  await orderBecomes(buyer, await buyFromWallet(buyer, offer), 'active');
  expect(most).toBe(slots);

  hanging.close();
  for (const response of held) response.writeHead(503).end();
  await other.call(fulfilmentContract.changeEndpoint, {
    endpointId: dead.endpointId,
    url: otherSamples.endpoint.url,
  });
  otherSamples.endpoint.failNext(0);
  for (const orderId of stuck)
    await until(
      'the recovery',
      async () => {
        await marketplace.advance('PT30S');
        return (await buyer.call(ordersContract.showOrder, { orderId })).status === 'active';
      },
      60,
    );
  expect((await seller.call(fulfilmentContract.listNotifications, { status: 'waiting' })).items).toEqual([]);
});
