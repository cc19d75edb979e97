import { beforeAll, expect, test } from 'vitest';
import { ordersContract } from '../../../shared/orders/contract.ts';
import { buyersEntitlements } from '../../../shared/orders/entitlement/entitlement.ts';
import { fulfilEntitlement } from '../../../shared/orders/entitlement/fulfil-entitlement.ts';
import { inspectEntitlement, inspectOrder } from '../../../shared/orders/entitlement/inspect.ts';
import { listEntitlementsOfParty } from '../../../shared/orders/entitlement/list-entitlements.ts';
import { listOrdersOfParty } from '../../../shared/orders/order/list-orders.ts';
import { operatorActor, otherSellerActor, run, sellerActor } from '../../support/run-use-case.ts';
import { makeTable, type TestTable } from '../../support/table.ts';
import { fund, noon } from '../../support/things/billing.ts';
import { sampleOffer } from '../../support/things/offers.ts';
import { commit, orderDeps } from '../../support/things/orders.ts';
import { buy, eventNames, instance, open, show, showToSeller } from './held.ts';

let engine: TestTable;
beforeAll(async () => {
  engine = await makeTable();
  await fund(engine.table, 'usr_buyer', 100_000);
});

test('its seller sees who holds it, but not the access data; another seller sees nothing', async () => {
  const { table } = engine;
  const { orderId, entitlementId } = await buy(engine, 'end_1');
  await open(engine, orderId);
  await commit(table, await fulfilEntitlement(orderDeps(table))({ orderId, entitlementId }, instance, noon));
  const seen = await showToSeller(engine, entitlementId);
  expect(seen).toMatchObject({
    status: 'active',
    buyerId: 'usr_buyer',
    buyerName: 'buyer',
    instanceId: 'inst-1',
  });
  expect(JSON.stringify(seen)).not.toContain('Initial#1');
  await expect(showToSeller(engine, entitlementId, otherSellerActor)).rejects.toMatchObject({
    spec: { code: 'orders.entitlement_not_found' },
  });
});

test('an operator sees it and its order without the access data, and each look is in the audit trail', async () => {
  const { table } = engine;
  const { orderId, entitlementId } = await buy(engine, 'end_1');
  await open(engine, orderId);
  await commit(table, await fulfilEntitlement(orderDeps(table))({ orderId, entitlementId }, instance, noon));
  const as = { table, actor: operatorActor };
  expect(
    await run(ordersContract.inspectOrder, inspectOrder, { orderId }, { deps: { table }, ...as }),
  ).toMatchObject({
    buyerId: 'usr_buyer',
  });
  const seen = await run(
    ordersContract.inspectEntitlement,
    inspectEntitlement,
    { entitlementId },
    { deps: { table }, ...as },
  );
  expect(seen).toMatchObject({ status: 'active', sellerId: 'sel_one' });
  expect(JSON.stringify(seen)).not.toContain('Initial#1');
  expect([
    await eventNames(engine, `looks#${orderId}`),
    await eventNames(engine, `looks#${entitlementId}`),
  ]).toEqual([['order.viewed'], ['entitlement.viewed']]);
});

test('access data is encrypted at rest, stays out of the events, and is shown to the buyer only', async () => {
  const { table } = engine;
  const { items } = await table.query({ index: 'list1', pk: buyersEntitlements('usr_buyer') }, { limit: 20 });
  expect(items.length).toBeGreaterThan(0);
  for (const { pk } of items) {
    const rows = (await table.query({ pk: String(pk) }, { limit: 50 })).items;
    expect(JSON.stringify(rows)).not.toContain('Initial#1');
    expect(JSON.stringify(rows.filter(({ type }) => type === 'event'))).not.toContain('s1.');
  }
  await expect(show(engine, String(items[0]?.pk), sellerActor)).rejects.toMatchObject({
    spec: { code: 'orders.entitlement_not_found' },
  });
});

test('tells its buyer where its calls go', async () => {
  const { orderId, entitlementId } = await buy(engine, undefined);
  await open(engine, orderId);
  expect(await show(engine, entitlementId)).toMatchObject({
    access: { type: 'api', gatewayUrl: 'https://gw.example.com', accessPrefix: 'weather' },
  });
});

test.each([
  ['orders', ordersContract.listOrdersOfParty, listOrdersOfParty, 'order.listed'],
  ['entitlements', ordersContract.listEntitlementsOfParty, listEntitlementsOfParty, 'entitlement.listed'],
] as const)(
  'an operator who lists %s between two parties leaves a look at each',
  async (_what, operation, useCase, name) => {
    const { table } = engine;
    const parties = { buyerId: 'usr_buyer', sellerId: sampleOffer.sellerId };
    // Two looks of one moment are told apart by their requests, which are all one in tests.
    const now = new Date(`2026-11-03T02:00:${String(name.length)}Z`);
    await run(
      operation as typeof ordersContract.listOrdersOfParty,
      useCase as typeof listOrdersOfParty,
      { ...parties, limit: 5 },
      {
        ...{ deps: { table }, table, actor: operatorActor, now },
      },
    );

    for (const of of Object.values(parties)) {
      const { items } = await table.query({ pk: `looks#${of}`, prefix: 'event#' }, { limit: 50 });
      expect(items).toContainEqual(
        expect.objectContaining({ name, data: { of }, by: 'operator:usr_operator' }),
      );
    }
  },
);
