import { sellerOf, userOf } from '../../kernel/actor.ts';
import type { Input, Output } from '../../kernel/contract.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import type { meteringContract } from '../contract.ts';
import { meteringErrors } from '../errors.ts';
import { left, type Quota, quotaPrefix } from '../quota/quota.ts';
import { usageRowOf } from './usage.ts';

type ShowUsage = typeof meteringContract.showUsage;

/** Of an entitlement; more are not bought before the first ones are over. */
const parcelsMost = 100;

const sumOf = (parcels: readonly Quota[], figure: (quota: Quota) => number): number =>
  parcels.reduce((sum, quota) => sum + figure(quota), 0);

/** Newest period first. Total, used and left are those of a moment ago (an eventually consistent read); the rows follow within seconds. */
async function usageOf(
  table: Table,
  input: Input<ShowUsage>,
  list: 'buyer' | 'seller',
  owns: (quota: Quota) => boolean,
): Promise<Output<ShowUsage>> {
  const { entitlementId, granularity, from = '', to = '~', cursor, limit } = input;
  const parcels = (await table.query({ pk: entitlementId, prefix: quotaPrefix }, { limit: parcelsMost }))
    .items as unknown as Quota[];
  const [first] = parcels;
  if (!first || !owns(first)) throw meteringErrors.usage_not_found();
  const between = [`${granularity}#${from}`, `${granularity}#${to}~`] as const;
  const { items, next } = await table.query(
    { pk: `usage#${entitlementId}`, between, list, descending: true },
    { cursor, limit },
  );
  return {
    entitlementId,
    total: sumOf(parcels, ({ total }) => total),
    used: sumOf(parcels, ({ used }) => used),
    left: sumOf(parcels, left),
    items: items.map(usageRowOf),
    next,
  };
}

export const showUsage: UseCase<ShowUsage, { table: Table }> = async ({ input, actor }, { table }) => ({
  answer: await usageOf(table, input, 'buyer', ({ buyerId }) => buyerId === userOf(actor).userId),
});

export const showSellerUsage: UseCase<typeof meteringContract.showSellerUsage, { table: Table }> = async (
  { input, actor },
  { table },
) => ({
  answer: await usageOf(table, input, 'seller', ({ sellerId }) => sellerId === sellerOf(actor)),
});
