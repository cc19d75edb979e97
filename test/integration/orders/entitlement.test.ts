import { beforeAll, expect, test } from 'vitest';
import { quotaKey } from '../../../shared/metering/quota/quota.ts';
import { ordersContract } from '../../../shared/orders/contract.ts';
import { entitlementEntity } from '../../../shared/orders/entitlement/entitlement.ts';
import { entitlementClock } from '../../../shared/orders/entitlement/entitlement-clock.ts';
import { fulfilEntitlement } from '../../../shared/orders/entitlement/fulfil-entitlement.ts';
import { listEntitlements } from '../../../shared/orders/entitlement/list-entitlements.ts';
import { noteFailedSetup } from '../../../shared/orders/entitlement/note-failed-setup.ts';
import { orderEntity } from '../../../shared/orders/order/order-entity.ts';
import { buyerActor, run } from '../../support/run-use-case.ts';
import { makeTable, stepAt, type TestTable } from '../../support/table.ts';
import { fund, noon } from '../../support/things/billing.ts';
import { commit, entitlementOf, orderDeps, place } from '../../support/things/orders.ts';
import { buy, eventNames, instance, open, show, showToSeller } from './held.ts';

let engine: TestTable;
beforeAll(async () => {
  engine = await makeTable();
  await fund(engine.table, 'usr_buyer', 100_000);
});

test('is opened once, however often its message comes, and waits for the seller’s system', async () => {
  const { orderId, entitlementId } = await buy(engine, 'end_1');
  const ended = await Promise.allSettled([
    open(engine, orderId),
    open(engine, orderId),
    open(engine, orderId),
  ]);
  expect(
    ended
      .filter(({ status }) => status === 'rejected')
      .every((end) => 'reason' in end && end.reason.spec.code === 'request.conflict'),
  ).toBe(true);
  await open(engine, orderId);
  expect(await entitlementEntity.get(engine.table, entitlementId)).toMatchObject({
    status: 'provisioning',
    version: 1,
    noticeNumber: 1,
  });
  expect(await orderEntity.get(engine.table, orderId)).toMatchObject({
    status: 'fulfilling',
    lines: [{ entitlementId }],
  });
  expect(await eventNames(engine, entitlementId)).toEqual(['entitlement.created']);
  expect(await engine.table.get(quotaKey(`${entitlementId}#1`))).toBeUndefined();
});

test('becomes active with the seller’s answer, keeps the first instance, and grants the quota once', async () => {
  const { table } = engine;
  const { orderId, entitlementId } = await buy(engine, 'end_1');
  await open(engine, orderId);
  const fulfil = async (answer: typeof instance) =>
    commit(table, await fulfilEntitlement(orderDeps(table))({ orderId, entitlementId }, answer, noon));
  await fulfil(instance);
  await fulfil({ ...instance, instanceId: 'inst-2' });
  expect(await show(engine, entitlementId)).toMatchObject({
    status: 'active',
    startsAt: noon.toISOString(),
    endsAt: '2027-11-02T04:00:00.000Z',
    instance,
  });
  expect(await orderEntity.get(table, orderId)).toMatchObject({ status: 'active' });
  expect(await table.get(quotaKey(`${entitlementId}#1`))).toMatchObject({ total: 100 });
  expect(await eventNames(engine, orderId)).toEqual(['order.paid', 'order.fulfilling', 'order.activated']);
});

test('is left alone by a delivery that read it before another one made it active', async () => {
  const { table } = engine;
  const { orderId, entitlementId } = await buy(engine, 'end_1');
  await open(engine, orderId);
  const deps = orderDeps(table);
  const getMany: typeof table.getMany = async (keys) => {
    const items = await table.getMany(keys);
    if (keys.some(({ sk }) => sk === 'entitlement'))
      await commit(table, await fulfilEntitlement(deps)({ orderId, entitlementId }, instance, noon));
    return items;
  };
  const late = fulfilEntitlement({ ...deps, table: { ...table, getMany } })(
    { orderId, entitlementId },
    { ...instance, instanceId: 'inst-2' },
    noon,
  );
  await expect(commit(table, await late)).rejects.toMatchObject({ spec: { code: 'request.conflict' } });
  expect(await show(engine, entitlementId)).toMatchObject({ status: 'active', instance });
});

test('says that the seller’s system did not set it up, until it does after all', async () => {
  const { table } = engine;
  const { orderId, entitlementId } = await buy(engine, 'end_1');
  await open(engine, orderId);
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
  expect(await show(engine, entitlementId)).toMatchObject({ status: 'provisioning', ...told });
  expect(await showToSeller(engine, entitlementId)).toMatchObject(told);
  await commit(table, await fulfilEntitlement(orderDeps(table))({ orderId, entitlementId }, instance, noon));
  await note('2026-11-05T05:00:00.000Z');
  expect(await show(engine, entitlementId)).toMatchObject({ status: 'active', setupFailedAt: undefined });
  expect(await eventNames(engine, entitlementId)).toEqual([
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
    const { orderId, entitlementId } = await buy(engine, 'end_1');
    await open(engine, orderId);
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
    expect(await show(engine, entitlementId)).toMatchObject({
      refundAt,
      setupFailedAt: '2026-11-05T05:00:00.000Z',
      setupFailure: 'refused',
    });
    expect(await eventNames(engine, entitlementId)).toEqual([
      'entitlement.created',
      'entitlement.setup_failed',
      'entitlement.setup_failed',
    ]);
  },
);

test('is active at once where nobody has to be told', async () => {
  const { orderId, entitlementId } = await buy(engine, undefined);
  await open(engine, orderId);
  expect(await show(engine, entitlementId)).toMatchObject({ status: 'active' });
  expect(await eventNames(engine, entitlementId)).toEqual(['entitlement.activated']);
  expect(await engine.table.get(quotaKey(`${entitlementId}#1`))).toMatchObject({ total: 100 });
});

test('nothing is opened for an order that is not paid', async () => {
  const { orderId } = await place(engine.table);
  await open(engine, orderId);
  expect(
    await entitlementEntity.get(engine.table, await entitlementOf(engine.table, orderId)),
  ).toBeUndefined();
});

test('expires with its order at the end and is released 15 days later, each once', async () => {
  const { table } = engine;
  const { orderId, entitlementId } = await buy(engine, undefined);
  await open(engine, orderId);
  const tick = async (now: Date) =>
    commit(
      table,
      await stepAt(entitlementClock(orderDeps(table)), table, entitlementEntity.keyOf(entitlementId), now),
      now,
    );
  await tick(new Date('2027-11-02T04:00:00Z'));
  await tick(new Date('2027-11-02T04:01:00Z'));
  expect(await orderEntity.get(table, orderId)).toMatchObject({ status: 'expired' });
  expect(await show(engine, entitlementId)).toMatchObject({ status: 'expired' });
  await tick(new Date('2027-11-17T04:00:00Z'));
  await tick(new Date('2028-11-17T04:00:00Z'));
  expect(await eventNames(engine, entitlementId)).toEqual([
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
  const { createdAt } = await show(engine, entitlementId);
  expect(items.find((row) => row.entitlementId === entitlementId)).toMatchObject({
    ...{ status: 'released', createdAt },
  });
});
