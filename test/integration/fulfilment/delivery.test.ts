import { afterAll, beforeAll, expect, test } from 'vitest';
import { fulfilmentContract } from '../../../shared/fulfilment/contract.ts';
import { listNotifications } from '../../../shared/fulfilment/notifications/list-notifications.ts';
import { userOf } from '../../../shared/kernel/actor.ts';
import type { Send } from '../../../shared/outside/seller-endpoint/send-request.ts';
import { otherSellerActor, run, sellerActor } from '../../support/run-use-case.ts';
import { billed } from '../../support/table.ts';
import { created, expired } from './delivery-world.ts';
import { idOf, type NotifiedSeller, newEntitlement, openNotifiedSeller } from './notified-seller.ts';

let seller: NotifiedSeller;
beforeAll(async () => {
  seller = await openNotifiedSeller();
});
afterAll(() => seller.stop());

test('a delivery that succeeds at the first attempt tells orders the instance', async () => {
  const entitlementId = newEntitlement();
  const sellerId = `sel_${'1'.repeat(26)}`;
  await seller.world.addEndpoint(seller.endpoint.url, sellerId);
  await seller.world.happen(entitlementId, 1, created, { sellerId });
  await seller.world.turn();
  expect(seller.world.fulfilled).toMatchObject([
    { aggregateId: entitlementId, message: { action: 'create' }, instance: { instanceId: 'ins-1' } },
  ]);
  const shown = await seller.show(idOf(entitlementId), { ...userOf(sellerActor), sellerId });
  expect(shown).toMatchObject({
    status: 'delivered',
    attemptCount: 1,
    attempts: [{ attemptNumber: 1, httpStatus: 200, trigger: 'schedule' }],
  });
  expect(JSON.parse(shown.attempts[0]?.answer ?? '')).toMatchObject({ instanceId: 'ins-1' });
  expect(seller.receivedFor(entitlementId).map(({ body }) => body)).toEqual([shown.body]);
});

test('a message received again has no further effect, and tells orders again without asking the seller', async () => {
  const entitlementId = newEntitlement();
  await seller.world.happen(entitlementId, 1, created);
  const told = seller.world.fulfilled.length;
  await expect(seller.world.turn({ answered: () => Promise.reject(new Error('killed')) })).rejects.toThrow(
    'killed',
  );
  expect((await seller.show(idOf(entitlementId))).status).toBe('delivered');
  expect(seller.world.fulfilled.length).toBe(told);
  seller.advance(31);
  await seller.world.settle();
  expect(seller.receivedFor(entitlementId)).toHaveLength(1);
  expect(seller.world.fulfilled.slice(told)).toMatchObject([
    { aggregateId: entitlementId, instance: { instanceId: 'ins-2' } },
  ]);
});

test('an attempt that was cut off before it was recorded is repeated with the same id and bytes', async () => {
  const entitlementId = newEntitlement();
  await seller.world.happen(entitlementId, 1, created);
  await expect(seller.world.turn({ commit: () => Promise.reject(new Error('killed')) })).rejects.toThrow(
    'killed',
  );
  seller.advance(31);
  await seller.world.settle();
  const received = seller.receivedFor(entitlementId);
  expect(received).toHaveLength(2);
  expect(new Set(received.map(({ id, body }) => id + body)).size).toBe(1);
  expect((await seller.show(idOf(entitlementId))).attemptCount).toBe(1);
});

test('tries again after the pause, not before, and nothing behind it is sent meanwhile', async () => {
  const entitlementId = newEntitlement();
  seller.endpoint.failNext(2);
  await seller.world.happen(entitlementId, 1, created);
  await seller.world.happen(entitlementId, 2, expired);
  await seller.world.settle();
  expect(await seller.show(idOf(entitlementId))).toMatchObject({
    status: 'waiting',
    lastErrorClass: 'server_error',
  });
  await seller.world.settle();
  expect(seller.receivedFor(entitlementId)).toHaveLength(1);
  seller.advance(6);
  await seller.world.settle();
  seller.advance(31);
  await seller.world.settle();
  const types = seller
    .receivedFor(entitlementId)
    .map(({ body, status }) => `${JSON.parse(body).type} ${status}`);
  expect(types).toEqual([
    'entitlement.created 503',
    'entitlement.created 503',
    'entitlement.created 200',
    'entitlement.expired 200',
  ]);
  const shown = await seller.show(idOf(entitlementId));
  expect(shown.attempts.map(({ attemptNumber, httpStatus }) => [attemptNumber, httpStatus])).toEqual([
    [3, 200],
    [2, 503],
    [1, 503],
  ]);
});

test('sends now what waits, when the seller asks for it', async () => {
  const entitlementId = newEntitlement();
  seller.endpoint.failNext(1);
  await seller.world.happen(entitlementId, 1, created);
  await seller.world.settle();
  expect((await seller.show(idOf(entitlementId))).status).toBe('waiting');
  await seller.hurry(idOf(entitlementId));
  expect((await seller.show(idOf(entitlementId))).hurried).toBe(true);
  expect(seller.receivedFor(entitlementId)).toHaveLength(1);
  await seller.world.settle();
  const shown = await seller.show(idOf(entitlementId));
  expect(shown).toMatchObject({ status: 'delivered', hurried: false });
  expect(shown.attempts.map(({ trigger }) => trigger)).toEqual(['send_now', 'schedule']);
  await expect(seller.hurry(idOf(entitlementId))).rejects.toMatchObject({
    spec: { code: 'fulfilment.not_waiting' },
  });
});

test('a send-now between the record of an attempt and the hiding of its message is not lost', async () => {
  const entitlementId = newEntitlement();
  seller.endpoint.failNext(1);
  await seller.world.happen(entitlementId, 1, created);
  const { hide } = seller.world.deps(seller.world.clock.date());
  let asked = false;
  const late: typeof hide = async (receiptHandle, seconds) => {
    if (!asked) {
      asked = true;
      await seller.hurry(idOf(entitlementId));
      // The seller's wish is handled, in vain, before the message is hidden.
      await seller.world.turn({ hide: async () => undefined });
    }
    await hide(receiptHandle, seconds);
  };
  await seller.world.turn({ hide: late });
  expect(asked).toBe(true);
  await seller.world.settle();
  expect((await seller.show(idOf(entitlementId))).attempts.map(({ trigger }) => trigger)).toEqual([
    'send_now',
    'schedule',
  ]);
});

test('a send-now asked for twice is one', async () => {
  const entitlementId = newEntitlement();
  seller.endpoint.failNext(1);
  await seller.world.happen(entitlementId, 1, created);
  await seller.world.settle();
  const before = seller.world.events.length;
  await seller.hurry(idOf(entitlementId));
  await seller.hurry(idOf(entitlementId));
  expect(seller.world.events.slice(before).map(({ name }) => name)).toEqual([
    'notification.send_now_requested',
  ]);
  await seller.world.settle();
  expect((await seller.show(idOf(entitlementId))).attemptCount).toBe(2);
});

const answering =
  (status: number, text: string, headers = {}): Send =>
  async () => {
    const body = new TextEncoder().encode(text);
    return { kind: 'answered', status, headers, body, bodyText: text, truncated: false, durationMs: 3 };
  };

test('an endpoint that has accepted is asked again, at the time it named, until it is ready', async () => {
  const entitlementId = newEntitlement();
  await seller.world.happen(entitlementId, 1, created);
  await seller.world.turn({ send: answering(202, '{}', { 'retry-after': '90' }) });
  const shown = await seller.show(idOf(entitlementId));
  expect(shown.status).toBe('accepted');
  expect(
    Date.parse(shown.nextAttemptAt ?? '') - Date.parse(shown.attempts[0]?.at ?? ''),
  ).toBeGreaterThanOrEqual(90_000);
  seller.advance(89);
  await seller.world.settle();
  expect(seller.receivedFor(entitlementId)).toHaveLength(0);
  seller.advance(3);
  await seller.world.settle();
  expect(await seller.show(idOf(entitlementId))).toMatchObject({ status: 'delivered', attemptCount: 2 });
});

test('stops at once when the endpoint is gone for good, and tells it', async () => {
  const entitlementId = newEntitlement();
  await seller.world.happen(entitlementId, 1, created);
  await seller.world.turn({ send: answering(410, 'gone') });
  const attempts = [{ httpStatus: 410, errorClass: 'rejected' }];
  expect(await seller.show(idOf(entitlementId))).toMatchObject({
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
  expect(seller.world.events.at(-1)).toMatchObject({ name: 'notification.refused', data: failed });
  expect(await seller.world.turn()).toBe(false);
});

test('asks again for an instance whose answer was too long to be kept, if orders was not told before a crash', async () => {
  const entitlementId = newEntitlement();
  await seller.world.happen(entitlementId, 1, created);
  const send = answering(200, JSON.stringify({ memo: 'x'.repeat(5000), instanceId: 'ins-long' }));
  const killed = () => Promise.reject(new Error('killed'));
  await expect(seller.world.turn({ send, answered: killed })).rejects.toThrow('killed');
  seller.advance(31);
  await seller.world.turn({ send });
  expect(seller.world.fulfilled.at(-1)).toMatchObject({
    aggregateId: entitlementId,
    instance: { instanceId: 'ins-long' },
  });
  expect((await seller.show(idOf(entitlementId))).attempts.map(({ cut, trigger }) => [cut, trigger])).toEqual(
    [
      [true, 'replay'],
      [true, 'schedule'],
    ],
  );
});

test("one seller's dead endpoint delays nobody else", async () => {
  const dead = newEntitlement();
  const alive = newEntitlement();
  await seller.world.happen(dead, 1, created, { sellerId: 'sel_two' });
  await seller.world.happen(dead, 2, expired, { sellerId: 'sel_two' });
  await seller.world.happen(alive, 1, created);
  await seller.world.settle();
  expect((await seller.show(idOf(alive))).status).toBe('delivered');
  expect(await seller.show(idOf(dead), otherSellerActor)).toMatchObject({
    status: 'waiting',
    lastErrorClass: 'connect',
  });
});

test("hides another seller's notifications", async () => {
  const other = newEntitlement();
  await seller.world.happen(other, 1, created);
  await seller.world.settle();
  await expect(seller.show(idOf(other), otherSellerActor)).rejects.toMatchObject({
    spec: { code: 'fulfilment.notification_not_found' },
  });
  await expect(seller.show('msg_ent_x_y')).rejects.toMatchObject({
    spec: { code: 'fulfilment.notification_not_found' },
  });
});

test('a page of 20 costs one read unit', async () => {
  const { items } = await run(
    fulfilmentContract.listNotifications,
    listNotifications,
    { limit: 20 },
    seller.as(),
  );
  expect(items.length).toBeGreaterThan(5);
  for (let more = items.length; more < 20; more += 1) await seller.world.happen(newEntitlement(), 1, created);
  await seller.world.settle();
  seller.world.engine.consumed.length = 0;
  const page = await run(fulfilmentContract.listNotifications, listNotifications, { limit: 20 }, seller.as());
  expect(page.items).toHaveLength(20);
  expect(billed(seller.world.engine.consumed).readUnits).toBeLessThanOrEqual(1);
});
