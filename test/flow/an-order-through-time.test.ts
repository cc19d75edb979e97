import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Person } from '../../demo/client.ts';
import { pressOnPayPage } from '../../demo/pay-page.ts';
import { present, silentStory } from '../../demo/story.ts';
import { until } from '../../demo/until.ts';
import { openShop } from '../../demo/walk.ts';
import { billingContract } from '../../shared/billing/contract.ts';
import { fulfilmentContract } from '../../shared/fulfilment/contract.ts';
import { messagesContract } from '../../shared/messages/contract.ts';
import { meteringContract } from '../../shared/metering/contract.ts';
import { ordersContract } from '../../shared/orders/contract.ts';
import { type Marketplace, startMarketplace } from '../support/marketplace/marketplace.ts';
import { linesOf, type OfferToBuy, offerOf, orderBecomes } from '../support/things/shop.ts';

let marketplace: Marketplace;
let buyer: Person;
let seller: Person;
let anybody: Person;
let offer: OfferToBuy;
let prefix = '';
beforeAll(async () => {
  marketplace = await startMarketplace();
  ({ buyer, seller, anybody } = marketplace.everybody);
  const shop = await openShop(marketplace.everybody, marketplace.samples);
  prefix = shop.prefix;
  marketplace.samples.endpoint.failNext(0);
  offer = await offerOf(buyer, shop.productId);
});
afterAll(() => marketplace?.stop());

const balance = async () => (await buyer.call(billingContract.showWallet, {})).balanceFen;
const inbox = async (person: Person) =>
  (await person.call(messagesContract.listMessages, {})).items.map(({ subject }) => subject);
const online = async () => {
  const { orderId } = await buyer.call(ordersContract.placeOrder, offer);
  const { payUrl, paymentId } = await buyer.call(ordersContract.payOrder, { orderId, payWith: 'online' });
  return { orderId, payUrl: present(payUrl, 'a pay page'), paymentId: present(paymentId, 'a payment') };
};
const told = (entitlementId: string) =>
  marketplace.samples.endpoint
    .received()
    .filter(({ genuine, body }) => genuine && body.includes(entitlementId))
    .map(({ type }) => type);

test('money that comes when the order is cancelled is on the buyer’s balance, and the buyer is told', async () => {
  const { orderId, payUrl } = await online();
  await buyer.call(ordersContract.cancelOrder, { orderId });
  expect((await pressOnPayPage(silentStory, payUrl, 'pay')).answer?.status).toBe(200);
  expect(await balance()).toBe(1_000);
  await until('the message', async () => (await inbox(buyer)).includes('付款已退回账户余额'));
});

test('a callback that comes a day late pays nothing twice: the order is cancelled by then, the money comes back', async () => {
  const { orderId, payUrl } = await online();
  const { orderId: other, payUrl: otherUrl } = await online();
  const { callback } = await pressOnPayPage(silentStory, payUrl, 'pay');
  await orderBecomes(buyer, orderId, 'active');
  await marketplace.advance('PT31M');
  await orderBecomes(buyer, other, 'cancelled', 90);
  expect((await fetch(otherUrl)).status).toBe(410);
  await marketplace.advance('P1D');
  await anybody.call(billingContract.settlePayment, callback as never);
  expect(await balance()).toBe(1_000);
  await until('the message', async () => (await inbox(buyer)).includes('订单已取消'));
});

test('is set up, reminded of, ended and released, each told once to whom it concerns', async () => {
  const { orderId, payUrl } = await online();
  await pressOnPayPage(silentStory, payUrl, 'pay');
  const [{ entitlementId }] = linesOf(await orderBecomes(buyer, orderId, 'active'));
  const { endsAt = '', instance } = await buyer.call(ordersContract.showEntitlement, { entitlementId });
  expect(instance?.instanceId).toBeDefined();
  const { appCode } = await buyer.call(meteringContract.createApp, { name: '到期' });
  const call = () =>
    fetch(`${marketplace.world.gatewayUrl}/gw/${prefix}/industries`, {
      headers: { authorization: `APPCODE ${appCode}` },
    });
  expect((await call()).status).toBe(200);

  const days = Math.floor((Date.parse(endsAt) - marketplace.run.now().getTime()) / 86_400_000);
  await marketplace.advance(`P${days - 6}D`);
  await until('the reminder', async () => (await inbox(buyer)).includes('订购将在 7 天后到期'), 90);
  await marketplace.advance('P7D');
  await until(
    'the end',
    async () => (await buyer.call(ordersContract.showEntitlement, { entitlementId })).status === 'expired',
    90,
  );
  expect((await buyer.call(ordersContract.showOrder, { orderId })).status).toBe('expired');
  expect({ status: (await call()).status, code: (await call()).headers.get('x-ca-error-code') }).toEqual({
    status: 403,
    code: 'no_entitlement',
  });
  await marketplace.advance('P15D');
  await until(
    'the release',
    async () => (await buyer.call(ordersContract.showEntitlement, { entitlementId })).status === 'released',
    90,
  );
  expect((await buyer.call(ordersContract.showEntitlement, { entitlementId })).instance).toBeUndefined();
  await until('the seller’s system', async () => told(entitlementId).length >= 3, 90);
  expect(told(entitlementId)).toEqual(['entitlement.created', 'entitlement.expired', 'entitlement.released']);
  const { items } = await seller.call(fulfilmentContract.listNotifications, {});
  expect(items.filter(({ status }) => status !== 'delivered')).toEqual([]);
  await until('the message', async () => (await inbox(buyer)).includes('订购已释放'));
  expect(marketplace.errors).toEqual([]);
});
