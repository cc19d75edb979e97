import { startApiBackend } from '../examples/api-backend/start-api-backend.ts';
import { startSellerEndpoint } from '../examples/seller-endpoint/start-seller-endpoint.ts';
import { fulfilmentContract } from '../shared/fulfilment/contract.ts';
import { admit } from './acts/admit.ts';
import { apply, type Company, demoCompany } from './acts/apply.ts';
import { approveProduct } from './acts/approve-product.ts';
import { buy } from './acts/buy.ts';
import { callApi } from './acts/call-api.ts';
import { fulfil } from './acts/fulfil.ts';
import { publishApis } from './acts/publish-apis.ts';
import { publishProduct } from './acts/publish-product.ts';
import { settleIn } from './acts/settle-in.ts';
import { present } from './story.ts';
import type { World } from './world.ts';

/** The seller's side: its API and its fulfilment endpoint, as sample servers on this machine. */
export type Samples = Awaited<ReturnType<typeof startSamples>>;

export async function startSamples() {
  const secrets: Record<string, string> = {};
  const backend = await startApiBackend({ secrets });
  const endpoint = await startSellerEndpoint({ secret: '', failFirst: 1, checkTime: false });
  return { backend, endpoint, secrets, stop: () => Promise.all([backend.stop(), endpoint.stop()]) };
}

/** Steps 1 to 6: from the application to a product on sale, which a seller's system is told about when it is bought. */
export async function openShop(
  world: World,
  { backend, endpoint, secrets }: Samples,
  { prefix = 'company-data', company = demoCompany }: { readonly prefix?: string; readonly company?: Company } = {},
) {
  const { applicationId, sellerUserId } = await apply(world, company);
  const { sellerId } = await admit(world, applicationId, company.email);
  const paid = await settleIn(world);
  const group = await publishApis(world, backend.url, prefix);
  secrets[group.groupId] = group.secret;
  const { endpointId, secret } = await world.seller.call(fulfilmentContract.createEndpoint, { name: '开通系统', url: endpoint.url });
  endpoint.setSecret(present(secret, "the endpoint's secret"));
  const { productId } = await publishProduct(world, group.groupId, endpointId);
  await approveProduct(world, productId);
  return { applicationId, sellerUserId, sellerId, ...paid, backendUrl: backend.url, ...group, endpointId, productId };
}

/** The main job, end to end, through public HTTP interfaces only. Throws at the first thing that is not as it should be. */
export async function walk(world: World, samples: Samples) {
  const shop = await openShop(world, samples);
  const bought = await buy(world, shop.productId);
  const { notificationId, entitlementId } = await fulfil(world, samples.endpoint, bought.orderId);
  const { appId, appCode } = await callApi(world, samples.backend, shop.prefix, entitlementId);
  return { ...shop, ...bought, notificationId, entitlementId, appId, appCode };
}
