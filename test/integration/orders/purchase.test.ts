import { beforeAll, expect, test } from 'vitest';
import { httpFunction } from '../../../functions/runtime/http/http.ts';
import type { HttpEvent } from '../../../functions/runtime/http/request.ts';
import { escrowOf, walletOf } from '../../../shared/billing/ledger/account.ts';
import type { UserActor } from '../../../shared/kernel/actor.ts';
import { ordersContract } from '../../../shared/orders/contract.ts';
import { placeOrder } from '../../../shared/orders/kinds/place-order.ts';
import { giveBackFree } from '../../../shared/orders/order/free-order.ts';
import type { Order } from '../../../shared/orders/order/order.ts';
import { orderEntity } from '../../../shared/orders/order/order-entity.ts';
import { orderView } from '../../../shared/orders/order/order-view.ts';
import { payOrder } from '../../../shared/orders/order/pay-order.ts';
import { defaultOrderRules } from '../../../shared/orders/rules.ts';
import { buyerActor, run } from '../../support/run-use-case.ts';
import { billed, makeTable, type TestTable } from '../../support/table.ts';
import { fund, noon } from '../../support/things/billing.ts';
import { auditLedger } from '../../support/things/ledger.ts';
import { sampleOffer } from '../../support/things/offers.ts';
import { choice, commit, orderDeps, place } from '../../support/things/orders.ts';
import { buyAndFulfil } from './setup-world.ts';

let engine: TestTable;
beforeAll(async () => {
  engine = await makeTable();
});

const contract = { placeOrder: ordersContract.placeOrder };
const buyerName = 'a-buyer-with-a-long-name';
const post = async (
  userId: string,
  key: string,
  body: object,
): Promise<{ status: number; body: Record<string, unknown> }> => {
  const handler = httpFunction(
    contract,
    { placeOrder },
    { table: engine.table, sellerOfUser: async () => undefined, deps: orderDeps(engine.table) },
  );
  const event = {
    routeKey: 'POST /v1/orders',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(body),
    isBase64Encoded: false,
    requestContext: {
      requestId: 'req',
      http: { method: 'POST', path: '/v1/orders', sourceIp: '127.0.0.1' },
      authorizer: {
        jwt: {
          claims: {
            sub: userId,
            username: userId,
            name: buyerName,
            token_use: 'access',
            client_id: 'console',
          },
        },
      },
    },
  } as unknown as HttpEvent;
  const answer = await handler(event, {} as never);
  return { status: answer.statusCode, body: JSON.parse(answer.body) };
};
const userId = 'usr_3f1e2d4c-5b6a-4798-8877-665544332211';

test('a purchase from the wallet costs 10 write units and 1 read unit at most, its idempotency record included', async () => {
  await fund(engine.table, userId, 1_000_000);
  for (const key of ['first', 'second']) {
    engine.consumed.length = 0;
    const { status, body } = await post(userId, `purchase-${key}-6f9b1c2d`, {
      ...choice,
      expectedAmountFen: 1000,
      payWith: 'wallet',
    });
    expect({ status, paid: body.status }).toEqual({ status: 201, paid: 'paid' });
    // Half a unit more is the catalogue's read of the offer.
    expect(billed(engine.consumed)).toEqual({ writeUnits: 10, readUnits: 0.5 });
    expect(await auditLedger(engine)).toMatchObject({ [escrowOf(String(body.orderId))]: 1000 });
  }
});

test('of a free plan a buyer takes as many orders as the rule allows, however many at once, and other accounts of the same legal person none', async () => {
  const offer = { ...sampleOffer, productId: 'prd_free', unitPriceFen: 0 };
  const buyer = { ...buyerActor, legalIdentity: 'one-legal-person' } as UserActor;
  const take = (actor: UserActor, payWith?: 'wallet') =>
    place(engine.table, { productId: 'prd_free', payWith }, { offer, actor });

  const orders = await Promise.allSettled(Array.from({ length: 10 }, () => take(buyer, 'wallet')));
  const refused = orders.flatMap((order) => (order.status === 'rejected' ? [order.reason.spec.code] : []));
  expect(orders.filter(({ status }) => status === 'fulfilled')).toHaveLength(
    defaultOrderRules.freeOrdersPerPlan,
  );
  expect(refused.filter((code) => code !== 'orders.free_limit' && code !== 'request.conflict')).toEqual([]);

  const limit = { spec: { code: 'orders.free_limit' } };
  await expect(take({ ...buyer, userId: 'usr_second_account' }, 'wallet')).rejects.toMatchObject(limit);
  const { orderId } = await take(buyer);
  const payLater = run(
    ordersContract.payOrder,
    payOrder,
    { orderId, payWith: 'wallet' },
    {
      deps: { ...orderDeps(engine.table), startPayment: () => expect.unreachable() },
      table: engine.table,
      actor: buyer,
      now: noon,
    },
  );
  await expect(payLater).rejects.toMatchObject(limit);
  expect(await take({ ...buyer, userId: 'usr_other', legalIdentity: undefined }, 'wallet')).toMatchObject({
    status: 'paid',
  });
});

test('a free package that was not set up can be taken again, once, and who took it stands in no event', async () => {
  const bought = await buyAndFulfil(engine, 0);
  const offer = { ...sampleOffer, endpointId: 'end_1', unitPriceFen: 0 };
  const again = () => place(engine.table, { payWith: 'wallet' }, { offer });
  const limit = { spec: { code: 'orders.free_limit' } };
  for (const step of [bought.ordersHear, () => bought.turn(410), bought.ordersHear]) await step();
  await expect(again()).rejects.toMatchObject(limit);

  bought.advance(24);
  await bought.clock();
  const closed = (await bought.order()) as Order;
  expect(closed).toMatchObject({ status: 'refunded', freeTaker: 'usr_buyer' });
  const { items } = await engine.table.query({ pk: bought.orderId, prefix: 'event#' }, { limit: 20 });
  expect([items.length > 2, JSON.stringify([items, orderView(closed, 'zh')]).includes('freeTaker')]).toEqual([
    true,
    false,
  ]);

  const twice = commit(engine.table, { changes: giveBackFree(closed) });
  await expect(twice).rejects.toMatchObject({ spec: { code: 'request.conflict' } });
  expect(await again()).toMatchObject({ status: 'paid' });
  await expect(again()).rejects.toMatchObject(limit);
});

test('nobody buys from himself: not under the account of the seller, nor under another of the same legal person', async () => {
  const own = { spec: { code: 'orders.own_product' } };
  const seller = { ...buyerActor, userId: sampleOffer.sellerUserId } as UserActor;
  await expect(place(engine.table, {}, { actor: seller })).rejects.toMatchObject(own);
  const secondAccount = { ...buyerActor, legalSellerId: sampleOffer.sellerId } as UserActor;
  await expect(place(engine.table, {}, { actor: secondAccount })).rejects.toMatchObject(own);
});

test('nobody pays what turned out to be his own: an account that was verified after it ordered is refused, however it pays', async () => {
  const { orderId } = await place(engine.table, {});
  const verified = { ...buyerActor, legalSellerId: sampleOffer.sellerId } as UserActor;
  const deps = { ...orderDeps(engine.table), startPayment: () => expect.unreachable() };
  for (const payWith of ['wallet', 'online'] as const) {
    const paying = run(
      ordersContract.payOrder,
      payOrder,
      { orderId, payWith },
      { deps, table: engine.table, actor: verified, now: noon },
    );
    await expect(paying).rejects.toMatchObject({ spec: { code: 'orders.own_product' } });
  }
});

test('100 equal requests at once with one key have one effect and one answer', async () => {
  await fund(engine.table, 'usr_hundred', 100_000);
  const body = { ...choice, payWith: 'wallet' };
  const answers = await Promise.all(Array.from({ length: 100 }, () => post('usr_hundred', 'one-key', body)));
  const done = answers.filter(({ status }) => status === 201);
  expect(done.length).toBeGreaterThan(0);
  expect(answers.filter(({ status }) => status !== 201 && status !== 409)).toEqual([]);
  expect(new Set(done.map((answer) => answer.body.orderId)).size).toBe(1);
  expect((await auditLedger(engine))[walletOf('usr_hundred')]).toBe(99_000);
  const { items } = await engine.table.query({ index: 'list1', pk: 'orders#usr_hundred' }, { limit: 10 });
  expect(items).toHaveLength(1);
  expect(await post('usr_hundred', 'one-key', body)).toMatchObject({
    status: 201,
    body: { orderId: done[0]?.body.orderId },
  });
  expect(await post('usr_hundred', 'one-key', { ...body, expectedAmountFen: 1000 })).toMatchObject({
    status: 422,
  });
});

test('a purchase that was refused for want of money stays refused for its key, and goes through under another', async () => {
  const body = { ...choice, payWith: 'wallet' };
  const refusal = { status: 409, body: { code: 'orders.insufficient_funds' } };
  expect(await post('usr_poor', 'first', body)).toMatchObject(refusal);
  await fund(engine.table, 'usr_poor', 5_000);

  expect(await post('usr_poor', 'first', body)).toMatchObject(refusal);
  expect((await auditLedger(engine))[walletOf('usr_poor')]).toBe(5_000);
  expect(await post('usr_poor', 'second', body)).toMatchObject({ status: 201 });
});

test('one buyer cannot spend the same money twice with two keys', async () => {
  await fund(engine.table, 'usr_twice', 1500);
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, key) => post('usr_twice', `key-${key}`, { ...choice, payWith: 'wallet' })),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  const refused = answers.filter(({ status }) => status === 409).map(({ body }) => body.code);
  expect(refused).toContain('orders.insufficient_funds');
  expect((await auditLedger(engine))[walletOf('usr_twice')]).toBe(500);
});

test('holds what was on sale, at the price that the server knows', async () => {
  const { table } = engine;
  await fund(table, 'usr_buyer', 10_000);
  const { orderId, amountFen } = await place(table, { payWith: 'wallet' });
  expect(amountFen).toBe(1000);
  expect(await orderEntity.get(table, orderId)).toMatchObject({
    lines: [
      {
        bought: { productVersion: 3 },
        unitPriceFen: 1000,
        price: { listFen: 1000, totalFen: 1000 },
        agreementVersion: '0123456789abcdef',
      },
    ],
    paidWith: 'wallet',
    status: 'paid',
  });
});
