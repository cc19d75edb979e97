import { beforeEach, describe, expect, test } from 'vitest';
import type { EventMessage } from '../../../shared/kernel/events/event-message.ts';
import { messagesContract } from '../../../shared/messages/contract.ts';
import { type DeliverDeps, deliverMessage } from '../../../shared/messages/deliver-message.ts';
import { listMessages } from '../../../shared/messages/list-messages.ts';
import { messageEntity } from '../../../shared/messages/message.ts';
import { readMessage } from '../../../shared/messages/read-message.ts';
import { templateFor } from '../../../shared/messages/templates.ts';
import type { Mail } from '../../../shared/outside/mail/mailer.ts';
import { buyerActor, operatorActor, run, sellerActor } from '../../support/run-use-case.ts';
import { billed, makeTable, type TestTable } from '../../support/table.ts';

const now = new Date('2026-11-03T02:00:00Z');
const approved: EventMessage = {
  id: 'app_1/event#000000009',
  name: 'application.approved',
  at: '2026-11-03T01:59:58.000Z',
  by: 'operator:usr_operator',
  aggregateId: 'app_1',
  version: 9,
  requestId: 'r1',
  data: {
    applicationId: 'app_1',
    userId: 'usr_seller',
    sellerId: 'sel_one',
    marketNames: { zh: 'API 集市', en: 'the API market' },
    depositRequiredFen: 200_000,
    internal: 'x',
  },
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
    contactOfUser: async (userId) =>
      userId === 'usr_seller' ? { email: 'wang@yunce.cn', language: 'zh', mail: {} } : undefined,
    contactsOfOperators: async () => [
      { email: 'wang@operators.example', language: 'zh', mail: {} },
      { email: 'smith@operators.example', language: 'en', mail: {} },
    ],
    ownerOfSeller: async (sellerId) => (sellerId === 'sel_one' ? 'usr_seller' : undefined),
    consoleUrl: '',
  };
});

const inbox = (actor = sellerActor, limit = 20) =>
  run(messagesContract.listMessages, listMessages, { limit }, { deps, table: engine.table, actor });
const later = (milliseconds: number) => new Date(now.getTime() + milliseconds);

test('a seller that is admitted to a further market is not asked to pay its deposit twice', async () => {
  await deliverMessage({ ...approved, data: { ...approved.data, furtherMarkets: true } }, now, deps);
  expect(mails).toMatchObject([
    { subject: '入驻申请已通过，请核对保证金', text: expect.stringContaining('已缴部分计入其中') },
  ]);
});

test("a rejected application's mail tells every comment of the reviewer in full, its inbox entry the beginning of each", async () => {
  const comment = '请上传加盖公章的营业执照副本'.repeat(20);
  const data = { ...approved.data, comments: [{ pointer: '/documents/licence', text: comment }] };
  await deliverMessage({ ...approved, name: 'application.rejected', data }, now, deps);
  expect(mails).toMatchObject([{ text: expect.stringContaining(`证件 /documents/licence：${comment}`) }]);
  expect((await inbox()).items).toMatchObject([
    { text: expect.stringMatching(/证件 \/documents\/licence：请上传加盖公章.*…/) },
  ]);
});

test('an operator whose address is not taken keeps no other from being told', async () => {
  const send: DeliverDeps['mailer']['send'] = async (mail) => {
    mails.push(mail);
    return mail.to === 'wang@operators.example' ? 'refused' : 'sent';
  };
  const data = { sellerId: 'sel_one', filingDays: 30, documents: [] };
  const event = { ...approved, id: 'sel_one/event#000000004', name: 'seller.documents_expired', data };
  await deliverMessage(event, now, { ...deps, mailer: { send } });
  expect(mails.map(({ to }) => to)).toContain('smith@operators.example');
});

test("a rejection tells the reviewer's reason", async () => {
  const data = { sellerId: 'sel_one', productId: 'prd_1', name: '天气', reason: '请写明数据来源' };
  await deliverMessage(
    { ...approved, id: 'prd_1/event#000000003', name: 'product.rejected', data },
    now,
    deps,
  );
  expect((await inbox()).items).toMatchObject([
    { text: expect.stringContaining('审核说明：请写明数据来源') },
  ]);
});

test('documents that have expired are told to the seller and to the operators', async () => {
  const data = {
    sellerId: 'sel_one',
    filingDays: 30,
    documents: [{ name: 'licence', expiresOn: '2027-03-01' }],
  };
  await deliverMessage(
    { ...approved, id: 'sel_one/event#000000003', name: 'seller.documents_expired', data },
    now,
    deps,
  );
  expect((await inbox()).items).toMatchObject([{ text: expect.stringContaining('营业执照：2027-03-01') }]);
  expect((await inbox(operatorActor)).items).toMatchObject([
    { text: expect.stringContaining('服务商 sel_one') },
  ]);
});

test('approval is told by e-mail and in the inbox, with the deposit instructions, in the language of the reader', async () => {
  expect(await deliverMessage(approved, now, deps)).toBe('done');
  expect(mails).toMatchObject([
    {
      to: 'wang@yunce.cn',
      subject: '入驻申请已通过，请缴纳保证金',
      text: expect.stringContaining('2000.00 元'),
    },
  ]);
  const { items } = await inbox();
  expect(items).toMatchObject([
    { messageId: mails[0]?.messageId, about: 'application.approved', category: 'money' },
  ]);
  expect(mails[0]?.text).toContain(items[0]?.text);
  const { answer } = await listMessages({ ...callOf('en'), input: { limit: 20 } }, deps);
  expect(answer.items[0]?.text).toContain('the deposit of 2000.00 yuan');
});

const callOf = (language: 'zh' | 'en') => ({
  actor: sellerActor,
  now,
  language,
  requestId: 'r',
  sourceAddress: '127.0.0.1',
  apiUrl: 'https://api.example.com',
  newId: (prefix: string) => `${prefix}_1`,
});

test('a repeated event, also many at once, makes one entry and one e-mail', async () => {
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => deliverMessage(approved, now, deps)));
  expect(outcomes).toContain('done');
  expect(await deliverMessage(approved, later(300_000), deps)).toBe('done');
  expect(mails).toHaveLength(1);
  expect((await inbox()).items).toHaveLength(1);
});

test('an e-mail that failed goes out at a later delivery, under the same id', async () => {
  const failing: DeliverDeps = { ...deps, mailer: { send: async () => Promise.reject(new Error('down')) } };
  await expect(deliverMessage(approved, now, failing)).rejects.toThrow('down');
  expect(await deliverMessage(approved, later(1_000), deps)).toBe('later');
  expect(await deliverMessage(approved, later(61_000), deps)).toBe('done');
  expect(mails).toHaveLength(1);
  expect((await inbox()).items.map(({ messageId }) => messageId)).toEqual([mails[0]?.messageId]);
});

test('an order is told to its buyer and to its seller, each in an inbox of its own; without an address there is no e-mail', async () => {
  const data = {
    orderId: 'ord_1',
    buyerId: 'usr_buyer',
    sellerId: 'sel_one',
    lines: [{ productName: '城市天气' }],
    amountFen: 1000,
  };
  await deliverMessage({ ...approved, id: 'ord_1/event#2', name: 'order.paid', data }, now, deps);
  expect(mails.map(({ to, subject }) => [to, subject])).toEqual([['wang@yunce.cn', '您有新订单']]);
  expect((await inbox(buyerActor)).items).toMatchObject([{ subject: '订单已支付' }]);
  expect((await inbox()).items).toMatchObject([{ subject: '您有新订单' }]);
});

const failed = {
  notificationId: 'msg_ent_1_1',
  aggregateId: 'ent_1',
  endpointId: 'end_1',
  sellerId: 'sel_one',
  action: 'renew',
};

test('what failed for good is told to the seller and to all operators: each by mail in its language, and in one inbox', async () => {
  const data = {
    ...failed,
    status: 'exhausted',
    attempts: 14,
    lastErrorClass: 'server_error',
    lastStatus: 503,
  };
  await deliverMessage(
    { ...approved, id: 'notification#x/event#2', name: 'notification.exhausted', data },
    now,
    deps,
  );
  expect(mails.map(({ to, subject }) => [to, subject])).toEqual([
    ['wang@yunce.cn', '通知未能送达您的系统'],
    ['wang@operators.example', '通知未能送达服务商系统'],
    ['smith@operators.example', expect.stringMatching(/notification/i)],
  ]);
  const one = { ...operatorActor, userId: 'usr_operator1' };
  const other = { ...operatorActor, userId: 'usr_operator2' };
  expect((await inbox()).items).toMatchObject([
    { subject: '通知未能送达您的系统', text: expect.stringContaining('应答了服务器错误（HTTP 503）') },
  ]);
  const [shared] = (await inbox(one)).items;
  expect(shared).toMatchObject({
    subject: '通知未能送达服务商系统',
    text: expect.stringContaining('sel_one'),
  });
  const input = { messageId: shared?.messageId ?? '' };
  await run(messagesContract.readMessage, readMessage, input, {
    deps,
    table: engine.table,
    actor: other,
    now,
  });
  expect((await inbox(one)).items).toMatchObject([{ readAt: now.toISOString() }]);
});

test('a notification that was refused is told as that, with the status, and not as one without an answer', async () => {
  const data = { ...failed, status: 'refused', attempts: 1, lastErrorClass: 'rejected', lastStatus: 410 };
  await deliverMessage(
    { ...approved, id: 'notification#x/event#2', name: 'notification.refused', data },
    now,
    deps,
  );
  const text = expect.stringContaining('明确拒绝（HTTP 410）');
  expect((await inbox()).items).toMatchObject([{ subject: '您的系统拒绝了通知', text }]);
  expect((await inbox(operatorActor)).items).toMatchObject([{ subject: '服务商系统拒绝了通知', text }]);
});

const ids = {
  orderId: 'ord_1',
  entitlementId: 'ent_1',
  productId: 'prd_1',
  buyerId: 'usr_buyer',
  sellerId: 'sel_one',
};
const failure = {
  notificationId: 'msg_ent_1_1',
  status: 'refused',
  attempts: 1,
  lastErrorClass: 'rejected',
  lastStatus: 410,
};
const { notificationId } = failure;
const given = {
  ...ids,
  bought: { productName: '企业工商数据查询', productId: 'prd_1' },
  lines: [{ productName: '企业工商数据查询' }],
  amountFen: 1000,
  refundAt: '2026-11-07T04:00:00.000Z',
  failure,
  notificationId,
};
const tell = (data: EventMessage['data']) =>
  deliverMessage({ ...approved, id: 'ent_1/event#2', name: 'entitlement.setup_failed', data }, now, deps);

describe('a set-up that the seller’s system declined', () => {
  test('is told to its buyer, and when the money comes back', async () => {
    await tell(given);
    const [told] = (await inbox(buyerActor)).items;
    expect(told).toMatchObject({
      subject: '服务商拒绝了您的订单',
      references: [
        { kind: 'product', id: 'prd_1' },
        { kind: 'order', id: 'ord_1' },
        { kind: 'entitlement', id: 'ent_1' },
      ],
    });
    expect(told?.text).not.toContain('没有响应');
  });

  test('is told to its seller and to the operators, with the notification and until when it can be made good', async () => {
    await tell(given);
    const text = expect.stringMatching(
      /明确拒绝（HTTP 410）.*2026-11-07 12:00（北京时间）前仍未开通，订单将自动全额退款给用户/s,
    );
    const references = expect.arrayContaining([
      { kind: 'entitlement', id: 'ent_1' },
      { kind: 'notification', id: 'msg_ent_1_1' },
    ]);
    expect((await inbox()).items).toMatchObject([{ subject: '您的系统拒绝了通知', text, references }]);
    expect((await inbox(operatorActor)).items).toMatchObject([
      { subject: '服务商系统拒绝了通知', text, references },
    ]);
  });

  test('is closed and not refunded, where nothing was paid', async () => {
    await tell({ ...given, amountFen: 0 });
    const closed = {
      zh: expect.stringContaining('订单将自动关闭'),
      en: expect.stringContaining('the order is closed'),
    };
    for (const [actor, to] of [
      [sellerActor, 'seller'],
      [operatorActor, 'operators'],
    ] as const) {
      const [{ text = '' } = {}] = (await inbox(actor)).items;
      expect(text).toEqual(closed.zh);
      expect(text).not.toContain('退款');
      expect(
        templateFor('entitlement.setup_failed', to)?.render({ ...given, amountFen: 0 }, 'en').text,
      ).toEqual(closed.en);
    }
  });
});

test('an event without words, or to nobody, is our mistake and is not swallowed', async () => {
  await expect(deliverMessage({ ...approved, name: 'nothing.known' }, now, deps)).rejects.toThrow(
    'no template',
  );
  const toNobody = {
    ...approved,
    name: 'seller.documents_expired',
    data: { sellerId: 'sel_none', documents: [] },
  };
  await expect(deliverMessage(toNobody, now, deps)).rejects.toThrow('nobody to tell');
});

test('an entry of before its words knew more can be read, and one that its words cannot read keeps nobody from the others', async () => {
  const file = async (messageId: string, about: string, data: EventMessage['data']) => {
    const message = {
      messageId,
      userId: 'usr_seller',
      about,
      to: 'user',
      data,
      at: approved.at,
    } as const;
    await engine.table.commit([messageEntity.create(message)], {
      actor: { kind: 'system', name: 'test' },
      now,
      requestId: 'test',
    });
  };
  const { applicationId, marketNames } = approved.data;
  await file('inb_1', 'application.rejected', { applicationId, marketNames });
  await file('inb_2', 'application.rejected', { applicationId: 7 });
  await file('inb_3', 'application.forgotten', { applicationId });
  await deliverMessage(approved, now, deps);

  const { items } = await inbox();
  const subjects = [
    'application.forgotten',
    'application.rejected',
    '入驻申请未通过',
    '入驻申请已通过，请缴纳保证金',
  ];
  expect(items.map(({ subject }) => subject).sort()).toEqual(subjects.sort());
  expect(items.find(({ subject }) => subject === '入驻申请未通过')?.text).not.toContain('审核意见：');
});

test('is marked as read once, by its owner only', async () => {
  await deliverMessage(approved, now, deps);
  const messageId = (await inbox()).items[0]?.messageId ?? '';
  const read = (actor = sellerActor, at = now) =>
    run(
      messagesContract.readMessage,
      readMessage,
      { messageId },
      { deps, table: engine.table, actor, now: at },
    );
  await expect(read(buyerActor)).rejects.toMatchObject({ spec: { code: 'messages.message_not_found' } });
  expect(await read()).toMatchObject({ readAt: now.toISOString() });
  expect(await read(sellerActor, later(5_000))).toMatchObject({ readAt: now.toISOString() });
  expect((await inbox()).items[0]).toMatchObject({ readAt: now.toISOString() });
});

test('the inbox is newest first, and 20 messages cost at most 1 read unit', async () => {
  for (let minute = 0; minute < 25; minute++) {
    const at = later(minute * 60_000).toISOString();
    await deliverMessage({ ...approved, id: `app_1/event#${minute}`, at }, now, deps);
  }
  engine.consumed.length = 0;
  const { items, next } = await inbox();
  expect(billed(engine.consumed).readUnits).toBeLessThanOrEqual(1);
  expect(items.map(({ at }) => at)).toEqual([...items.map(({ at }) => at)].sort().reverse());
  expect(items).toHaveLength(20);
  expect(next).toBeDefined();
});
