import { beforeEach, expect, test } from 'vitest';
import type { EventMessage } from '../../../shared/kernel/events/event-message.ts';
import { messagesContract } from '../../../shared/messages/contract.ts';
import { type DeliverDeps, deliverMessage } from '../../../shared/messages/deliver-message.ts';
import { listMessages } from '../../../shared/messages/list-messages.ts';
import { messageEntity } from '../../../shared/messages/message.ts';
import { readMessage } from '../../../shared/messages/read-message.ts';
import { buyerActor, operatorActor, run, sellerActor } from '../../support/run-use-case.ts';
import { billed } from '../../support/table.ts';
import { approved, type InboxBench, now, openInboxBench } from './inbox-bench.ts';

let bench: InboxBench;
beforeEach(async () => {
  bench = await openInboxBench();
});

const later = (milliseconds: number) => new Date(now.getTime() + milliseconds);

test('a seller that is admitted to a further market is not asked to pay its deposit twice', async () => {
  await deliverMessage({ ...approved, data: { ...approved.data, furtherMarkets: true } }, now, bench.deps);
  expect(bench.mails).toMatchObject([
    { subject: '入驻申请已通过，请核对保证金', text: expect.stringContaining('已缴部分计入其中') },
  ]);
});

test("a rejected application's mail tells every comment of the reviewer in full, its inbox entry the beginning of each", async () => {
  const comment = '请上传加盖公章的营业执照副本'.repeat(20);
  const data = { ...approved.data, comments: [{ pointer: '/documents/licence', text: comment }] };
  await deliverMessage({ ...approved, name: 'application.rejected', data }, now, bench.deps);
  expect(bench.mails).toMatchObject([
    { text: expect.stringContaining(`证件 /documents/licence：${comment}`) },
  ]);
  expect((await bench.inbox()).items).toMatchObject([
    { text: expect.stringMatching(/证件 \/documents\/licence：请上传加盖公章.*…/) },
  ]);
});

test('an operator whose address is not taken keeps no other from being told', async () => {
  const send: DeliverDeps['mailer']['send'] = async (mail) => {
    bench.mails.push(mail);
    return mail.to === 'wang@operators.example' ? 'refused' : 'sent';
  };
  const data = { sellerId: 'sel_one', filingDays: 30, documents: [] };
  const event = { ...approved, id: 'sel_one/event#000000004', name: 'seller.documents_expired', data };
  await deliverMessage(event, now, { ...bench.deps, mailer: { send } });
  expect(bench.mails.map(({ to }) => to)).toContain('smith@operators.example');
});

test("a rejection tells the reviewer's reason", async () => {
  const data = { sellerId: 'sel_one', productId: 'prd_1', name: '天气', reason: '请写明数据来源' };
  await deliverMessage(
    { ...approved, id: 'prd_1/event#000000003', name: 'product.rejected', data },
    now,
    bench.deps,
  );
  expect((await bench.inbox()).items).toMatchObject([
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
    bench.deps,
  );
  expect((await bench.inbox()).items).toMatchObject([
    { text: expect.stringContaining('营业执照：2027-03-01') },
  ]);
  expect((await bench.inbox(operatorActor)).items).toMatchObject([
    { text: expect.stringContaining('服务商 sel_one') },
  ]);
});

test('approval is told by e-mail and in the inbox, with the deposit instructions, in the language of the reader', async () => {
  expect(await deliverMessage(approved, now, bench.deps)).toBe('done');
  expect(bench.mails).toMatchObject([
    {
      to: 'wang@yunce.cn',
      subject: '入驻申请已通过，请缴纳保证金',
      text: expect.stringContaining('2000.00 元'),
    },
  ]);
  const { items } = await bench.inbox();
  expect(items).toMatchObject([
    { messageId: bench.mails[0]?.messageId, about: 'application.approved', category: 'money' },
  ]);
  expect(bench.mails[0]?.text).toContain(items[0]?.text);
  const { answer } = await listMessages({ ...callOf('en'), input: { limit: 20 } }, bench.deps);
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
  const outcomes = await Promise.all(
    Array.from({ length: 10 }, () => deliverMessage(approved, now, bench.deps)),
  );
  expect(outcomes).toContain('done');
  expect(await deliverMessage(approved, later(300_000), bench.deps)).toBe('done');
  expect(bench.mails).toHaveLength(1);
  expect((await bench.inbox()).items).toHaveLength(1);
});

test('an e-mail that failed goes out at a later delivery, under the same id', async () => {
  const failing: DeliverDeps = {
    ...bench.deps,
    mailer: { send: async () => Promise.reject(new Error('down')) },
  };
  await expect(deliverMessage(approved, now, failing)).rejects.toThrow('down');
  expect(await deliverMessage(approved, later(1_000), bench.deps)).toBe('later');
  expect(await deliverMessage(approved, later(61_000), bench.deps)).toBe('done');
  expect(bench.mails).toHaveLength(1);
  expect((await bench.inbox()).items.map(({ messageId }) => messageId)).toEqual([bench.mails[0]?.messageId]);
});

test('an order is told to its buyer and to its seller, each in an inbox of its own; without an address there is no e-mail', async () => {
  const data = {
    orderId: 'ord_1',
    buyerId: 'usr_buyer',
    sellerId: 'sel_one',
    lines: [{ productName: '城市天气' }],
    amountFen: 1000,
  };
  await deliverMessage({ ...approved, id: 'ord_1/event#2', name: 'order.paid', data }, now, bench.deps);
  expect(bench.mails.map(({ to, subject }) => [to, subject])).toEqual([['wang@yunce.cn', '您有新订单']]);
  expect((await bench.inbox(buyerActor)).items).toMatchObject([{ subject: '订单已支付' }]);
  expect((await bench.inbox()).items).toMatchObject([{ subject: '您有新订单' }]);
});

test('an event without words, or to nobody, is our mistake and is not swallowed', async () => {
  await expect(deliverMessage({ ...approved, name: 'nothing.known' }, now, bench.deps)).rejects.toThrow(
    'no template',
  );
  const toNobody = {
    ...approved,
    name: 'seller.documents_expired',
    data: { sellerId: 'sel_none', documents: [] },
  };
  await expect(deliverMessage(toNobody, now, bench.deps)).rejects.toThrow('nobody to tell');
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
    await bench.engine.table.commit([messageEntity.create(message)], {
      actor: { kind: 'system', name: 'test' },
      now,
      requestId: 'test',
    });
  };
  const { applicationId, marketNames } = approved.data;
  await file('inb_1', 'application.rejected', { applicationId, marketNames });
  await file('inb_2', 'application.rejected', { applicationId: 7 });
  await file('inb_3', 'application.forgotten', { applicationId });
  await deliverMessage(approved, now, bench.deps);

  const { items } = await bench.inbox();
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
  await deliverMessage(approved, now, bench.deps);
  const messageId = (await bench.inbox()).items[0]?.messageId ?? '';
  const read = (actor = sellerActor, at = now) =>
    run(
      messagesContract.readMessage,
      readMessage,
      { messageId },
      { deps: bench.deps, table: bench.engine.table, actor, now: at },
    );
  await expect(read(buyerActor)).rejects.toMatchObject({ spec: { code: 'messages.message_not_found' } });
  expect(await read()).toMatchObject({ readAt: now.toISOString() });
  expect(await read(sellerActor, later(5_000))).toMatchObject({ readAt: now.toISOString() });
  expect((await bench.inbox()).items[0]).toMatchObject({ readAt: now.toISOString() });
});

test('the inbox is newest first, and 20 messages cost at most 1 read unit', async () => {
  for (let minute = 0; minute < 25; minute++) {
    const at = later(minute * 60_000).toISOString();
    await deliverMessage({ ...approved, id: `app_1/event#${minute}`, at }, now, bench.deps);
  }
  bench.engine.consumed.length = 0;
  const { items, next } = await bench.inbox();
  expect(billed(bench.engine.consumed).readUnits).toBeLessThanOrEqual(1);
  expect(items.map(({ at }) => at)).toEqual([...items.map(({ at }) => at)].sort().reverse());
  expect(items).toHaveLength(20);
  expect(next).toBeDefined();
});
