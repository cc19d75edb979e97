import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type SellerEndpoint,
  startSellerEndpoint,
} from '../../../examples/seller-endpoint/start-seller-endpoint.ts';
import { fulfilmentContract } from '../../../shared/fulfilment/contract.ts';
import { listNotifications } from '../../../shared/fulfilment/notifications/list-notifications.ts';
import { replayNotification } from '../../../shared/fulfilment/notifications/replay-notification.ts';
import { sendNow } from '../../../shared/fulfilment/notifications/send-now.ts';
import { showNotification } from '../../../shared/fulfilment/notifications/show-notification.ts';
import { userOf } from '../../../shared/kernel/actor.ts';
import type { Send } from '../../../shared/outside/seller-endpoint/send-request.ts';
import { otherSellerActor, run, sellerActor } from '../../support/run-use-case.ts';
import { billed, testSealer } from '../../support/table.ts';
import { created, type Deliveries, expired, openDeliveries } from './delivery-world.ts';

let world: Deliveries;
let endpoint: SellerEndpoint;
beforeAll(async () => {
  world = await openDeliveries();
  endpoint = await startSellerEndpoint({ secret: 'whsec_later', checkTime: false });
  const { secret } = await world.addEndpoint(endpoint.url);
  endpoint.setSecret(secret);
  await world.addEndpoint('http://127.0.0.1:1/', 'sel_two');
});
afterAll(async () => {
  await endpoint.stop();
  await world.stop();
});

const numbers = Array.from({ length: 99 }, (_, number) => `ent_${String(number).padStart(26, '0')}`).values();
const newEntitlement = (): string => numbers.next().value ?? '';
const idOf = (entitlementId: string, version = 1): string => `msg_${entitlementId}_${version}`;
const as = (actor = sellerActor) => ({
  deps: { table: world.table, sealer: testSealer },
  table: world.table,
  actor,
});
const show = (notificationId: string, actor = sellerActor) =>
  run(fulfilmentContract.showNotification, showNotification, { notificationId }, as(actor));
const replay = (notificationId: string) =>
  run(fulfilmentContract.replayNotification, replayNotification, { notificationId }, as());
const hurry = (notificationId: string) => run(fulfilmentContract.sendNow, sendNow, { notificationId }, as());
const receivedFor = (entitlementId: string) =>
  endpoint.received().filter(({ body }) => body.includes(`"entitlementId":"${entitlementId}"`));
const advance = (seconds: number) => world.clock.advance(seconds * 1000);

test('a delivery that succeeds at the first attempt tells orders the instance', async () => {
  const entitlementId = newEntitlement();
  const sellerId = `sel_${'1'.repeat(26)}`;
  await world.addEndpoint(endpoint.url, sellerId);
  await world.happen(entitlementId, 1, created, { sellerId });
  await world.turn();
  expect(world.fulfilled).toMatchObject([
    { aggregateId: entitlementId, action: 'create', instance: { instanceId: 'ins-1' } },
  ]);
  const shown = await show(idOf(entitlementId), { ...userOf(sellerActor), sellerId });
  expect(shown).toMatchObject({
    status: 'delivered',
    attemptCount: 1,
    attempts: [{ attemptNumber: 1, httpStatus: 200, trigger: 'schedule' }],
  });
  expect(JSON.parse(shown.attempts[0]?.answer ?? '')).toMatchObject({ instanceId: 'ins-1' });
  expect(receivedFor(entitlementId).map(({ body }) => body)).toEqual([shown.body]);
});

test('a message received again has no further effect, and tells orders again without asking the seller', async () => {
  const entitlementId = newEntitlement();
  await world.happen(entitlementId, 1, created);
  const told = world.fulfilled.length;
  await expect(world.turn({ answered: () => Promise.reject(new Error('killed')) })).rejects.toThrow('killed');
  expect((await show(idOf(entitlementId))).status).toBe('delivered');
  expect(world.fulfilled.length).toBe(told);
  advance(31);
  await world.settle();
  expect(receivedFor(entitlementId)).toHaveLength(1);
  expect(world.fulfilled.slice(told)).toMatchObject([
    { aggregateId: entitlementId, instance: { instanceId: 'ins-2' } },
  ]);
});

test('an attempt that was cut off before it was recorded is repeated with the same id and bytes', async () => {
  const entitlementId = newEntitlement();
  await world.happen(entitlementId, 1, created);
  await expect(world.turn({ commit: () => Promise.reject(new Error('killed')) })).rejects.toThrow('killed');
  advance(31);
  await world.settle();
  const received = receivedFor(entitlementId);
  expect(received).toHaveLength(2);
  expect(new Set(received.map(({ id, body }) => id + body)).size).toBe(1);
  expect((await show(idOf(entitlementId))).attemptCount).toBe(1);
});

test('tries again after the pause, not before, and nothing behind it is sent meanwhile', async () => {
  const entitlementId = newEntitlement();
  endpoint.failNext(2);
  await world.happen(entitlementId, 1, created);
  await world.happen(entitlementId, 2, expired);
  await world.settle();
  expect(await show(idOf(entitlementId))).toMatchObject({
    status: 'waiting',
    lastErrorClass: 'server_error',
  });
  await world.settle();
  expect(receivedFor(entitlementId)).toHaveLength(1);
  advance(6);
  await world.settle();
  advance(31);
  await world.settle();
  const types = receivedFor(entitlementId).map(({ body, status }) => `${JSON.parse(body).type} ${status}`);
  expect(types).toEqual([
    'entitlement.created 503',
    'entitlement.created 503',
    'entitlement.created 200',
    'entitlement.expired 200',
  ]);
  const shown = await show(idOf(entitlementId));
  expect(shown.attempts.map(({ attemptNumber, httpStatus }) => [attemptNumber, httpStatus])).toEqual([
    [3, 200],
    [2, 503],
    [1, 503],
  ]);
});

test('sends now what waits, when the seller asks for it', async () => {
  const entitlementId = newEntitlement();
  endpoint.failNext(1);
  await world.happen(entitlementId, 1, created);
  await world.settle();
  expect((await show(idOf(entitlementId))).status).toBe('waiting');
  await hurry(idOf(entitlementId));
  expect((await show(idOf(entitlementId))).hurried).toBe(true);
  expect(receivedFor(entitlementId)).toHaveLength(1);
  await world.settle();
  const shown = await show(idOf(entitlementId));
  expect(shown).toMatchObject({ status: 'delivered', hurried: false });
  expect(shown.attempts.map(({ trigger }) => trigger)).toEqual(['send_now', 'schedule']);
  await expect(hurry(idOf(entitlementId))).rejects.toMatchObject({
    spec: { code: 'fulfilment.not_waiting' },
  });
});

test('a send-now between the record of an attempt and the hiding of its message is not lost', async () => {
  const entitlementId = newEntitlement();
  endpoint.failNext(1);
  await world.happen(entitlementId, 1, created);
  const { hide } = world.deps(world.clock.date());
  let asked = false;
  const late: typeof hide = async (receiptHandle, seconds) => {
    if (!asked) {
      asked = true;
      await hurry(idOf(entitlementId));
      // The seller's wish is handled, in vain, before the message is hidden.
      await world.turn({ hide: async () => undefined });
    }
    await hide(receiptHandle, seconds);
  };
  await world.turn({ hide: late });
  expect(asked).toBe(true);
  await world.settle();
  expect((await show(idOf(entitlementId))).attempts.map(({ trigger }) => trigger)).toEqual([
    'send_now',
    'schedule',
  ]);
});

test('a send-now asked for twice is one', async () => {
  const entitlementId = newEntitlement();
  endpoint.failNext(1);
  await world.happen(entitlementId, 1, created);
  await world.settle();
  const before = world.events.length;
  await hurry(idOf(entitlementId));
  await hurry(idOf(entitlementId));
  expect(world.events.slice(before).map(({ name }) => name)).toEqual(['notification.send_now_requested']);
  await world.settle();
  expect((await show(idOf(entitlementId))).attemptCount).toBe(2);
});

test('a replay repeats id and bytes and is answered with the same instance; asked for twice at once it is sent once', async () => {
  const entitlementId = newEntitlement();
  await world.happen(entitlementId, 1, created);
  await world.settle();
  const told = world.fulfilled.length;
  await replay(idOf(entitlementId));
  await replay(idOf(entitlementId));
  expect(receivedFor(entitlementId)).toHaveLength(1);
  await world.settle();
  const received = receivedFor(entitlementId);
  expect(received).toHaveLength(2);
  expect(new Set(received.map(({ id, body }) => id + body)).size).toBe(1);
  const instances = world.fulfilled.slice(told - 1).filter((one) => one.aggregateId === entitlementId);
  expect(new Set(instances.map(({ instance }) => instance.instanceId)).size).toBe(1);
  expect(await show(idOf(entitlementId))).toMatchObject({
    status: 'delivered',
    attemptCount: 2,
    replayAsked: false,
  });
});

/** A notification whose endpoint never says yes, and what became of it; so many further requests fail as well. */
async function exhausted(entitlementId: string, further = 0) {
  endpoint.failNext(14 + further);
  await world.happen(entitlementId, 1, created);
  await world.settle();
  let shown = await show(idOf(entitlementId));
  for (let turns = 0; shown.status === 'waiting' && turns < 20; turns += 1) {
    advance((Date.parse(shown.nextAttemptAt ?? '') - world.clock.now()) / 1000 + 1);
    await world.settle();
    shown = await show(idOf(entitlementId));
  }
  return shown;
}
const list = async (status: 'exhausted' | 'pending') =>
  (await run(fulfilmentContract.listNotifications, listNotifications, { limit: 20, status }, as())).items;
const toldOf = (entitlementId: string) =>
  world.events.filter(
    ({ name, data }) => name === 'notification.exhausted' && data.aggregateId === entitlementId,
  );

test('is exhausted after 14 attempts over about three days, and its seller is told', async () => {
  const entitlementId = newEntitlement();
  const startedAt = world.clock.now();
  const shown = await exhausted(entitlementId);

  const days = (world.clock.now() - startedAt) / 86_400_000;
  expect(days).toBeGreaterThan(2.5);
  expect(days).toBeLessThan(3.5);
  expect(shown).toMatchObject({ status: 'exhausted', attemptCount: 14, lastErrorClass: 'server_error' });
  expect(shown.attempts.map(({ attemptNumber }) => attemptNumber)).toEqual([
    14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1,
  ]);

  const notificationId = idOf(entitlementId);
  expect(toldOf(entitlementId)).toMatchObject([
    { data: { sellerId: 'sel_one', notificationId, attempts: 14, status: 'exhausted' } },
  ]);
  expect(await list('exhausted')).toMatchObject([{ notificationId, action: 'create', attemptCount: 14 }]);
});

test('a failed replay of an exhausted one does not start the schedule again, and tells nobody again', async () => {
  const entitlementId = newEntitlement();
  await exhausted(entitlementId, 1);

  await replay(idOf(entitlementId));
  await world.settle();
  expect(await show(idOf(entitlementId))).toMatchObject({ status: 'exhausted', attemptCount: 15 });
  expect(toldOf(entitlementId)).toHaveLength(1);
});

test('later ones are held behind an exhausted one until a replay delivers it', async () => {
  const entitlementId = newEntitlement();
  await exhausted(entitlementId);
  await world.happen(entitlementId, 2, expired);
  await world.happen(entitlementId, 3, { name: 'entitlement.released' });
  advance(60);
  await world.settle();

  const [first, second, third] = [idOf(entitlementId), idOf(entitlementId, 2), idOf(entitlementId, 3)];
  expect(await show(second)).toMatchObject({ status: 'pending', waitsFor: first, attemptCount: 0 });
  expect((await show(third)).waitsFor).toBe(second);
  expect((await list('pending')).map(({ notificationId }) => notificationId)).toContain(third);

  await replay(first);
  await world.settle();
  const answered = receivedFor(entitlementId).filter(({ status }) => status === 200);
  expect(answered.map(({ body }) => JSON.parse(body).type)).toEqual([
    'entitlement.created',
    'entitlement.expired',
    'entitlement.released',
  ]);
});

const answering =
  (status: number, text: string, headers = {}): Send =>
  async () => {
    const body = new TextEncoder().encode(text);
    return { kind: 'answered', status, headers, body, bodyText: text, truncated: false, durationMs: 3 };
  };

test('an endpoint that has accepted is asked again, at the time it named, until it is ready', async () => {
  const entitlementId = newEntitlement();
  await world.happen(entitlementId, 1, created);
  await world.turn({ send: answering(202, '{}', { 'retry-after': '90' }) });
  const shown = await show(idOf(entitlementId));
  expect(shown.status).toBe('accepted');
  expect(
    Date.parse(shown.nextAttemptAt ?? '') - Date.parse(shown.attempts[0]?.at ?? ''),
  ).toBeGreaterThanOrEqual(90_000);
  advance(89);
  await world.settle();
  expect(receivedFor(entitlementId)).toHaveLength(0);
  advance(3);
  await world.settle();
  expect(await show(idOf(entitlementId))).toMatchObject({ status: 'delivered', attemptCount: 2 });
});

test('stops at once when the endpoint is gone for good, and tells it', async () => {
  const entitlementId = newEntitlement();
  await world.happen(entitlementId, 1, created);
  await world.turn({ send: answering(410, 'gone') });
  const attempts = [{ httpStatus: 410, errorClass: 'rejected' }];
  expect(await show(idOf(entitlementId))).toMatchObject({
    status: 'refused',
    attemptCount: 1,
    lastErrorClass: 'rejected',
    attempts,
  });
  const failed = {
    aggregateId: entitlementId,
    status: 'refused',
    attempts: 1,
    lastErrorClass: 'rejected',
    lastStatus: 410,
  };
  expect(world.events.at(-1)).toMatchObject({ name: 'notification.refused', data: failed });
  expect(await world.turn()).toBe(false);
});

test('asks again for an instance whose answer was too long to be kept, if orders was not told before a crash', async () => {
  const entitlementId = newEntitlement();
  await world.happen(entitlementId, 1, created);
  const send = answering(200, JSON.stringify({ memo: 'x'.repeat(5000), instanceId: 'ins-long' }));
  const killed = () => Promise.reject(new Error('killed'));
  await expect(world.turn({ send, answered: killed })).rejects.toThrow('killed');
  advance(31);
  await world.turn({ send });
  expect(world.fulfilled.at(-1)).toMatchObject({
    aggregateId: entitlementId,
    instance: { instanceId: 'ins-long' },
  });
  expect((await show(idOf(entitlementId))).attempts.map(({ cut, trigger }) => [cut, trigger])).toEqual([
    [true, 'replay'],
    [true, 'schedule'],
  ]);
});

test("one seller's dead endpoint delays nobody else", async () => {
  const dead = newEntitlement();
  const alive = newEntitlement();
  await world.happen(dead, 1, created, { sellerId: 'sel_two' });
  await world.happen(dead, 2, expired, { sellerId: 'sel_two' });
  await world.happen(alive, 1, created);
  await world.settle();
  expect((await show(idOf(alive))).status).toBe('delivered');
  expect(await show(idOf(dead), otherSellerActor)).toMatchObject({
    status: 'waiting',
    lastErrorClass: 'connect',
  });
});

test("hides another seller's notifications", async () => {
  const other = newEntitlement();
  await world.happen(other, 1, created);
  await world.settle();
  await expect(show(idOf(other), otherSellerActor)).rejects.toMatchObject({
    spec: { code: 'fulfilment.notification_not_found' },
  });
  await expect(show('msg_ent_x_y')).rejects.toMatchObject({
    spec: { code: 'fulfilment.notification_not_found' },
  });
});

test('a page of 20 costs one read unit', async () => {
  const { items } = await run(fulfilmentContract.listNotifications, listNotifications, { limit: 20 }, as());
  expect(items.length).toBeGreaterThan(5);
  for (let more = items.length; more < 20; more += 1) await world.happen(newEntitlement(), 1, created);
  await world.settle();
  world.engine.consumed.length = 0;
  const page = await run(fulfilmentContract.listNotifications, listNotifications, { limit: 20 }, as());
  expect(page.items).toHaveLength(20);
  expect(billed(world.engine.consumed).readUnits).toBeLessThanOrEqual(1);
});
