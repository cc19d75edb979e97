import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Person } from '../../demo/client.ts';
import { demoFiles } from '../../demo/files.ts';
import { silentStory } from '../../demo/story.ts';
import { until } from '../../demo/until.ts';
import { uploadFile } from '../../demo/upload-file.ts';
import { openShop } from '../../demo/walk.ts';
import { billingContract } from '../../shared/billing/contract.ts';
import { fulfilmentContract } from '../../shared/fulfilment/contract.ts';
import { messagesContract } from '../../shared/messages/contract.ts';
import { ordersContract } from '../../shared/orders/contract.ts';
import { uploadsContract } from '../../shared/uploads/contract.ts';
import { type Marketplace, startMarketplace } from '../support/marketplace/marketplace.ts';
import {
  buyFromWallet,
  linesOf,
  type OfferToBuy,
  offerOf,
  orderBecomes,
  topUp,
} from '../support/things/shop.ts';

/** `docs/rules/4-fulfilment.md`, "Delivery"; a queue hides a message for less than 12 h. */
const queueLimitSeconds = 12 * 3600 - 120;
const pausesSeconds = [
  5,
  30,
  120,
  600,
  1800,
  3600,
  10_800,
  21_600,
  ...Array.from({ length: 5 }, () => 43_200),
];
const jitter = 0.1;

let marketplace: Marketplace;
let offer: OfferToBuy;
let seller: Person;
let buyer: Person;
let operator: Person;
/** Turns of notifications that ended with the message hidden in the queue: the clock may be moved then, not before. */
let keptForLater = 0;
beforeAll(async () => {
  marketplace = await startMarketplace({
    rules: {},
    log: ({ source, text }) => {
      if (/Deliver/.test(source) && text.includes('"handled":"later"')) keptForLater++;
    },
  });
  ({ seller, buyer, operator } = marketplace.everybody);
  const { productId } = await openShop(marketplace.everybody, marketplace.samples);
  offer = await offerOf(buyer, productId);
  await topUp(buyer, 10_000);
});
beforeEach(() => marketplace.samples.endpoint.failNext(0));
afterAll(() => marketplace?.stop());

const show = (notificationId: string) => seller.call(fulfilmentContract.showNotification, { notificationId });
const seconds = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 1000;

/** Waits until a person has heard of something: a queue forgets what a jump of the clock makes too old. */
const hears = (person: Person, about: string, id: string) =>
  until(`${about} told to the ${person.name}`, async () => {
    const { items } = await person.call(messagesContract.listMessages, {});
    return items.find((message) => message.about === about && message.text.includes(id));
  });

/** Moves the clock to just behind a time. */
async function advanceTo(time: string): Promise<void> {
  const left = Math.ceil((Date.parse(time) - marketplace.run.now().getTime()) / 1000) + 1;
  if (left > 0) await marketplace.advance(`PT${left}S`);
}

/** The notification of an order's activation, once it was attempted. */
const notificationOf = (orderId: string) =>
  until('the first attempt', async () => {
    const [{ entitlementId }] = linesOf(await buyer.call(ordersContract.showOrder, { orderId }));
    const { items } = await seller.call(fulfilmentContract.listNotifications, {});
    return items.find(
      ({ notificationId: id, attemptCount }) => id.includes(entitlementId) && attemptCount > 0,
    )?.notificationId;
  });

test('a dead endpoint is tried 14 times with the pauses of the specification; then everybody concerned is told, and a replay heals it', async () => {
  const { endpoint } = marketplace.samples;
  endpoint.failNext(Number.POSITIVE_INFINITY);
  const orderId = await buyFromWallet(buyer, offer);
  const notificationId = await notificationOf(orderId);
  for (const [index, pause] of pausesSeconds.entries()) {
    const attempt = index + 1;
    const { status, nextAttemptAt = '', attempts } = await show(notificationId);
    expect({ attempt, status, attempts: attempts.length }).toEqual({
      attempt,
      status: 'waiting',
      attempts: attempt,
    });
    const { at = '', durationMs = 0 } = attempts[0] ?? {};
    const waited = seconds(at, nextAttemptAt) - durationMs / 1000;
    expect(waited).toBeGreaterThan(Math.min(pause * (1 - jitter), queueLimitSeconds) - 1);
    expect(waited).toBeLessThan(Math.min(pause * (1 + jitter), queueLimitSeconds) + 1);
    await until('the message is back in the queue', async () => keptForLater === attempt);
    await advanceTo(nextAttemptAt);
    await until(`attempt ${attempt + 1}`, async () => (await show(notificationId)).attempts.length > attempt);
    expect(seconds(nextAttemptAt, (await show(notificationId)).attempts[0]?.at ?? '')).toBeGreaterThan(-1);
  }
  const exhausted = await show(notificationId);
  expect(exhausted).toMatchObject({ status: 'exhausted', attemptCount: 14, lastErrorClass: 'server_error' });
  expect(exhausted.nextAttemptAt).toBeUndefined();
  expect(endpoint.received().filter(({ id }) => id === notificationId)).toHaveLength(14);
  for (const person of [seller, operator])
    await hears(person, 'entitlement.setup_failed', exhausted.aggregateId);
  await hears(buyer, 'entitlement.setup_failed', orderId);
  const written = await until('the mails about it', async () => {
    const mails = marketplace.run.mail().filter(({ text }) => text?.includes(notificationId));
    return mails.length >= 2 && mails.flatMap(({ to }) => to).sort();
  });
  expect(written).toEqual(['operator@example.com', 'seller@example.com']);
  expect(await buyer.call(ordersContract.showOrder, { orderId })).toMatchObject({ status: 'fulfilling' });

  endpoint.failNext(0);
  await seller.call(fulfilmentContract.replayNotification, { notificationId });
  const [{ entitlementId }] = linesOf(await orderBecomes(buyer, orderId, 'active'));
  expect(await show(notificationId)).toMatchObject({ status: 'delivered', attemptCount: 15 });
  expect(await buyer.call(ordersContract.showEntitlement, { entitlementId })).toMatchObject({
    status: 'active',
  });
  expect(
    new Set(endpoint.received().flatMap(({ id, body }) => (id === notificationId ? [body] : []))).size,
  ).toBe(1);
});

test('an order that the seller’s system refuses is refunded by the clock a day later, and the system is told to delete', async () => {
  const { endpoint } = marketplace.samples;
  const balance = async () => (await buyer.call(billingContract.showWallet, {})).balanceFen;
  const before = await balance();
  endpoint.failNext(1, 410);
  const orderId = await buyFromWallet(buyer, offer);
  const notificationId = await notificationOf(orderId);
  const { aggregateId: entitlementId } = await show(notificationId);
  const { refundAt = '' } = await until('the word that it is refunded', async () => {
    const shown = await buyer.call(ordersContract.showEntitlement, { entitlementId });
    return shown.refundAt !== undefined && shown;
  });
  await hears(buyer, 'entitlement.setup_failed', orderId);
  expect(await balance()).toBeLessThan(before);

  await advanceTo(refundAt);
  expect(await orderBecomes(buyer, orderId, 'refunded', 90)).toMatchObject({ endCause: 'setup_refused' });
  expect(await balance()).toBe(before);
  for (const person of [buyer, seller]) await hears(person, 'order.refunded', orderId);
  await seller.refused(
    fulfilmentContract.replayNotification,
    { notificationId },
    'fulfilment.order_refunded',
  );
  const released = await until('the word to delete', async () =>
    endpoint
      .received()
      .find(({ type, body }) => type === 'entitlement.released' && body.includes(entitlementId)),
  );
  expect(JSON.parse(released.body)).toMatchObject({ data: { refunded: true } });
  expect(await show(notificationId)).toMatchObject({ status: 'withdrawn' });
});

test('an order that is not paid within 30 minutes is cancelled by the clock, and not before', async () => {
  const order = await buyer.call(ordersContract.placeOrder, offer);
  expect(seconds(order.createdAt, order.payBefore ?? '')).toBe(30 * 60);
  await marketplace.advance('PT29M');
  const paidLate = await buyer.call(ordersContract.placeOrder, offer);
  await advanceTo(order.payBefore ?? '');
  expect(await orderBecomes(buyer, order.orderId, 'cancelled')).toMatchObject({ endCause: 'unpaid' });
  expect(
    await buyer.call(ordersContract.payOrder, { orderId: paidLate.orderId, payWith: 'wallet' }),
  ).toMatchObject({ status: 'paid' });
  await buyer.refused(
    ordersContract.payOrder,
    { orderId: order.orderId, payWith: 'wallet' },
    'orders.order_state',
  );
  await orderBecomes(buyer, paidLate.orderId, 'active');
});

test('a file that nothing refers to is removed after a day, record and object; one that is referred to stays', async () => {
  const uploadId = await uploadFile(seller, silentStory, 'product_picture', demoFiles.picture1());
  const s3 = new S3Client({
    endpoint: marketplace.run.engines.s3,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const buckets = Object.values(marketplace.run.names).filter((name) => /uploads/.test(name));
  const stored = async () => {
    const pages = await Promise.all(
      buckets.map((Bucket) => s3.send(new ListObjectsV2Command({ Bucket })).catch(() => undefined)),
    );
    return pages.flatMap((page) => page?.Contents ?? []).flatMap(({ Key }) => Key ?? []);
  };
  const before = await stored();
  expect(before.filter((key) => key.includes(uploadId))).not.toEqual([]);
  await marketplace.advance('P1D');
  await until(
    'the end of the record',
    async () => (await seller.send(uploadsContract.showUpload, { uploadId })).status === 404,
  );
  const left = await until('the removal of the object, in a later run', async () => {
    await marketplace.advance('PT1M');
    const keys = await stored();
    return keys.every((key) => !key.includes(uploadId)) && keys;
  });
  expect(left.length).toBeGreaterThan(0);
  s3.destroy();
});

test('an entitlement ends with its time: the endpoint is told to stop serving, and 15 days later to delete', async () => {
  const { endpoint } = marketplace.samples;
  const orderId = await buyFromWallet(buyer, offer);
  const [{ entitlementId }] = linesOf(await orderBecomes(buyer, orderId, 'active'));
  const toldOf = () =>
    endpoint
      .received()
      .flatMap(({ type, body, status }) => (body.includes(entitlementId) ? [`${type} ${status}`] : []));
  const entitlement = () => buyer.call(ordersContract.showEntitlement, { entitlementId });
  const { endsAt = '' } = await entitlement();
  await hears(buyer, 'entitlement.activated', entitlementId);

  await marketplace.advance(`PT${Math.floor(seconds(marketplace.run.now().toISOString(), endsAt)) - 3600}S`);
  expect(await entitlement()).toMatchObject({ status: 'active' });
  await advanceTo(endsAt);
  await until('the end', async () => (await entitlement()).status === 'expired');
  await orderBecomes(buyer, orderId, 'expired');
  await until('the word to stop serving', async () => toldOf().length === 2);

  await hears(buyer, 'entitlement.expired', entitlementId);

  await marketplace.advance('P13D');
  expect(await entitlement()).toMatchObject({ status: 'expired' });
  await marketplace.advance('P2DT1H');
  await until('the release', async () => (await entitlement()).status === 'released');
  await until('the word to delete', async () => toldOf().length === 3);
  expect(toldOf()).toEqual([
    'entitlement.created 200',
    'entitlement.expired 200',
    'entitlement.released 200',
  ]);
  expect((await entitlement()).instance).toBeUndefined();
  await hears(buyer, 'entitlement.released', entitlementId);
});

test('no function of the marketplace failed meanwhile', async () => {
  expect(marketplace.errors).toEqual([]);
  expect(Object.entries(await marketplace.run.queues()).filter(([, { dead }]) => dead > 0)).toEqual([]);
});
