import { beforeAll, expect, test } from 'vitest';
import { quotaKey } from '../../../shared/metering/quota/quota.ts';
import { ordersContract } from '../../../shared/orders/contract.ts';
import { entitlementEntity } from '../../../shared/orders/entitlement/entitlement.ts';
import { entitlementClock } from '../../../shared/orders/entitlement/entitlement-clock.ts';
import { fulfilEntitlement } from '../../../shared/orders/entitlement/fulfil-entitlement.ts';
import { inspectEntitlement, inspectOrder } from '../../../shared/orders/entitlement/inspect.ts';
import { listEntitlements } from '../../../shared/orders/entitlement/list-entitlements.ts';
import { noteFailedSetup } from '../../../shared/orders/entitlement/note-failed-setup.ts';
import {
  showEntitlement,
  showSellerEntitlement,
} from '../../../shared/orders/entitlement/show-entitlement.ts';
import { openEntitlements } from '../../../shared/orders/kinds/open-entitlements.ts';
import { orderEntity } from '../../../shared/orders/order/order-entity.ts';
import { buyerActor, operatorActor, otherSellerActor, run, sellerActor } from '../../support/run-use-case.ts';
import { makeTable, stepAt, type TestTable } from '../../support/table.ts';
import { fund, noon } from '../../support/things/billing.ts';
import { sampleOffer } from '../../support/things/offers.ts';
import { commit, entitlementOf, orderDeps, place } from '../../support/things/orders.ts';

let engine: TestTable;
beforeAll(async () => {
  engine = await makeTable();
  await fund(engine.table, 'usr_buyer', 100_000);
});

const instance = {
  instanceId: 'inst-1',
  addresses: [{ url: 'https://console.seller.example.com' }],
  accounts: [{ userName: 'admin', password: 'Initial#1' }],
};
const open = async (orderId: string) =>
  commit(engine.table, await openEntitlements(orderDeps(engine.table))(orderId, noon));
const buy = async (endpointId: string | undefined) => {
  const { orderId } = await place(
    engine.table,
    { payWith: 'wallet' },
    { offer: { ...sampleOffer, endpointId, sellerId: 'sel_one' } },
  );
  return { orderId, entitlementId: await entitlementOf(engine.table, orderId) };
};
const show = (entitlementId: string, actor = buyerActor) =>
  run(
    ordersContract.showEntitlement,
    showEntitlement,
    { entitlementId },
    { deps: orderDeps(engine.table), table: engine.table, actor },
  );
const seller = (entitlementId: string, actor = sellerActor) =>
  run(
    ordersContract.showSellerEntitlement,
    showSellerEntitlement,
    { entitlementId },
    { deps: { table: engine.table }, table: engine.table, actor },
  );
const eventNames = async (pk: string) =>
  (await engine.table.query({ pk, prefix: 'event#', consistent: true }, { limit: 20 })).items.map(
    ({ name }) => name,
  );

test('is opened once, however often its message comes, and waits for the seller’s system', async () => {
  const { orderId, entitlementId } = await buy('end_1');
  const ended = await Promise.allSettled([open(orderId), open(orderId), open(orderId)]);
  expect(
    ended
      .filter(({ status }) => status === 'rejected')
      .every((end) => 'reason' in end && end.reason.spec.code === 'request.conflict'),
  ).toBe(true);
  await open(orderId);
  expect(await entitlementEntity.get(engine.table, entitlementId)).toMatchObject({
    status: 'provisioning',
    version: 1,
    noticeNumber: 1,
  });
  expect(await orderEntity.get(engine.table, orderId)).toMatchObject({
    status: 'fulfilling',
    lines: [{ entitlementId }],
  });
  expect(await eventNames(entitlementId)).toEqual(['entitlement.created']);
  expect(await engine.table.get(quotaKey(`${entitlementId}#1`))).toBeUndefined();
});

test('becomes active with the seller’s answer, keeps the first instance, and grants the quota once', async () => {
  const { table } = engine;
  const { orderId, entitlementId } = await buy('end_1');
  await open(orderId);
  const fulfil = async (answer: typeof instance) =>
    commit(table, await fulfilEntitlement(orderDeps(table))(entitlementId, answer, noon));
  await fulfil(instance);
  await fulfil({ ...instance, instanceId: 'inst-2' });
  expect(await show(entitlementId)).toMatchObject({
    status: 'active',
    startsAt: noon.toISOString(),
    endsAt: '2027-11-02T04:00:00.000Z',
    instance,
  });
  expect(await orderEntity.get(table, orderId)).toMatchObject({ status: 'active' });
  expect(await table.get(quotaKey(`${entitlementId}#1`))).toMatchObject({ total: 100 });
  expect(await eventNames(orderId)).toEqual(['order.paid', 'order.fulfilling', 'order.activated']);
});

test('is left alone by a delivery that read it before another one made it active', async () => {
  const { table } = engine;
  const { orderId, entitlementId } = await buy('end_1');
  await open(orderId);
  const deps = orderDeps(table);
  const get: typeof table.get = async (key, options) => {
    const item = await table.get(key, options);
    if (key.sk === 'entitlement')
      await commit(table, await fulfilEntitlement(deps)(entitlementId, instance, noon));
    return item;
  };
  const late = fulfilEntitlement({ ...deps, table: { ...table, get } })(
    entitlementId,
    { ...instance, instanceId: 'inst-2' },
    noon,
  );
  expect(await late).toEqual({ changes: [] });
  expect(await show(entitlementId)).toMatchObject({ status: 'active', instance });
});

test('says that the seller’s system did not set it up, until it does after all', async () => {
  const { table } = engine;
  const { orderId, entitlementId } = await buy('end_1');
  await open(orderId);
  const about = {
    aggregateId: entitlementId,
    notificationId: `msg_${entitlementId}_1`,
    sellerId: 'sel_one',
    endpointId: 'end_1',
    action: 'create',
  };
  const failed = { ...about, status: 'exhausted', attempts: 14 } as const;
  const note = async (at: string) => commit(table, await noteFailedSetup(orderDeps(table))(failed, at));
  await note('2026-11-05T04:00:00.000Z');
  await note('2026-11-05T04:00:00.000Z');
  const told = {
    setupFailedAt: '2026-11-05T04:00:00.000Z',
    setupFailure: 'exhausted',
    refundAt: '2026-11-06T04:00:00.000Z',
  };
  expect(await show(entitlementId)).toMatchObject({ status: 'provisioning', ...told });
  expect(await seller(entitlementId)).toMatchObject(told);
  await commit(table, await fulfilEntitlement(orderDeps(table))(entitlementId, instance, noon));
  await note('2026-11-05T05:00:00.000Z');
  expect(await show(entitlementId)).toMatchObject({ status: 'active', setupFailedAt: undefined });
  expect(await eventNames(entitlementId)).toEqual([
    'entitlement.created',
    'entitlement.setup_failed',
    'entitlement.activated',
  ]);
});

test.each([
  ['by the marketplace', undefined, '2026-11-06T04:00:00.000Z'],
  ['by its protocol', 2, '2026-11-05T06:00:00.000Z'],
])(
  'has the grace of its first failure, as long as it is given %s, also when a later one is heard of first',
  async (_by, refundGraceHours, refundAt) => {
    const { table } = engine;
    const { orderId, entitlementId } = await buy('end_1');
    await open(orderId);
    const about = {
      aggregateId: entitlementId,
      notificationId: `msg_${entitlementId}_1`,
      sellerId: 'sel_one',
      endpointId: 'end_1',
      action: 'create',
    };
    const note = async (status: 'exhausted' | 'refused', attempts: number, at: string) =>
      commit(
        table,
        await noteFailedSetup(orderDeps(table))({ ...about, status, attempts, refundGraceHours }, at),
      );
    await note('refused', 15, '2026-11-05T05:00:00.000Z');
    await note('exhausted', 14, '2026-11-05T04:00:00.000Z');
    await note('exhausted', 14, '2026-11-05T04:00:00.000Z');
    expect(await show(entitlementId)).toMatchObject({
      refundAt,
      setupFailedAt: '2026-11-05T05:00:00.000Z',
      setupFailure: 'refused',
    });
    expect(await eventNames(entitlementId)).toEqual([
      'entitlement.created',
      'entitlement.setup_failed',
      'entitlement.setup_failed',
    ]);
  },
);

test('its seller sees who holds it, but not the access data; another seller sees nothing', async () => {
  const { table } = engine;
  const { orderId, entitlementId } = await buy('end_1');
  await open(orderId);
  await commit(table, await fulfilEntitlement(orderDeps(table))(entitlementId, instance, noon));
  const seen = await seller(entitlementId);
  expect(seen).toMatchObject({
    status: 'active',
    buyerId: 'usr_buyer',
    buyerName: 'buyer',
    instanceId: 'inst-1',
  });
  expect(JSON.stringify(seen)).not.toContain('Initial#1');
  await expect(seller(entitlementId, otherSellerActor)).rejects.toMatchObject({
    spec: { code: 'orders.entitlement_not_found' },
  });
});

test('an operator sees it and its order without the access data, and each look is in the audit trail', async () => {
  const { table } = engine;
  const { orderId, entitlementId } = await buy('end_1');
  await open(orderId);
  await commit(table, await fulfilEntitlement(orderDeps(table))(entitlementId, instance, noon));
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
  expect([await eventNames(`looks#${orderId}`), await eventNames(`looks#${entitlementId}`)]).toEqual([
    ['order.viewed'],
    ['entitlement.viewed'],
  ]);
});

test('access data is encrypted at rest, stays out of the events, and is shown to the buyer only', async () => {
  const { table } = engine;
  const { items } = await table.query({ index: 'list1', pk: 'entitlements#buyer#usr_buyer' }, { limit: 20 });
  for (const { pk } of items) {
    const rows = (await table.query({ pk: String(pk) }, { limit: 50 })).items;
    expect(JSON.stringify(rows)).not.toContain('Initial#1');
    expect(JSON.stringify(rows.filter(({ type }) => type === 'event'))).not.toContain('s1.');
  }
  await expect(show(String(items[0]?.pk), sellerActor)).rejects.toMatchObject({
    spec: { code: 'orders.entitlement_not_found' },
  });
});

test('tells its buyer where its calls go', async () => {
  const { orderId, entitlementId } = await buy(undefined);
  await open(orderId);
  expect(await show(entitlementId)).toMatchObject({
    access: { gatewayUrl: 'https://gw.example.com', accessPrefix: 'weather' },
  });
});

test('is active at once where nobody has to be told', async () => {
  const { orderId, entitlementId } = await buy(undefined);
  await open(orderId);
  expect(await show(entitlementId)).toMatchObject({ status: 'active' });
  expect(await eventNames(entitlementId)).toEqual(['entitlement.activated']);
  expect(await engine.table.get(quotaKey(`${entitlementId}#1`))).toMatchObject({ total: 100 });
});

test('nothing is opened for an order that is not paid', async () => {
  const { orderId } = await place(engine.table);
  await open(orderId);
  expect(
    await entitlementEntity.get(engine.table, await entitlementOf(engine.table, orderId)),
  ).toBeUndefined();
});

test('expires with its order at the end and is released 15 days later, each once', async () => {
  const { table } = engine;
  const { orderId, entitlementId } = await buy(undefined);
  await open(orderId);
  const tick = async (now: Date) =>
    commit(
      table,
      await stepAt(entitlementClock(orderDeps(table)), table, entitlementEntity.keyOf(entitlementId), now),
      now,
    );
  await tick(new Date('2027-11-02T04:00:00Z'));
  await tick(new Date('2027-11-02T04:01:00Z'));
  expect(await orderEntity.get(table, orderId)).toMatchObject({ status: 'expired' });
  expect(await show(entitlementId)).toMatchObject({ status: 'expired' });
  await tick(new Date('2027-11-17T04:00:00Z'));
  await tick(new Date('2028-11-17T04:00:00Z'));
  expect(await eventNames(entitlementId)).toEqual([
    'entitlement.activated',
    'entitlement.expired',
    'entitlement.released',
  ]);
  const { items } = await run(
    ordersContract.listEntitlements,
    listEntitlements,
    { limit: 20 },
    { deps: { table }, table, actor: buyerActor },
  );
  expect(items.find((row) => row.entitlementId === entitlementId)).toMatchObject({ status: 'released' });
});
