import { sellerOf, userOf } from '../../kernel/actor.ts';
import { looksAt } from '../../kernel/events/audit-look.ts';
import { happened } from '../../kernel/events/define-events.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import { listPage, placeOfIds, type TimedList } from '../../table/list-page.ts';
import type { Table } from '../../table/table.ts';
import type { ordersContract } from '../contract.ts';
import { entitlementEvents } from '../events.ts';
import {
  buyersEntitlements,
  type EntitlementListed,
  entitlementListed,
  sellersEntitlements,
} from './entitlement.ts';

type Deps = { readonly table: Table };

const entitlements = {
  placeAt: placeOfIds,
  rowOf: entitlementListed,
  textsOf: ({ productName, planName, buyerName, entitlementId }: EntitlementListed) => [
    productName,
    planName,
    buyerName,
    entitlementId,
  ],
};
const ofBuyer = (buyerId: string): TimedList<EntitlementListed> => ({
  ...entitlements,
  index: 'list1',
  pk: buyersEntitlements(buyerId),
});
const ofSeller = (sellerId: string): TimedList<EntitlementListed> => ({
  ...entitlements,
  index: 'list2',
  pk: sellersEntitlements(sellerId),
});

/** The buyer's own. */
export const listEntitlements: UseCase<typeof ordersContract.listEntitlements, Deps> = async (
  { input, actor },
  { table },
) => ({ answer: await listPage(table, ofBuyer(userOf(actor).userId), input) });

/** Of the seller's products. */
export const listSellerEntitlements: UseCase<typeof ordersContract.listSellerEntitlements, Deps> = async (
  { input, actor },
  { table },
) => ({ answer: await listPage(table, ofSeller(sellerOf(actor)), input) });

/** Of the party that the operator names; of both, those between the two. The look is kept. */
export const listEntitlementsOfParty: UseCase<typeof ordersContract.listEntitlementsOfParty, Deps> = async (
  { input, now, requestId },
  { table },
) => {
  const { buyerId, sellerId = '' } = input;
  const listed = (of: string) => happened(entitlementEvents.listed, { of });
  const changes = looksAt([buyerId, input.sellerId], listed, { now, requestId });

  const list = buyerId === undefined ? ofSeller(sellerId) : ofBuyer(buyerId);
  return { answer: await listPage(table, list, input), changes };
};
