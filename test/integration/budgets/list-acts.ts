import { expect } from 'vitest';
import type * as z from 'zod';
import { contracts } from '../../../shared/contracts.ts';
import type { Operation } from '../../../shared/kernel/contract.ts';
import type { Act } from './acts.ts';
import { shelfCategory, shelfWord } from './rows/market.ts';
import { sellerId, sellerUserId, userId } from './rows/people.ts';
import { usedEntitlement } from './rows/trade.ts';

export type Listing = {
  readonly name: string;
  readonly context: keyof typeof contracts;
  readonly operation: Operation;
  readonly what?: string;
  readonly input?: Readonly<Record<string, unknown>>;
};

const isList = ({ input }: Operation): boolean => {
  const fields = (input as z.ZodObject).shape ?? {};
  return 'cursor' in fields && 'limit' in fields;
};

/** Reads whole entries, strongly consistent, and answers what is wrong with them: a check that somebody asks for, no list. */
const checks = new Set(['listFlaws']);

/** Every operation of the public API that answers page by page. */
export const listings: readonly Listing[] = Object.entries(contracts).flatMap(([context, contract]) =>
  Object.entries<Operation>(contract)
    .filter(([name, operation]) => isList(operation) && !checks.has(name))
    .map(([name, operation]) => ({ name, context: context as keyof typeof contracts, operation })),
);

/** Input of those that do not list everything of the caller's. */
export const inputs: Readonly<Record<string, Record<string, unknown>>> = {
  listUploads: { purpose: 'product_picture' },
  listProductsOfSeller: { sellerId },
  listOrdersOfParty: { sellerId },
  listEntitlementsOfParty: { sellerId },
  showUsage: { entitlementId: usedEntitlement },
  showSellerUsage: { entitlementId: usedEntitlement },
  showHistory: { about: sellerId },
  showSellerHistory: { about: sellerId },
};
const shelf: readonly Partial<Listing>[] = [
  { what: 'browseProducts of a category', input: { categoryId: shelfCategory } },
  { what: 'browseProducts by a word', input: { q: shelfWord } },
];

/** Lists that are kept as looks: a look is one small row. */
const recorded = new Set([
  ...['showHistory', 'listOrdersOfParty', 'listEntitlementsOfParty', 'listProductsOfSeller', 'listPeople'],
]);

const ofTheSeller = new Set(['listUploads', 'listApplications']);
export const callerOf = (name: string, { auth }: Operation) =>
  auth === 'operator'
    ? { userId: 'b0ce1000-0000-4000-8000-00000000000d', groups: ['operator'] }
    : { userId: auth === 'seller' || ofTheSeller.has(name) ? sellerUserId : userId };

/** The first page of 20 rows and the page after it, in an environment that knows whose seller the caller is. */
const listAct = ({ name, context, operation, what = name, input = inputs[name] ?? {} }: Listing): Act => ({
  what,
  most: { readUnits: 1, writeUnits: recorded.has(name) ? 1 : 0 },
  perform: async (call) => {
    const ask = async (more: Record<string, unknown> = {}) => {
      const answered = await call(
        context,
        operation,
        { ...input, ...more },
        { caller: callerOf(name, operation) },
      );
      expect(answered.status, JSON.stringify(answered.body)).toBe(200);
      return { ...answered, page: answered.body as { items: unknown[]; next?: string } };
    };
    await ask({ limit: 1 });
    const first = await ask();
    expect(first.page.items).toHaveLength(20);
    return [first, await ask({ cursor: first.page.next })];
  },
});

export const listActs: readonly Act[] = [
  ...listings,
  ...listings
    .filter(({ name }) => name === 'browseProducts')
    .flatMap((one) => shelf.map((change) => ({ ...one, ...change }))),
].map(listAct);
