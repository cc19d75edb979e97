import { beforeAll, expect, test } from 'vitest';
import { tellUsedShare } from '../../../shared/metering/quota/used-share.ts';
import { makeTable, type TestTable } from '../../support/table.ts';
import { commit } from '../../support/things/orders.ts';

let engine: TestTable;
beforeAll(async () => {
  engine = await makeTable();
});

test('a share that was told is not told again when the stream repeats its records', async () => {
  const { table } = engine;
  const quota = {
    entitlementId: 'ent_1',
    parcel: 1,
    buyerId: 'usr_buyer',
    sellerId: 'sel_one',
    used: 80,
    total: 100,
  };
  const tell = async (percent: number) =>
    commit(table, { changes: await tellUsedShare(table, quota, percent) });
  for (const percent of [80, 80, 95, 80]) await tell(percent);
  const { items } = await table.query({ pk: 'quota#ent_1#1', consistent: true }, { limit: 10 });
  expect(items).toMatchObject([
    { name: 'quota.used', data: { buyerId: 'usr_buyer', percent: 80, used: 80, total: 100 } },
    { name: 'quota.used', data: { percent: 95 } },
  ]);
});
