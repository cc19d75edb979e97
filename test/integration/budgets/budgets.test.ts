import { itemSize } from '@yunshi/local-cloud/engines';
import { beforeAll, describe, expect, test } from 'vitest';
import { toItem } from '../../../shared/table/item.ts';
import { makeTable, type TestTable } from '../../support/table.ts';
import { fund } from '../../support/things/billing.ts';
import type { Act } from './acts.ts';
import { addPeople, addRows } from './data.ts';
import { type CallDeployed, deployedFunctions } from './deployed.ts';
import { listActs } from './list-acts.ts';
import { userId } from './rows/people.ts';
import { listFullProduct, offerKey, productId, tradeActs } from './trade-acts.ts';

const acts = [...tradeActs, ...listActs];

let engine: TestTable;
let call: CallDeployed;
beforeAll(async () => {
  engine = await makeTable();
  call = deployedFunctions(engine.tableName);
  await addPeople(engine);
  await addRows(engine, 0, 25);
  await fund(engine.table, userId, 100_000_000);
  await engine.table.commit(listFullProduct(), {
    actor: { kind: 'system', name: 'test' },
    now: new Date(),
    requestId: 'test',
  });
});

async function costsAtMost({ most, perform }: Act): Promise<void> {
  for (const { readUnits, writeUnits } of await perform(call)) {
    expect(readUnits).toBeLessThanOrEqual(most.readUnits);
    expect(writeUnits).toBeLessThanOrEqual(most.writeUnits);
  }
}

describe('with every text at its limit it costs no more than it may', () => {
  test.each(acts)('$what', costsAtMost);

  test.each([
    ['a product page', { pk: productId, sk: 'page' }, 8 * 1024],
    ['an offer', offerKey, 4 * 1024],
  ])('%s is small enough for its read', async (_what, key, bytes) => {
    expect(itemSize(toItem((await engine.table.get(key)) ?? {}))).toBeLessThanOrEqual(bytes);
    expect(await engine.table.get(key)).toBeDefined();
  });
});

describe('with 100 times the data it costs the same', () => {
  beforeAll(() => addRows(engine, 25, 2_500));
  test.each(acts)('$what', costsAtMost);
});
