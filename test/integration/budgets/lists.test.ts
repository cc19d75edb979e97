import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type * as z from 'zod';
import { contracts } from '../../../shared/contracts.ts';
import type { Operation } from '../../../shared/kernel/contract.ts';
import { makeTable, type TestTable } from '../../support/table.ts';
import { addPeople, addRows } from './data.ts';
import { type CallDeployed, deployedFunctions } from './deployed.ts';
import { shelfCategory, shelfWord } from './rows/market.ts';
import { sellerUserId, userId } from './rows/people.ts';
import { usedEntitlement } from './rows/trade.ts';

type ContextName = keyof typeof contracts;
type Page = { readonly items: unknown[]; readonly next?: string };

/** Every operation of the public API that answers page by page. */
const listOperations = Object.entries(contracts).flatMap(([context, contract]) =>
  Object.entries<Operation>(contract)
    .filter(([, { input }]) => 'cursor' in ((input as z.ZodObject).shape ?? {}))
    .map(([name, operation]) => ({ name, context: context as ContextName, operation })),
);

/** Input of those that do not list everything of the caller's. */
const inputs: Readonly<Record<string, Record<string, unknown>>> = {
  listUploads: { purpose: 'product_picture' },
  listNotifications: { status: 'waiting' },
  showUsage: { entitlementId: usedEntitlement },
  showSellerUsage: { entitlementId: usedEntitlement },
};
/**
 * Read units that a page may cost; 1 unless it shows more than rows. The deposit comes with what the seller's record says of it (a large one is a unit)
 * and, on later pages, with the balance.
 */
const unitsMost = (name: string): number => (name === 'showDeposit' ? 2.5 : 1);
const ofTheSeller = new Set(['listUploads', 'listApplications']);
const callerOf = (name: string, { auth }: Operation) =>
  auth === 'operator'
    ? { userId: 'b0ce1000-0000-4000-8000-00000000000d', groups: ['operator'] }
    : { userId: auth === 'seller' || ofTheSeller.has(name) ? sellerUserId : userId };

const cases = [
  ...listOperations.map((one) => ({ ...one, what: one.name, input: inputs[one.name] ?? {} })),
  ...listOperations
    .filter(({ name }) => name === 'browseProducts')
    .flatMap((one) => [
      { ...one, what: 'browseProducts of a category', input: { category: shelfCategory } },
      { ...one, what: 'browseProducts by a word', input: { q: shelfWord } },
    ]),
];

let engine: TestTable;
let call: CallDeployed;
beforeAll(async () => {
  engine = await makeTable();
  call = deployedFunctions(engine.tableName);
  await addPeople(engine);
  await addRows(engine, 0, 25);
});
afterAll(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** Units of one page of 20 rows, and of the page after it, in an environment that knows whose seller the caller is. */
async function unitsOf({ context, operation, name, input }: (typeof cases)[number]): Promise<{ first: number; second: number }> {
  const ask = async (more: Record<string, unknown> = {}) => {
    const { status, body, readUnits } = await call(context, operation, { ...input, ...more }, { caller: callerOf(name, operation) });
    expect(status, JSON.stringify(body)).toBe(200);
    return { page: (body.entries ?? body) as Page, readUnits };
  };
  await ask({ limit: 1 });
  const { page, readUnits: first } = await ask();
  expect(page.items).toHaveLength(20);
  const { readUnits: second } = await ask({ cursor: page.next });
  return { first, second };
}

describe('20 rows with long names cost one read unit at most', () => {
  test.each(cases)('$what', async (one) => {
    const { first, second } = await unitsOf(one);
    expect(Math.max(first, second)).toBeLessThanOrEqual(unitsMost(one.name));
  });
});

describe('with 100 times the data they cost the same', () => {
  beforeAll(() => addRows(engine, 25, 2_500));
  test.each(cases)('$what', async (one) => {
    const { first, second } = await unitsOf(one);
    expect(Math.max(first, second)).toBeLessThanOrEqual(unitsMost(one.name));
  });
});
