import { pressOnPayPage } from '../../../demo/pay-page.ts';
import type { Samples } from '../../../demo/samples.ts';
import { silentStory } from '../../../demo/story.ts';
import { until } from '../../../demo/until.ts';
import type { walk } from '../../../demo/walk.ts';
import type { World } from '../../../demo/world.ts';
import { documentationContract } from '../../../shared/apis/documentation/contract.ts';
import { apiGroupsContract } from '../../../shared/apis/groups/contract.ts';
import { billingContract } from '../../../shared/billing/contract.ts';
import { casesContract } from '../../../shared/cases/contract.ts';
import { productsContract } from '../../../shared/catalogue/products/contract.ts';
import { shelfContract } from '../../../shared/catalogue/shelf/contract.ts';
import { makeIdCard } from '../../../shared/china/id-card.ts';
import { fulfilmentContract } from '../../../shared/fulfilment/contract.ts';
import { historyContract } from '../../../shared/history/contract.ts';
import { identityContract } from '../../../shared/identity/contract.ts';
import { jobsContract } from '../../../shared/jobs/contract.ts';
import { messagesContract } from '../../../shared/messages/contract.ts';
import { metaContract } from '../../../shared/meta/contract.ts';
import { meteringContract } from '../../../shared/metering/contract.ts';
import { ordersContract } from '../../../shared/orders/contract.ts';
import { sellersContract } from '../../../shared/sellers/contract.ts';
import { uploadsContract } from '../../../shared/uploads/contract.ts';

/** The number of somebody's ID card that is given in all of this. */
export const playedIdCard = makeIdCard(20_261_121);

type Walked = Awaited<ReturnType<typeof walk>>;

/** Every operation that the main job does not need, once, so that tests know a good input of each. */
export async function playTheRest(world: World, samples: Samples, walked: Walked): Promise<void> {
  await playPeople(world);
  await playAdmission(world, walked);
  await playMail(world);
  await playMoney(world, walked);
  await playApis(world, walked);
  await playDraftProduct(world, walked);
  const offer = await playShelf(world, walked);
  await playOrders(world, samples, { ...walked, offer });
  await playMetering(world, walked);
  await playFulfilment(world, samples, walked);
  await playEnd(world, walked);
}

async function playPeople({ seller, buyer, operator, anybody }: World): Promise<void> {
  await anybody.call(metaContract.showIndex, {});
  await anybody.call(metaContract.showOpenApi, {});
  await seller.call(identityContract.showVerification, {});
  const individual = { kind: 'individual', legalName: '陈一诺', legalNumber: playedIdCard } as const;
  await buyer.call(identityContract.requestVerification, individual);
  await buyer.call(identityContract.withdrawVerification, {});
  await buyer.call(identityContract.showMe, {});
  const mail = {
    orders: true,
    service: true,
    products: false,
    review: true,
    money: true,
    law: true,
  } as const;
  await buyer.call(identityContract.saveMe, { language: 'zh', mail });
  await operator.call(identityContract.listPeople, {});
}

async function playAdmission({ seller, operator, anybody }: World, { applicationId }: Walked): Promise<void> {
  const further = await seller.call(sellersContract.createApplication, { markets: ['data'] });
  await seller.call(sellersContract.saveMarkets, {
    applicationId: further.applicationId,
    markets: ['security'],
  });
  await seller.call(sellersContract.submitApplication, { applicationId: further.applicationId });
  await seller.call(sellersContract.withdrawApplication, { applicationId: further.applicationId });
  await seller.call(sellersContract.deleteApplication, { applicationId: further.applicationId });
  await seller.call(sellersContract.listApplications, {});
  await seller.call(sellersContract.showApplication, { applicationId });
  await anybody.call(sellersContract.downloadStatementForm, {});
  await seller.call(sellersContract.saveSettlementAccount, { alipayAccount: 'finance@example.test' });
  await operator.call(sellersContract.listDecidedApplications, {});
  const unchecked = await operator.call(casesContract.listCases, { kind: 'settlement_account' });
  const { caseId, aboutId: sellerId } = unchecked.items[0] ?? { caseId: '', aboutId: '' };
  await operator.call(casesContract.claimCase, { caseId });
  await operator.call(casesContract.releaseCase, { caseId });
  const { version } = await operator.call(sellersContract.reviewSettlementAccount, { sellerId });
  await operator.call(sellersContract.decideSettlementAccount, { sellerId, version, decision: 'approved' });
  await operator.call(sellersContract.listSellers, {});
  await operator.call(sellersContract.inspectSeller, { sellerId });
}

async function playMail({ seller }: World): Promise<void> {
  const { items: messages } = await seller.call(messagesContract.listMessages, {});
  const messageId = messages[0]?.messageId ?? '';
  await seller.call(messagesContract.readMessage, { messageId });
  await seller.call(messagesContract.readMessages, { until: messageId });
  await seller.call(uploadsContract.listUploads, { purpose: 'product_picture' });
}

async function playMoney(
  { seller, buyer, anybody }: World,
  { topUpPaymentId, receiptId }: Walked,
): Promise<void> {
  await seller.call(billingContract.listWalletEntries, {});
  await seller.call(billingContract.showTopUp, { paymentId: topUpPaymentId });
  await seller.call(billingContract.showDeposit, {});
  await seller.call(billingContract.listDepositEntries, {});
  await seller.call(billingContract.showDepositReceipt, { receiptId: receiptId });
  const unpaid = await buyer.call(billingContract.topUpWallet, { amountFen: 100 });
  const { callback } = await pressOnPayPage(silentStory, unpaid.payUrl, 'pay');
  await anybody.call(billingContract.settlePayment, callback);
}

async function playApis({ seller }: World, { groupId, backendUrl }: Walked): Promise<void> {
  await seller.call(apiGroupsContract.listApiGroups, {});
  const { apis } = await seller.call(apiGroupsContract.showApiGroup, { groupId });
  await seller.call(apiGroupsContract.testApi, { groupId, method: 'GET', pathTemplate: '/industries' });
  const draft = await seller.call(apiGroupsContract.createApiGroup, {
    name: '草稿',
    backendUrl,
    prefix: 'draft-group',
  });
  await seller.call(apiGroupsContract.changeApiGroup, { groupId: draft.groupId, name: '草稿分组' });
  await seller.call(apiGroupsContract.saveApis, { groupId: draft.groupId, apis: apis.slice(0, 1) });
  await seller.call(apiGroupsContract.resetGroupSecret, { groupId: draft.groupId });
  await seller.call(apiGroupsContract.deleteApiGroup, { groupId: draft.groupId });
}

async function playDraftProduct({ seller }: World, { productId }: Walked): Promise<void> {
  await seller.call(productsContract.listProducts, {});
  await seller.call(productsContract.showProduct, { productId });
  const second = await seller.call(productsContract.createProduct, { type: 'api', name: '第二个商品' });
  const other = { productId: second.productId };
  const { plan } = await seller.call(productsContract.addPlan, { ...other, name: '甲', options: [] });
  await seller.call(productsContract.changePlan, { ...other, planId: plan.planId, name: '乙', options: [] });
  await seller.call(productsContract.sortPlans, { ...other, planIds: [plan.planId] });
  await seller.call(productsContract.removePlan, { ...other, planId: plan.planId });
  await seller.call(productsContract.deleteProduct, other);
}

/** Looks at the product as buyers do; what can be ordered of it. */
async function playShelf({ anybody }: World, { productId }: Walked) {
  const page = await anybody.call(shelfContract.showProductPage, { productId });
  await anybody.call(shelfContract.listCategories, {});
  await anybody.call(shelfContract.showProductAgreement, { productId });
  const planId = page.plans[0]?.planId ?? '';
  await anybody.call(documentationContract.listProductApis, { productId, planId });

  return {
    productId,
    planId,
    optionId: page.plans[0]?.options[0]?.optionId ?? '',
    agreementVersion: page.agreement?.agreementVersion ?? '',
  };
}

async function playOrders(
  { seller, buyer, operator }: World,
  { endpoint }: Samples,
  { entitlementId, orderId, offer }: Walked & { readonly offer: Awaited<ReturnType<typeof playShelf>> },
): Promise<void> {
  const order = await buyer.call(ordersContract.placeOrder, offer);
  await buyer.call(ordersContract.payOrder, { orderId: order.orderId, payWith: 'online' });
  endpoint.failNext(1);
  const told = await buyer.call(ordersContract.placeOrder, { ...offer, payWith: 'wallet' });
  const waiting = await until(
    'a notification that waits',
    async () => (await seller.call(fulfilmentContract.listNotifications, { status: 'waiting' })).items[0],
  );
  await seller.call(fulfilmentContract.sendNow, { notificationId: waiting.notificationId });
  // So that the lists below show the same whenever they are asked.
  await until('the order that was told of', async () => {
    const { status } = await buyer.call(ordersContract.showOrder, { orderId: told.orderId });
    return status === 'active' || undefined;
  });
  const cancelled = await buyer.call(ordersContract.placeOrder, offer);
  await buyer.call(ordersContract.cancelOrder, { orderId: cancelled.orderId });
  await buyer.call(ordersContract.listOrders, {});
  await buyer.call(ordersContract.listEntitlements, {});
  await seller.call(ordersContract.listSellerOrders, {});
  await seller.call(ordersContract.showSellerOrder, { orderId });
  await seller.call(ordersContract.listSellerEntitlements, {});
  await seller.call(ordersContract.showSellerEntitlement, { entitlementId });
  const { sellerId } = await operator.call(ordersContract.inspectOrder, { orderId });
  await operator.call(ordersContract.inspectEntitlement, { entitlementId });
  await operator.call(ordersContract.listOrdersOfParty, { sellerId });
  await operator.call(ordersContract.listEntitlementsOfParty, { sellerId });
  await operator.call(productsContract.listProductsOfSeller, { sellerId });
}

async function playMetering({ buyer }: World, { entitlementId, appId }: Walked): Promise<void> {
  await buyer.call(meteringContract.listApps, {});
  await buyer.call(meteringContract.showApp, { appId });
  await buyer.call(meteringContract.resetAppSecrets, { appId });
  await buyer.call(meteringContract.showUsage, { entitlementId });
  const spare = await buyer.call(meteringContract.createApp, { name: '备用' });
  await buyer.call(meteringContract.deleteApp, { appId: spare.appId });
}

async function playFulfilment(
  { seller, operator }: World,
  { endpoint, shareWithEndpoint }: Samples,
  { endpointId, notificationId }: Walked,
): Promise<void> {
  await seller.call(fulfilmentContract.listEndpoints, {});
  await seller.call(fulfilmentContract.showEndpoint, { endpointId });
  await seller.call(fulfilmentContract.changeEndpoint, { endpointId, name: '开通系统一' });
  const mistyped = await seller.call(fulfilmentContract.createEndpoint, {
    name: '写错的',
    url: endpoint.url,
  });
  await seller.call(fulfilmentContract.deleteEndpoint, { endpointId: mistyped.endpointId });
  const { secret } = await seller.call(fulfilmentContract.rotateSecret, { endpointId });
  shareWithEndpoint(secret ?? '');
  const since = '2026-01-01T00:00:00.000Z';
  const { jobId } = await seller.call(fulfilmentContract.replayFailed, { endpointId, since });
  await seller.call(jobsContract.showJob, { jobId });
  await operator.call(jobsContract.listJobs, {});
  await seller.call(fulfilmentContract.showNotification, { notificationId });
}

async function playEnd(
  { seller, buyer, operator }: World,
  { productId, entitlementId, notificationId }: Walked,
): Promise<void> {
  const { basic } = await seller.call(productsContract.showProduct, { productId });
  await seller.call(productsContract.saveBasic, {
    productId,
    ...basic,
    afterSaleScope: '接口可用性、返回字段含义与接入方式。',
  });
  await seller.call(productsContract.submitProduct, { productId });
  await seller.call(productsContract.withdrawProduct, { productId });
  await operator.call(historyContract.showHistory, { about: productId });
  await operator.call(historyContract.listFlaws, { about: productId });
  await seller.call(historyContract.showSellerHistory, { about: productId });
  await operator.call(fulfilmentContract.listFailedNotifications, {});
  await operator.call(fulfilmentContract.inspectNotification, { notificationId });
  await seller.call(productsContract.takeOffSale, { productId });
  await buyer.call(documentationContract.listEntitlementApis, { entitlementId });
  await buyer.call(shelfContract.showEntitlementAgreement, { entitlementId });
}
