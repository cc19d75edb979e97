import { ordersContract } from '../../../shared/orders/contract.ts';
import {
  showEntitlement,
  showSellerEntitlement,
} from '../../../shared/orders/entitlement/show-entitlement.ts';
import { openEntitlements } from '../../../shared/orders/kinds/open-entitlements.ts';
import { buyerActor, run, sellerActor } from '../../support/run-use-case.ts';
import type { TestTable } from '../../support/table.ts';
import { noon } from '../../support/things/billing.ts';
import { sampleOffer } from '../../support/things/offers.ts';
import { commit, entitlementOf, orderDeps, place } from '../../support/things/orders.ts';

/** What the seller's system answers when it has set up what was bought. */
export const instance = {
  instanceId: 'inst-1',
  addresses: [{ url: 'https://console.seller.example.com' }],
  accounts: [{ userName: 'admin', password: 'Initial#1' }],
};

/** An order paid from the wallet, with its one entitlement; its seller's system is told where the product names an endpoint. */
export async function buy({ table }: TestTable, endpointId: string | undefined) {
  const offer = { ...sampleOffer, endpointId, sellerId: 'sel_one' };
  const { orderId } = await place(table, { payWith: 'wallet' }, { offer });
  return { orderId, entitlementId: await entitlementOf(table, orderId) };
}

/** The order's message comes: its entitlements are opened. */
export const open = async ({ table }: TestTable, orderId: string) =>
  commit(table, await openEntitlements(orderDeps(table))(orderId, noon));

export const show = ({ table }: TestTable, entitlementId: string, actor = buyerActor) =>
  run(
    ordersContract.showEntitlement,
    showEntitlement,
    { entitlementId },
    { deps: orderDeps(table), table, actor },
  );

export const showToSeller = ({ table }: TestTable, entitlementId: string, actor = sellerActor) =>
  run(
    ordersContract.showSellerEntitlement,
    showSellerEntitlement,
    { entitlementId },
    { deps: { table }, table, actor },
  );

export const eventNames = async ({ table }: TestTable, pk: string) =>
  (await table.query({ pk, prefix: 'event#', consistent: true }, { limit: 20 })).items.map(
    ({ name }) => name,
  );
