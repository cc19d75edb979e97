import { beforeAll, expect, test } from 'vitest';
import { accessesOf, grantQuota } from '../../../shared/metering/quota/access.ts';
import { createMeter } from '../../../shared/metering/quota/meter.ts';
import { parcelIdOf, type Quota, quotaKey } from '../../../shared/metering/quota/quota.ts';
import { isUsedUp, retireAccess } from '../../../shared/metering/quota/retire-access.ts';
import { defaultMeteringRules as rules } from '../../../shared/metering/rules.ts';
import { makeTable, type TestTable } from '../../support/table.ts';

const now = new Date('2026-11-02T02:00:00Z');
const context = { actor: { kind: 'system', name: 'test' }, now, requestId: 'test' } as const;
let engine: TestTable;
beforeAll(async () => {
  engine = await makeTable();
});

const entitlement = (number: number) => ({
  entitlementId: `ent_${number}`,
  endsAt: `2027-11-${String(number).padStart(2, '0')}T00:00:00.000Z`,
});
const buy = (number: number) => {
  const { entitlementId, endsAt } = entitlement(number);
  const of = {
    buyerId: 'usr_1',
    sellerId: 'sel_1',
    groupId: 'grp_1',
    calls: 1,
    countingRule: 'success_only',
  } as const;
  return engine.table.commit(
    grantQuota({ ...of, entitlementId, parcel: 1, endsAt, startsAt: now.toISOString() }),
    context,
  );
};
async function use(number: number): Promise<void> {
  const { entitlementId } = entitlement(number);
  const meter = createMeter(engine.table, `e${number}`, rules);
  const ticket = await meter.admit(parcelIdOf({ entitlementId, parcel: 1 }), now);
  const outcome = { apiId: 'api_1', appId: 'cap_1', status: 200, counted: true, at: now.toISOString() };
  if (ticket) await meter.settle(ticket, outcome, now);
  const quota = (await engine.table.get(
    quotaKey(parcelIdOf({ entitlementId, parcel: 1 })),
  )) as unknown as Quota;
  expect(isUsedUp(quota)).toBe(true);
  for (let time = 0; time < 2; time++)
    await engine.table.commit(await retireAccess(engine.table, quota), context);
}
const seen = async () =>
  (await accessesOf(engine.table, 'usr_1', 'grp_1', now)).map(({ entitlementId }) => entitlementId);

test('a buyer of many small packages always finds the one that is left, and the last used up one behind it', async () => {
  for (let number = 1; number <= 25; number++) {
    await buy(number);
    await use(number);
  }
  expect(await seen()).toEqual(['ent_25']);
  await buy(26);
  expect(await seen()).toEqual(['ent_26', 'ent_25']);
  await expect(buy(25)).rejects.toMatchObject({ spec: { code: 'request.conflict' } });
});
