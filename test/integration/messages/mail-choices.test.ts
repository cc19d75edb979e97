import { beforeEach, describe, expect, test } from 'vitest';
import { routesOf } from '../../../functions/stream/event-routes.ts';
import { contactOfUser, contactsOfOperators } from '../../../shared/identity/contacts.ts';
import { identityContract } from '../../../shared/identity/contract.ts';
import { noteAccount } from '../../../shared/identity/person.ts';
import { saveMe } from '../../../shared/identity/save-me.ts';
import type { Actor } from '../../../shared/kernel/actor.ts';
import type { EventMessage } from '../../../shared/kernel/events/event-message.ts';
import { messagesContract } from '../../../shared/messages/contract.ts';
import { type DeliverDeps, deliverMessage } from '../../../shared/messages/deliver-message.ts';
import { listMessages } from '../../../shared/messages/list-messages.ts';
import type { Mail } from '../../../shared/outside/mail/mailer.ts';
import { buyerActor, operatorActor, run, sellerActor } from '../../support/run-use-case.ts';
import { makeTable, type TestTable } from '../../support/table.ts';

const now = new Date('2026-11-03T02:00:00Z');
let number = 0;
const eventOf = (name: string, data: EventMessage['data']): EventMessage => {
  number += 1;
  return {
    ...{ id: `x/event#${number}`, name, at: '2026-11-03T01:59:58.000Z', by: 'system:test' },
    ...{ aggregateId: 'x', version: number, requestId: 'r1', data },
  };
};
const order = {
  ...{ orderId: 'ord_1', buyerId: 'usr_buyer', sellerId: 'sel_one', buyerName: '王小明', amountFen: 1000 },
  lines: [{ productId: 'prd_1', productName: '城市天气' }],
};
const right = {
  ...{ entitlementId: 'ent_1', buyerId: 'usr_buyer', orderId: 'ord_1' },
  bought: { productName: '城市天气', productId: 'prd_1' },
};

let engine: TestTable;
let mails: Mail[];
let deps: DeliverDeps;
beforeEach(async () => {
  engine = await makeTable();
  mails = [];
  deps = {
    table: engine.table,
    mailer: {
      send: async (mail) => {
        mails.push(mail);
        return 'sent';
      },
    },
    contactOfUser: contactOfUser(engine.table),
    contactsOfOperators: contactsOfOperators(engine.table),
    ownerOfSeller: async () => 'usr_seller',
    consoleUrl: '',
  };
  for (const actor of [buyerActor, sellerActor, operatorActor] as Extract<Actor, { kind: 'user' }>[]) {
    const { userId, operator } = actor;
    await noteAccount(engine.table, { userId, email: `${userId}@example.com`, operator }, now);
  }
});

const tell = (name: string, data: EventMessage['data'], more: Partial<DeliverDeps> = {}) =>
  deliverMessage(eventOf(name, data), now, { ...deps, ...more });
const choose = (actor: Actor, chosen: object) => {
  const input = identityContract.saveMe.input.parse({ language: 'zh', ...chosen });
  return run(identityContract.saveMe, saveMe, input, {
    deps: { table: engine.table },
    table: engine.table,
    actor,
  });
};
const inbox = async (actor: Actor) =>
  (
    await run(
      messagesContract.listMessages,
      listMessages,
      { limit: 20 },
      { deps, table: engine.table, actor },
    )
  ).items;
const to = () => mails.map((mail) => mail.to);

describe('what a person does not want by e-mail', () => {
  test('stays in its inbox, and the others that are told of the same event still get theirs', async () => {
    await choose(sellerActor, { mail: { orders: false } });
    await tell('order.paid', order);
    expect(to()).toEqual(['usr_buyer@example.com']);
    expect(await inbox(sellerActor)).toMatchObject([{ subject: '您有新订单', category: 'orders' }]);
  });

  test('goes out again once it is wanted', async () => {
    await choose(sellerActor, { mail: { orders: false } });
    await choose(sellerActor, { mail: { orders: true } });
    await tell('order.paid', order);
    expect(to()).toContain('usr_seller@example.com');
  });

  test('is a choice of each operator', async () => {
    await noteAccount(
      engine.table,
      { userId: 'usr_operator2', email: 'second@example.com', operator: true },
      now,
    );
    await choose(operatorActor, { mail: { service: false } });
    const failed = {
      ...{ notificationId: 'msg_ent_1_1', aggregateId: 'ent_1', sellerId: 'sel_one', action: 'renew' },
      attempts: 14,
    };
    await tell('notification.exhausted', failed);
    expect(to()).toEqual(['usr_seller@example.com', 'second@example.com']);
    expect(await inbox(operatorActor)).toHaveLength(1);
  });
});

test('what money and law want told goes by e-mail though everything else is switched off', async () => {
  const off = { orders: false, service: false, products: false, review: false };
  await choose(buyerActor, { mail: off });
  await choose(sellerActor, { mail: off });

  await tell('entitlement.activated', right);
  await tell('entitlement.expiring', { ...right, daysLeft: 7 });
  expect(mails).toEqual([]);

  await tell('order.paid', order);
  await tell('entitlement.expired', right);
  await tell('payment.paid', {
    ...{ userId: 'usr_buyer', paymentId: 'pay_1' },
    amountFen: 1,
    outcome: 'credited',
  });
  await tell('seller.documents_expiring', { sellerId: 'sel_one', filingDays: 30, documents: [] });
  expect(to()).toEqual([
    ...Array.from({ length: 3 }, () => 'usr_buyer@example.com'),
    'usr_seller@example.com',
  ]);
});

test('an e-mail is in the language that its reader has chosen by the time it goes out', async () => {
  const event = eventOf('entitlement.activated', right);
  const down: DeliverDeps = { ...deps, mailer: { send: async () => Promise.reject(new Error('down')) } };
  await expect(deliverMessage(event, now, down)).rejects.toThrow('down');

  await choose(buyerActor, { language: 'en' });
  await deliverMessage(event, new Date(now.getTime() + 61_000), deps);
  expect(mails).toMatchObject([{ subject: 'Ready to use', html: expect.stringContaining('lang="en"') }]);
});

test('an e-mail leads to the console of its reader where the stage has one, and to nowhere where it has none', async () => {
  await tell('order.paid', order);
  for (const { text, html } of mails) expect(`${text}${html}`).not.toContain('https://');

  mails.length = 0;
  await tell('order.paid', order, { consoleUrl: 'https://console.yunshi.example' });
  const [buyer, seller] = mails;
  expect(buyer?.html).toContain('href="https://console.yunshi.example/console/orders/ord_1"');
  expect(buyer?.text).toContain('https://console.yunshi.example/products/prd_1');
  expect(seller?.html).toContain('href="https://console.yunshi.example/seller/orders/ord_1"');
});

test("a buyer's hostile name is text in a seller's mail", async () => {
  await tell('order.paid', { ...order, buyerName: '<img src=x onerror=alert(1)>' });
  const [, seller] = mails;
  expect(seller?.text).toContain('用户：<img src=x');
  expect(seller?.html).toContain('用户：&lt;img src=x');
  expect(seller?.html).not.toContain('<img');
});

describe('what comes in for review', () => {
  const dueAt = '2026-11-04T09:00:00.000Z';

  test.each([
    [
      'application.submitted',
      { applicationId: 'app_1', userId: 'usr_seller', marketNames: { zh: 'API 集市', en: 'the API market' } },
      '待审核：入驻申请',
      '/operator/applications/app_1',
    ],
    [
      'product.submitted',
      { productId: 'prd_1', sellerId: 'sel_one', name: '城市天气' },
      '待审核：商品版本',
      '/operator/reviews/prd_1',
    ],
    [
      'verification.requested',
      { userId: 'usr_buyer' },
      '待审核：实名认证',
      '/operator/verifications/usr_buyer',
    ],
    [
      'seller.settlement_account_submitted',
      { sellerId: 'sel_one' },
      '待审核：结算账户',
      '/operator/sellers/sel_one',
    ],
  ])(
    'is told to the operators, with its page and until when to decide: %s',
    async (name, data, subject, page) => {
      await tell(name, { ...data, dueAt }, { consoleUrl: 'https://console.yunshi.example' });
      const mail = mails.find((one) => one.to === 'usr_operator@example.com');
      expect(mail).toMatchObject({ subject, text: expect.stringContaining(page) });
      expect(mail?.text).toContain('2026-11-04 17:00（北京时间）');
      expect(await inbox(operatorActor)).toMatchObject([{ subject, category: 'review' }]);
    },
  );
});

test('a verification that the register has decided waits for no operator', () => {
  const requested = (status: string) => eventOf('verification.requested', { userId: 'usr_buyer', status });
  expect(routesOf(requested('pending'))).toEqual([{ queue: 'messages' }]);
  expect(routesOf(requested('confirmed'))).toEqual([]);
});
