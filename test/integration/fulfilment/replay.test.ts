import { afterAll, beforeAll, expect, test } from 'vitest';
import { fulfilmentContract } from '../../../shared/fulfilment/contract.ts';
import { listNotifications } from '../../../shared/fulfilment/notifications/list-notifications.ts';
import { run } from '../../support/run-use-case.ts';
import { created, expired } from './delivery-world.ts';
import { idOf, type NotifiedSeller, newEntitlement, openNotifiedSeller } from './notified-seller.ts';

let seller: NotifiedSeller;
beforeAll(async () => {
  seller = await openNotifiedSeller();
});
afterAll(() => seller.stop());

test('a replay repeats id and bytes and is answered with the same instance; asked for twice at once it is sent once', async () => {
  const entitlementId = newEntitlement();
  await seller.world.happen(entitlementId, 1, created);
  await seller.world.settle();
  const told = seller.world.fulfilled.length;
  await seller.replay(idOf(entitlementId));
  await seller.replay(idOf(entitlementId));
  expect(seller.receivedFor(entitlementId)).toHaveLength(1);
  await seller.world.settle();
  const received = seller.receivedFor(entitlementId);
  expect(received).toHaveLength(2);
  expect(new Set(received.map(({ id, body }) => id + body)).size).toBe(1);
  const instances = seller.world.fulfilled.slice(told - 1).filter((one) => one.aggregateId === entitlementId);
  expect(new Set(instances.map(({ instance }) => instance.instanceId)).size).toBe(1);
  expect(await seller.show(idOf(entitlementId))).toMatchObject({
    status: 'delivered',
    attemptCount: 2,
    replayAsked: false,
  });
});

/** A notification whose endpoint never says yes, and what became of it; so many further requests fail as well. */
async function exhausted(entitlementId: string, further = 0) {
  seller.endpoint.failNext(14 + further);
  await seller.world.happen(entitlementId, 1, created);
  await seller.world.settle();
  let shown = await seller.show(idOf(entitlementId));
  for (let turns = 0; shown.status === 'waiting' && turns < 20; turns += 1) {
    seller.advance((Date.parse(shown.nextAttemptAt ?? '') - seller.world.clock.now()) / 1000 + 1);
    await seller.world.settle();
    shown = await seller.show(idOf(entitlementId));
  }
  return shown;
}
const list = async (status: 'exhausted' | 'pending') =>
  (await run(fulfilmentContract.listNotifications, listNotifications, { limit: 20, status }, seller.as()))
    .items;
const toldOf = (entitlementId: string) =>
  seller.world.events.filter(
    ({ name, data }) => name === 'notification.exhausted' && data.aggregateId === entitlementId,
  );

test('is exhausted after 14 attempts over about three days, and its seller is told', async () => {
  const entitlementId = newEntitlement();
  const startedAt = seller.world.clock.now();
  const shown = await exhausted(entitlementId);

  const days = (seller.world.clock.now() - startedAt) / 86_400_000;
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

  await seller.replay(idOf(entitlementId));
  await seller.world.settle();
  expect(await seller.show(idOf(entitlementId))).toMatchObject({ status: 'exhausted', attemptCount: 15 });
  expect(toldOf(entitlementId)).toHaveLength(1);
});

test('later ones are held behind an exhausted one until a replay delivers it', async () => {
  const entitlementId = newEntitlement();
  await exhausted(entitlementId);
  await seller.world.happen(entitlementId, 2, expired);
  await seller.world.happen(entitlementId, 3, { name: 'entitlement.released' });
  seller.advance(60);
  await seller.world.settle();

  const [first, second, third] = [idOf(entitlementId), idOf(entitlementId, 2), idOf(entitlementId, 3)];
  expect(await seller.show(second)).toMatchObject({ status: 'pending', waitsFor: first, attemptCount: 0 });
  expect((await seller.show(third)).waitsFor).toBe(second);
  expect((await list('pending')).map(({ notificationId }) => notificationId)).toContain(third);

  await seller.replay(first);
  await seller.world.settle();
  const answered = seller.receivedFor(entitlementId).filter(({ status }) => status === 200);
  expect(answered.map(({ body }) => JSON.parse(body).type)).toEqual([
    'entitlement.created',
    'entitlement.expired',
    'entitlement.released',
  ]);
});
