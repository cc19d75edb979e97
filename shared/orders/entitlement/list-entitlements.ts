import { sellerOf, userOf } from '../../kernel/actor.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import type { ordersContract } from '../contract.ts';
import { listOwned } from '../list-owned.ts';

type Deps = { table: Table };

/** The buyer's own, newest first. */
export const listEntitlements: UseCase<typeof ordersContract.listEntitlements, Deps> = async (
  { input, actor },
  { table },
) => ({
  answer: await listOwned(
    table,
    { index: 'list1', pk: `entitlements#buyer#${userOf(actor).userId}`, id: 'entitlementId' },
    input,
  ),
});

/** Of the seller's products, newest first. */
export const listSellerEntitlements: UseCase<typeof ordersContract.listSellerEntitlements, Deps> = async (
  { input, actor },
  { table },
) => ({
  answer: await listOwned(
    table,
    { index: 'list2', pk: `entitlements#seller#${sellerOf(actor)}`, id: 'entitlementId' },
    input,
  ),
});
