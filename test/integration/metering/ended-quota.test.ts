import { expect, test } from 'vitest';
import { accessesOf, grantQuota } from '../../../shared/metering/quota/access.ts';
import { endQuota } from '../../../shared/metering/quota/end-quota.ts';
import { createMeter } from '../../../shared/metering/quota/meter.ts';
import { quotaKey } from '../../../shared/metering/quota/quota.ts';
import { defaultMeteringRules } from '../../../shared/metering/rules.ts';
import { makeTable } from '../../support/table.ts';
import { commit } from '../../support/things/orders.ts';

const now = new Date('2026-11-02T02:00:00Z');
const endsAt = '2027-11-02T02:00:00.000Z';
const outcome = { apiId: 'api_1', appId: 'cap_1', status: 200, counted: true, at: now.toISOString() };
const buyer = { buyerId: 'usr_buyer', sellerId: 'sel_one', groupId: 'grp_1' } as const;

test('what a refunded entitlement could still call ends with all its parcels, others stay, and a call under way is counted', async () => {
  const { table } = await makeTable();
  for (const [entitlementId, parcel] of [
    ['ent_refunded', 1],
    ['ent_refunded', 2],
    ['ent_kept', 1],
  ] as const) {
    const right = { entitlementId, parcel, startsAt: now.toISOString(), endsAt };
    const changes = grantQuota({ ...buyer, ...right, calls: 5, countingRule: 'success_only' });
    await commit(table, { changes }, now);
  }
  const meter = createMeter(table, 'environment', defaultMeteringRules);
  const ticket = await meter.admit('ent_refunded#1', now);

  // Twice: whoever ends it may be asked again.
  for (let time = 1; time <= 2; time += 1)
    await commit(table, { changes: await endQuota(table, 'ent_refunded') }, now);

  const left = await accessesOf(table, buyer.buyerId, buyer.groupId, now);
  expect(left.map(({ entitlementId }) => entitlementId)).toEqual(['ent_kept']);
  if (!ticket) throw new Error('no call was admitted');
  expect(await meter.settle(ticket, outcome, now)).toBe(4);
  expect(await table.get(quotaKey('ent_refunded#1'))).toMatchObject({ used: 1, calls: 1 });
});
