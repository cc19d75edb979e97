import { beforeEach, describe, expect, test } from 'vitest';
import type { EventMessage } from '../../../shared/kernel/events/event-message.ts';
import { messagesContract } from '../../../shared/messages/contract.ts';
import { deliverMessage } from '../../../shared/messages/deliver-message.ts';
import { readMessage } from '../../../shared/messages/read-message.ts';
import { templateFor } from '../../../shared/messages/templates.ts';
import { buyerActor, operatorActor, run, sellerActor } from '../../support/run-use-case.ts';
import { approved, type InboxBench, now, openInboxBench } from './inbox-bench.ts';

let bench: InboxBench;
beforeEach(async () => {
  bench = await openInboxBench();
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
    bench.deps,
  );
  expect(bench.mails.map(({ to, subject }) => [to, subject])).toEqual([
    ['wang@yunce.cn', '通知未能送达您的系统'],
    ['wang@operators.example', '通知未能送达服务商系统'],
    ['smith@operators.example', expect.stringMatching(/notification/i)],
  ]);
  const one = { ...operatorActor, userId: 'usr_operator1' };
  const other = { ...operatorActor, userId: 'usr_operator2' };
  expect((await bench.inbox()).items).toMatchObject([
    { subject: '通知未能送达您的系统', text: expect.stringContaining('应答了服务器错误（HTTP 503）') },
  ]);
  const [shared] = (await bench.inbox(one)).items;
  expect(shared).toMatchObject({
    subject: '通知未能送达服务商系统',
    text: expect.stringContaining('sel_one'),
  });
  const input = { messageId: shared?.messageId ?? '' };
  await run(messagesContract.readMessage, readMessage, input, {
    deps: bench.deps,
    table: bench.engine.table,
    actor: other,
    now,
  });
  expect((await bench.inbox(one)).items).toMatchObject([{ readAt: now.toISOString() }]);
});

test('a notification that was refused is told as that, with the status, and not as one without an answer', async () => {
  const data = { ...failed, status: 'refused', attempts: 1, lastErrorClass: 'rejected', lastStatus: 410 };
  await deliverMessage(
    { ...approved, id: 'notification#x/event#2', name: 'notification.refused', data },
    now,
    bench.deps,
  );
  const text = expect.stringContaining('明确拒绝（HTTP 410）');
  expect((await bench.inbox()).items).toMatchObject([{ subject: '您的系统拒绝了通知', text }]);
  expect((await bench.inbox(operatorActor)).items).toMatchObject([{ subject: '服务商系统拒绝了通知', text }]);
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
  deliverMessage(
    { ...approved, id: 'ent_1/event#2', name: 'entitlement.setup_failed', data },
    now,
    bench.deps,
  );

describe('a set-up that the seller’s system declined', () => {
  test('is told to its buyer, and when the money comes back', async () => {
    await tell(given);
    const [told] = (await bench.inbox(buyerActor)).items;
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
    expect((await bench.inbox()).items).toMatchObject([{ subject: '您的系统拒绝了通知', text, references }]);
    expect((await bench.inbox(operatorActor)).items).toMatchObject([
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
      const [{ text = '' } = {}] = (await bench.inbox(actor)).items;
      expect(text).toEqual(closed.zh);
      expect(text).not.toContain('退款');
      expect(
        templateFor('entitlement.setup_failed', to)?.render({ ...given, amountFen: 0 }, 'en').text,
      ).toEqual(closed.en);
    }
  });
});
