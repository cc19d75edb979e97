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
import type { Samples } from './samples.ts';
import { present } from './story.ts';
import type { World } from './world.ts';

/** Steps 1 to 6: from the application to a product on sale, which a seller's system is told about when it is bought. */
export async function openShop(
  world: World,
  samples: Samples,
  {
    prefix = 'company-data',
    company = demoCompany,
  }: { readonly prefix?: string; readonly company?: Company } = {},
) {
  const { applicationId, sellerUserId } = await apply(world, company);
  const { sellerId } = await admit(world, applicationId, company.email);
  const paid = await settleIn(world, company);
  const group = await publishApis(world, samples.backend.url, prefix);
  samples.shareWithBackend(group.groupId, group.secret);
  const { endpointId, secret } = await world.seller.call(fulfilmentContract.createEndpoint, {
    name: '开通系统',
    url: samples.endpoint.url,
  });
  samples.shareWithEndpoint(present(secret, "the endpoint's secret"));
  const { productId } = await publishProduct(world, group.groupId, endpointId);
  await approveProduct(world, productId);
  return {
    applicationId,
    sellerUserId,
    sellerId,
    ...paid,
    backendUrl: samples.backend.url,
    ...group,
    endpointId,
    productId,
  };
}

/** The main job, end to end, through public HTTP interfaces only. Throws at the first thing that is not as it should be. */
export async function walk(world: World, samples: Samples) {
  const shop = await openShop(world, samples);
  const bought = await buy(world, shop.productId);
  const { notificationId, entitlementId } = await fulfil(world, samples.endpoint, bought.orderId);
  const { appId, appCode } = await callApi(world, samples.backend, shop.prefix, entitlementId);
  return { ...shop, ...bought, notificationId, entitlementId, appId, appCode };
}
