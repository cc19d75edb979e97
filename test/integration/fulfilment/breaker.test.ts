import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type SellerEndpoint,
  startSellerEndpoint,
} from '../../../examples/seller-endpoint/start-seller-endpoint.ts';
import { fulfilmentContract } from '../../../shared/fulfilment/contract.ts';
import { showNotification } from '../../../shared/fulfilment/notifications/show-notification.ts';
import { run, sellerActor } from '../../support/run-use-case.ts';
import { testSealer } from '../../support/table.ts';
import { created, type Deliveries, openDeliveries, rules } from './delivery-world.ts';

const breaker = { ...rules.breaker, failures: 3, pauseSeconds: 60 };
let world: Deliveries;
let endpoint: SellerEndpoint;
beforeAll(async () => {
  world = await openDeliveries({ ...rules, breaker });
  endpoint = await startSellerEndpoint({ secret: 'whsec_later', checkTime: false });
  endpoint.setSecret((await world.addEndpoint(endpoint.url)).secret);
});
afterAll(async () => {
  await endpoint.stop();
  await world.stop();
});

const entitlements = Array.from({ length: 8 }, (_, number) => `ent_${number}`);
const notification = (entitlementId: string) =>
  run(
    fulfilmentContract.showNotification,
    showNotification,
    { notificationId: `msg_${entitlementId}_1` },
    { deps: { table: world.table, sealer: testSealer }, table: world.table, actor: sellerActor },
  );
const statuses = async () =>
  (await Promise.all(entitlements.map(notification))).map(
    ({ status, attemptCount }) => `${status} ${attemptCount}`,
  );

test('an endpoint that is down gets a probe now and then, and the rest waits without burning attempts', async () => {
  endpoint.failNext(4);
  for (const entitlementId of entitlements) await world.happen(entitlementId, 1, created);
  await world.settle();
  expect(endpoint.received()).toHaveLength(3);
  expect((await statuses()).sort()).toEqual([...Array(5).fill('pending 0'), ...Array(3).fill('waiting 1')]);

  world.clock.advance(30_000);
  await world.settle();
  expect(endpoint.received()).toHaveLength(3);

  world.clock.advance(40_000);
  await world.settle();
  expect(endpoint.received()).toHaveLength(4);

  // The first probe failed, so the second comes after twice the pause; it succeeds, and all the others follow.
  world.clock.advance(70_000);
  await world.settle();
  expect(endpoint.received()).toHaveLength(4);
  for (let minutes = 0; minutes < 20; minutes += 1) {
    world.clock.advance(60_000);
    await world.settle();
  }
  expect((await statuses()).every((status) => status.startsWith('delivered'))).toBe(true);
  expect(endpoint.received()).toHaveLength(12);
});
