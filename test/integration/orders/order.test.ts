import { beforeAll, expect, test } from 'vitest';
import { escrowOf, walletOf } from '../../../shared/billing/ledger/account.ts';
import { paymentEntity } from '../../../shared/billing/payments/payment.ts';
import { startPayment } from '../../../shared/billing/payments/start-payment.ts';
import type { Input } from '../../../shared/kernel/contract.ts';
import { ordersContract } from '../../../shared/orders/contract.ts';
import { placeOrder } from '../../../shared/orders/kinds/place-order.ts';
import { cancelOrder } from '../../../shared/orders/order/cancel-order.ts';
import { listOrders, listSellerOrders } from '../../../shared/orders/order/list-orders.ts';
import { orderClock } from '../../../shared/orders/order/order-clock.ts';
import { orderEntity } from '../../../shared/orders/order/order-entity.ts';
import { payOrder } from '../../../shared/orders/order/pay-order.ts';
import { payOrderOnline } from '../../../shared/orders/order/pay-order-online.ts';
import { showOrder, showSellerOrder } from '../../../shared/orders/order/show-order.ts';
import type { WalletDebit } from '../../../shared/orders/ports.ts';
import { duePartitionOf } from '../../../shared/table/keys.ts';
import { repeated } from '../../support/repeated.ts';
import { buyerActor, otherSellerActor, run, sellerActor } from '../../support/run-use-case.ts';
import { billed, makeTable, stepAt, type TestTable } from '../../support/table.ts';
import { callbackOf, deliver, fund, noon, paymentDeps } from '../../support/things/billing.ts';
import { auditLedger } from '../../support/things/ledger.ts';
import { sampleOffer } from '../../support/things/offers.ts';
import { choice, commit, orderDeps, place } from '../../support/things/orders.ts';

let engine: TestTable;
beforeAll(async () => {
  engine = await makeTable();
  await fund(engine.table, 'usr_buyer', 5000);
});

const refusal = (code: string) => expect.objectContaining({ spec: expect.objectContaining({ code }) });
const asBuyer = () => ({ table: engine.table, actor: buyerActor, now: noon });
const pay = (input: Input<typeof ordersContract.payOrder>, now = noon) => {
  const deps = {
    ...orderDeps(engine.table),
    startPayment: (...[payment, call]: Parameters<Parameters<typeof payOrder>[1]['startPayment']>) => {
      const { payment: started, payUrl, changes } = startPayment(paymentDeps, payment, call);
      return { paymentId: started.paymentId, payUrl, changes };
    },
  };
  return run(ordersContract.payOrder, payOrder, input, { deps, ...asBuyer(), now });
};
const cancel = (orderId: string) =>
  run(ordersContract.cancelOrder, cancelOrder, { orderId }, { deps: orderDeps(engine.table), ...asBuyer() });
const statusOf = async (orderId: string) => (await orderEntity.get(engine.table, orderId))?.status;

test('refuses what is not on sale, one’s own product, another price and an agreement not accepted', async () => {
  const { table } = engine;
  const nothing = { ...orderDeps(table), offerOf: async () => undefined };
  await expect(
    run(ordersContract.placeOrder, placeOrder, choice, { deps: nothing, ...asBuyer() }),
  ).rejects.toEqual(refusal('orders.offer_not_found'));
  await expect(place(table, {}, { offer: { ...sampleOffer, listed: false } })).rejects.toEqual(
    refusal('orders.not_on_sale'),
  );
  await expect(place(table, {}, { actor: sellerActor })).rejects.toEqual(refusal('orders.own_product'));
  await expect(place(table, { agreementVersion: 'other' })).rejects.toEqual(
    refusal('orders.agreement_changed'),
  );
  await expect(place(table, { expectedAmountFen: 900 })).rejects.toMatchObject({
    spec: { code: 'orders.price_changed', status: 409 },
    extras: { params: { fen: 1000 } },
  });
});

test('is paid from the wallet once, and not cancelled after that', async () => {
  const { orderId, status, payBefore } = await place(engine.table);
  expect({ status, payBefore }).toEqual({ status: 'created', payBefore: '2026-11-02T04:30:00.000Z' });
  expect(await pay({ orderId, payWith: 'wallet' })).toMatchObject({ status: 'paid' });
  await expect(pay({ orderId, payWith: 'wallet' })).rejects.toEqual(refusal('orders.order_state'));
  await expect(cancel(orderId)).rejects.toEqual(refusal('orders.order_state'));
  expect((await auditLedger(engine))[escrowOf(orderId)]).toBe(1000);
});

test('is told as paid, and not as too dear, when another payment of it has just emptied the wallet', async () => {
  const { table } = engine;
  const { orderId } = await place(table);
  const deps = orderDeps(table);
  const payWith = (walletDebit: WalletDebit) =>
    run(
      ordersContract.payOrder,
      payOrder,
      { orderId, payWith: 'wallet' },
      { deps: { ...deps, walletDebit, startPayment: () => expect.unreachable() }, ...asBuyer() },
    );
  const emptied: WalletDebit = async (_purchase, _now, insufficient) => {
    throw insufficient({ params: { missing: '10.00' } });
  };
  await expect(payWith(emptied)).rejects.toEqual(refusal('orders.insufficient_funds'));
  const late = payWith(async (...purchase) => {
    await payWith(deps.walletDebit);
    return emptied(...purchase);
  });
  await expect(late).rejects.toEqual(refusal('orders.order_state'));
});

test('is paid online by the signed callback, once', async () => {
  const { table } = engine;
  const before = (await auditLedger(engine))[walletOf('usr_buyer')];
  const { orderId } = await place(table);
  const { paymentId = '', payUrl, status } = await pay({ orderId, payWith: 'online' });
  expect({ status, payUrl }).toEqual({
    status: 'created',
    payUrl: expect.stringContaining('https://pay.example.com/pay?ticket='),
  });
  for (let time = 1; time <= 3; time++)
    await deliver(table, callbackOf(paymentId, 1000), payOrderOnline({ table }));
  expect(await orderEntity.get(table, orderId)).toMatchObject({
    status: 'paid',
    paidWith: 'online',
    version: 2,
  });
  expect(await auditLedger(engine)).toMatchObject({
    [escrowOf(orderId)]: 1000,
    [walletOf('usr_buyer')]: before,
  });
});

test('its pay page takes no money after the order’s own time, and no payment begins after it', async () => {
  const { table } = engine;
  const { orderId, payBefore = '' } = await place(table);
  const { paymentId = '' } = await pay({ orderId, payWith: 'online' }, new Date('2026-11-02T04:20:00Z'));
  expect(await paymentEntity.get(table, paymentId)).toMatchObject({ expiresAt: payBefore });
  for (const payWith of ['wallet', 'online'] as const)
    await expect(pay({ orderId, payWith }, new Date(payBefore))).rejects.toEqual(
      refusal('orders.payment_time_over'),
    );
});

test('money that comes for a cancelled or already paid order goes back into the wallet as an entry of its own', async () => {
  const { table } = engine;
  const before = (await auditLedger(engine))[walletOf('usr_buyer')] ?? 0;
  const { orderId } = await place(table);
  const first = await pay({ orderId, payWith: 'online' });
  const second = await pay({ orderId, payWith: 'online' });
  await cancel(orderId);
  const late = () => deliver(table, callbackOf(first.paymentId ?? '', 1000), payOrderOnline({ table }));
  await late();
  await late();
  await deliver(table, callbackOf(second.paymentId ?? '', 1000), payOrderOnline({ table }));
  expect(await statusOf(orderId)).toBe('cancelled');
  const balances = await auditLedger(engine);
  expect({ escrow: balances[escrowOf(orderId)], wallet: balances[walletOf('usr_buyer')] }).toEqual({
    escrow: undefined,
    wallet: before + 2000,
  });
});

test('an order that is cancelled already is answered as it is when that is asked for again', async () => {
  const { orderId } = await place(engine.table);
  expect(await repeated(engine, () => cancel(orderId))).toMatchObject({ status: 'cancelled' });
});

test('a payment and a cancellation at the same moment: one of them happens', async () => {
  const { orderId } = await place(engine.table);
  const ended = await Promise.allSettled([pay({ orderId, payWith: 'wallet' }), cancel(orderId)]);
  expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const paid = (await statusOf(orderId)) === 'paid';
  expect((await auditLedger(engine))[escrowOf(orderId)]).toBe(paid ? 1000 : undefined);
});

test('is cancelled by the clock when it was not paid within 30 minutes, and not a moment earlier', async () => {
  const { table } = engine;
  const { orderId } = await place(table);
  const step = (now: Date) => stepAt(orderClock(orderDeps(table)), table, orderEntity.keyOf(orderId), now);
  expect(await step(new Date('2026-11-02T04:29:59.999Z'))).toEqual({ changes: [] });
  const due = new Date('2026-11-02T04:30:00.000Z');
  const { items } = await table.query(
    { index: 'due', pk: duePartitionOf(orderId), between: ['0', due.toISOString().replace('Z', 'Z~')] },
    { limit: 50 },
  );
  expect(items.map(({ pk }) => pk)).toContain(orderId);
  await commit(table, await step(due), due);
  expect(await orderEntity.get(table, orderId)).toMatchObject({
    status: 'cancelled',
    endCause: 'unpaid',
  });
  expect(await step(due)).toEqual({ changes: [] });
});

test('is shown to its buyer and its seller only', async () => {
  const { table } = engine;
  const { orderId } = await place(table, {}, { offer: { ...sampleOffer, sellerId: 'sel_one' } });
  const seller = (actor: typeof sellerActor) =>
    run(ordersContract.showSellerOrder, showSellerOrder, { orderId }, { deps: { table }, table, actor });
  expect(await seller(sellerActor)).toMatchObject({ orderId, buyerName: 'buyer' });
  await expect(seller(otherSellerActor)).rejects.toEqual(refusal('orders.order_not_found'));
  const buyer = (actor: typeof buyerActor) =>
    run(ordersContract.showOrder, showOrder, { orderId }, { deps: { table }, table, actor });
  expect(await buyer(buyerActor)).toMatchObject({
    orderId,
    lines: [{ productName: expect.stringMatching(/^城市天气实况与七日预报接口云+…$/) }],
  });
  await expect(buyer(sellerActor)).rejects.toEqual(refusal('orders.order_not_found'));
});

test('lists cost one read unit for 20 rows, for buyer and seller, newest first', async () => {
  const { table } = engine;
  const offer = { ...sampleOffer, sellerId: 'sel_01k9s0w3e2h5n8q1t4v7y0b3d6' };
  const actor = { ...buyerActor, userId: 'usr_3f1e2d4c-5b6a-4798-8877-665544332211' };
  const placed: string[] = [];
  const soldBy = {
    kind: 'user' as const,
    userId: 'usr_seller',
    name: 'seller',
    operator: false,
    sellerId: offer.sellerId,
  };
  for (let turn = 0; turn < 25; turn++)
    placed.unshift((await place(table, {}, { offer, actor, now: new Date(noon.getTime() + turn) })).orderId);
  engine.consumed.length = 0;
  const mine = await run(
    ordersContract.listOrders,
    listOrders,
    { limit: 20 },
    { deps: { table }, table, actor },
  );
  expect(billed(engine.consumed).readUnits).toBeLessThanOrEqual(1);
  expect(mine.items.map(({ orderId }) => orderId)).toEqual(placed.slice(0, 20));
  engine.consumed.length = 0;
  const sold = await run(
    ordersContract.listSellerOrders,
    listSellerOrders,
    { limit: 20 },
    { deps: { table }, table, actor: soldBy },
  );
  expect(billed(engine.consumed).readUnits).toBeLessThanOrEqual(1);
  expect(sold.items).toHaveLength(20);
});
