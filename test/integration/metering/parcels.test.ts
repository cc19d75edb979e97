import { beforeAll, expect, test } from 'vitest';
import { meteringContract } from '../../../shared/metering/contract.ts';
import { accessesOf, grantQuota } from '../../../shared/metering/quota/access.ts';
import { createMeter } from '../../../shared/metering/quota/meter.ts';
import { parcelIdOf, type Quota, quotaKey } from '../../../shared/metering/quota/quota.ts';
import { retireAccess } from '../../../shared/metering/quota/retire-access.ts';
import { defaultMeteringRules } from '../../../shared/metering/rules.ts';
import { addUsage } from '../../../shared/metering/usage/add-usage.ts';
import { showUsage } from '../../../shared/metering/usage/show-usage.ts';
import { buyerActor, run, sellerActor } from '../../support/run-use-case.ts';
import { billed, makeTable, type TestTable } from '../../support/table.ts';
import { commit } from '../../support/things/orders.ts';

const now = new Date('2026-11-02T02:00:00Z');
const entitlementId = 'ent_parcels';
const ends = { 1: '2027-11-02T02:00:00.000Z', 2: '2026-12-02T02:00:00.000Z' } as const;
const outcome = { apiId: 'api_1', appId: 'cap_1', status: 200, counted: true, at: now.toISOString() };

let engine: TestTable;
beforeAll(async () => {
  engine = await makeTable();
  for (const parcel of [1, 2] as const) await grant(parcel);
});

const grant = (parcel: 1 | 2) => {
  const of = { buyerId: 'usr_buyer', sellerId: 'sel_one', groupId: 'grp_1', calls: 2 } as const;
  const right = { entitlementId, parcel, startsAt: now.toISOString(), endsAt: ends[parcel] };
  const changes = grantQuota({ ...of, ...right, countingRule: 'success_only' });
  return commit(engine.table, { changes }, now);
};

/** One call as the gateway and the stream behind it make it: paid by the first parcel that gives one. */
async function call(): Promise<number | undefined> {
  const meter = createMeter(engine.table, `e${Math.random()}`, defaultMeteringRules);
  for (const access of await accessesOf(engine.table, 'usr_buyer', 'grp_1', now)) {
    const ticket = await meter.admit(parcelIdOf(access), now);
    if (!ticket) continue;
    await meter.settle(ticket, outcome, now);
    const quota = (await engine.table.get(quotaKey(parcelIdOf(access)))) as unknown as Quota;
    if (quota.used >= quota.total)
      await commit(engine.table, { changes: await retireAccess(engine.table, quota) });
    return access.parcel;
  }
  return undefined;
}

const shown = (actor = buyerActor) => {
  const input = { entitlementId, granularity: 'day', limit: 20 } as const;
  return run(meteringContract.showUsage, showUsage, input, {
    deps: { table: engine.table },
    table: engine.table,
    actor,
  });
};

test('of two parcels of an entitlement the one that ends first is used first, and no call more than both hold succeeds', async () => {
  const paidBy = [];
  for (let calls = 1; calls <= 5; calls++) paidBy.push(await call());

  expect(paidBy).toEqual([2, 2, 1, 1, undefined]);
});

test('a parcel is granted once', async () => {
  await expect(grant(1)).rejects.toMatchObject({ spec: { code: 'request.conflict' } });
});

test('calls of both are added to the same figures, each once however often the stream repeats them', async () => {
  const calls = [1, 2].flatMap((parcel) => [1, 2].map((call) => ({ ...outcome, parcel, call })));
  for (const repeat of [calls, calls.slice(1), calls]) await addUsage(engine.table, entitlementId, repeat);

  expect(await shown()).toMatchObject({
    total: 4,
    used: 4,
    left: 0,
    items: [{ counted: 4, answers: { '2xx': 4 } }],
  });
});

test('what is left of all parcels is one read, and nobody else’s', async () => {
  engine.consumed.length = 0;
  await shown();

  expect(billed(engine.consumed).readUnits).toBeLessThanOrEqual(1);
  await expect(shown(sellerActor)).rejects.toMatchObject({
    spec: { code: 'metering.usage_not_found' },
  });
});
