import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { escrowOf, walletOf } from '../../../shared/billing/ledger/account.ts';
import { fulfilmentEvents } from '../../../shared/fulfilment/events.ts';
import type { NotificationRecord } from '../../../shared/fulfilment/notifications/kept-notification.ts';
import {
  type NotificationStatus,
  notificationLifecycle,
} from '../../../shared/fulfilment/notifications/notification.ts';
import { notificationRecords } from '../../../shared/fulfilment/notifications/notification-record.ts';
import { withdrawSetup } from '../../../shared/fulfilment/notifications/withdraw-setup.ts';
import { AppError } from '../../../shared/kernel/errors.ts';
import { mayBecome } from '../../../shared/kernel/lifecycle.ts';
import { beijingTime } from '../../../shared/messages/wording.ts';
import type { Entitlement } from '../../../shared/orders/entitlement/entitlement.ts';
import { refundFailedSetup } from '../../../shared/orders/entitlement/refund-failed-setup.ts';
import type { TestTable } from '../../support/table.ts';
import { auditLedger } from '../../support/things/ledger.ts';
import { commit, orderDeps } from '../../support/things/orders.ts';
import { fundedFen, openRefundable, type Refundable } from './refunds.ts';
import type { Answer, Bought } from './setup-world.ts';

let engine: TestTable;
let bought: Bought;
let refunds: Refundable['refunds'];
let failWith: Refundable['failWith'];
let refund: Refundable['refund'];
const buy = async (amountFen?: number) => {
  ({ engine, bought, refunds, failWith, refund } = await openRefundable(amountFen));
};
beforeEach(() => buy());

describe('an order that the seller’s system refused', () => {
  test('is refunded in full once the grace is over, and not before, whatever number of clocks look at it', async () => {
    await failWith(410);
    const { refundAt = '' } = (await bought.entitlement()) ?? {};
    expect(Date.parse(refundAt) - bought.now().getTime()).toBeGreaterThan(22 * 3_600_000);
    await bought.clock();
    expect(await bought.order()).toMatchObject({ status: 'fulfilling' });
    await refund();
    await bought.clock();
    expect(await bought.order()).toMatchObject({
      status: 'refunded',
      endCause: 'setup_refused',
      endedAt: bought.now().toISOString(),
    });
    expect(await bought.entitlement()).toMatchObject({
      status: 'released',
      setupFailure: { status: 'refused', lastStatus: 410 },
    });
    expect(await refunds()).toMatchObject([
      { amountFen: 1000, reference: bought.orderId, corrects: `purchase:${bought.orderId}` },
    ]);
    expect(await auditLedger(engine)).toMatchObject({
      [walletOf('usr_buyer')]: fundedFen,
      [escrowOf(bought.orderId)]: 0,
    });
  });

  test('is left alone by a clock that read its entitlement before another one refunded it', async () => {
    await failWith(410);
    bought.advance(24);
    const readEarlier = await bought.entitlement();
    await bought.tick();
    const late = refundFailedSetup(readEarlier as Entitlement, bought.now(), orderDeps(bought.table));
    expect(await late).toEqual({ changes: [] });
  });

  test('tells buyer and seller why, and when the money comes back', async () => {
    await failWith(410);
    await refund();
    const texts = bought.told.map(({ name, to, zh, en }) => ({ what: `${name} ${to}`, zh, en }));
    const textOf = (what: string) => texts.find((text) => text.what === what);
    expect(textOf('entitlement.setup_failed buyer')).toMatchObject({
      zh: expect.stringMatching(/服务商拒绝了开通.*2026-11-03 12:00（北京时间）.*10\.00 元全额退回/s),
      en: expect.stringMatching(/the seller declined.*2026-11-03 12:00 Beijing time.*10\.00 yuan/s),
    });
    for (const person of ['seller', 'operators'])
      expect(textOf(`entitlement.setup_failed ${person}`)?.zh).toMatch(
        /HTTP 410.*2026-11-03 12:00（北京时间）.*全额退款给用户/s,
      );
    expect(textOf('order.refunded buyer')?.en).toContain('the seller declined to set it up');
    expect(textOf('order.refunded seller')?.zh).toMatch(/被您的系统拒绝（明确拒绝（HTTP 410））/);
    expect(texts.filter(({ what }) => what.startsWith('notification.'))).toEqual([]);
  });
});

describe('a refused order that is replayed', () => {
  test('becomes active when a replay succeeds in time, and is then never refunded', async () => {
    await failWith(410);
    bought.advance(20);
    await bought.replay();
    await bought.turn(200);
    await refund();
    expect(await bought.order()).toMatchObject({ status: 'active' });
    const { setupFailedAt, setupFailure, refundAt } = (await bought.entitlement()) ?? {};
    expect({ setupFailedAt, setupFailure, refundAt }).toEqual({});
    expect(await refunds()).toEqual([]);
  });

  test.each<Answer>([410, 503])(
    'becomes active when a replay after %s is accepted first and answered with success later',
    async (answer) => {
      await failWith(answer);
      await bought.replay();
      await bought.turn(202);
      expect(await notificationRecords.get(engine.table, bought.notificationId)).toMatchObject({
        status: 'accepted',
        scheduledAttempts: 1,
      });
      bought.advance(1);
      await bought.turn(200);
      await refund();
      expect([(await bought.order())?.status, bought.waiting()]).toEqual(['active', 0]);
    },
  );

  test('is refunded once when a replay is accepted and never becomes ready', async () => {
    await failWith(410);
    const { refundAt } = (await bought.entitlement()) ?? {};
    await bought.replay();
    await failWith(202);
    expect(await notificationRecords.get(engine.table, bought.notificationId)).toMatchObject({
      status: 'exhausted',
      attempts: 4,
    });
    expect([bought.waiting(), (await bought.entitlement())?.refundAt]).toEqual([0, refundAt]);
    await refund();
    expect([(await bought.order())?.status, (await refunds()).length]).toEqual(['refunded', 1]);
  });
});

describe('a refused order whose replay does not end', () => {
  test('is refunded in time while the seller’s system still works on what a replay told it, and is not asked again', async () => {
    await failWith(410);
    await bought.replay();
    await bought.turn(202);
    await refund();
    const before = bought.requests.length;
    for (let turns = 0; turns < 3; turns += 1) await bought.turn(200);
    expect(bought.requests.slice(before).map(({ type }) => type)).toEqual(['entitlement.released']);
    expect([(await bought.order())?.status, bought.waiting()]).toEqual(['refunded', 0]);
  });

  test('is not kept waiting longer by a replay that fails, too', async () => {
    await failWith(503);
    const { refundAt } = (await bought.entitlement()) ?? {};
    bought.advance(20);
    await bought.replay();
    await bought.turn(410);
    await bought.ordersHear();
    expect(await bought.entitlement()).toMatchObject({ refundAt, setupFailure: { status: 'refused' } });
    const said = bought.told.filter(({ name }) => name === 'entitlement.setup_failed');
    expect(said.map(({ to }) => to)).toEqual([
      'buyer',
      'seller',
      'operators',
      'buyer',
      'seller',
      'operators',
    ]);
    for (const { en } of said) expect(en).toContain(`by ${beijingTime(refundAt ?? '')} Beijing time`);
  });
});

test('what is to be refunded waits for the clock’s next run wherever its notification cannot be withdrawn', async () => {
  await failWith(410);
  const { table } = engine;
  for (const status of Object.keys(notificationLifecycle) as NotificationStatus[]) {
    const record = (await notificationRecords.get(table, bought.notificationId)) as NotificationRecord;
    await commit(table, { changes: [notificationRecords.save(record, { ...record, status })] });
    const withdrawal = await withdrawSetup({ table })(bought.entitlementId, bought.now());
    expect([status, withdrawal !== undefined]).toEqual([
      status,
      mayBecome<NotificationStatus>(notificationLifecycle, status, 'withdrawn'),
    ]);
  }
});

test('one that waits for its next attempt is made visible, so that what is told after it does not wait in the queue behind it', async () => {
  await failWith(503);
  const { table } = engine;
  const record = (await notificationRecords.get(table, bought.notificationId)) as NotificationRecord;
  const waiting = {
    status: 'waiting',
    nextAttemptAt: bought.now().toISOString(),
    receiptHandle: 'hidden',
  } as const;
  await commit(table, { changes: [notificationRecords.save(record, { ...record, ...waiting })] });

  const withdrawal = await withdrawSetup({ table })(bought.entitlementId, bought.now());
  await commit(table, { changes: withdrawal?.changes ?? [] });
  expect(await notificationRecords.get(table, bought.notificationId)).toMatchObject({
    ...{ status: 'withdrawn', hurried: true, receiptHandle: 'hidden' },
  });
  expect(withdrawal?.changes).toMatchObject([{ event: { name: fulfilmentEvents.sendNowRequested.name } }]);
});

test('a refund that is held up for more than a day is told to whoever runs the marketplace', async () => {
  await failWith(410);
  const record = (await notificationRecords.get(engine.table, bought.notificationId)) as NotificationRecord;
  await commit(engine.table, {
    changes: [notificationRecords.save(record, { ...record, status: 'delivering' })],
  });
  bought.advance(24);
  await bought.clock();
  expect((await bought.order())?.status).toBe('fulfilling');
  bought.advance(25);
  await expect(bought.clock()).rejects.toThrow(/^the refund of the order of ent_/);
});

test('a delivery that was recorded when the process died becomes active, although the refund was due', async () => {
  await failWith(503);
  bought.advance(23.9);
  await bought.replay();
  await bought.turn(200, { crash: true });
  bought.advance(0.2);
  await bought.clock();
  expect(await bought.order()).toMatchObject({ status: 'fulfilling' });
  await bought.turn(503);
  expect(await bought.order()).toMatchObject({ status: 'active' });
  expect(await refunds()).toEqual([]);
});

test('whatever happens in whatever order, the money comes back exactly once or the order is active, and the books balance', async () => {
  const answers = fc.constantFrom<Answer>(200, 202, 410, 503, 'lost', 'timeout');
  const act = fc.oneof(
    fc.record({ kind: fc.constant('turn' as const), answer: answers, crash: fc.boolean() }),
    fc.record({ kind: fc.constant('advance' as const), hours: fc.integer({ min: 1, max: 30 }) }),
    fc.record({ kind: fc.constant('turn during the clock' as const), answer: answers }),
    fc.record({ kind: fc.constantFrom('clock' as const, 'orders' as const, 'replay' as const) }),
  );
  const perform = async (one: typeof act extends fc.Arbitrary<infer A> ? A : never) => {
    if (one.kind === 'turn') await bought.turn(one.answer, one);
    if (one.kind === 'turn during the clock') await bought.turn(one.answer, { meanwhile: bought.clock });
    if (one.kind === 'advance') bought.advance(one.hours);
    if (one.kind === 'clock') await bought.clock();
    if (one.kind === 'orders') await bought.ordersHear();
    if (one.kind === 'replay')
      await bought.replay().catch((error: unknown) => {
        if (!(error instanceof AppError)) throw error;
      });
  };
  const comeToRest = async () => {
    for (
      let round = 0;
      round < 40 && (bought.waiting() > 0 || (await bought.order())?.status === 'fulfilling');
      round += 1
    ) {
      await bought.turn(503);
      await bought.ordersHear();
      bought.advance(13);
      await bought.clock();
    }
  };
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 15 }), async (acts) => {
      await buy();
      for (const one of acts) await perform(one);
      await comeToRest();
      const [order, entitlement, paidBack, balances] = [
        await bought.order(),
        await bought.entitlement(),
        await refunds(),
        await auditLedger(engine),
      ];
      const ends = {
        order: order?.status,
        entitlement: entitlement?.status,
        paidBack: paidBack.length,
        waiting: bought.waiting(),
      };
      expect([
        { order: 'active', entitlement: 'active', paidBack: 0, waiting: 0 },
        { order: 'refunded', entitlement: 'released', paidBack: 1, waiting: 0 },
      ]).toContainEqual(ends);
      expect(balances[walletOf('usr_buyer')]).toBe(fundedFen - (order?.status === 'active' ? 1000 : 0));
      const sentLate = bought.requests.filter(
        ({ type, at }) => type === 'entitlement.created' && at.toISOString() > (order?.endedAt ?? 'x'),
      );
      expect(sentLate).toEqual([]);
    }),
    { numRuns: 25 },
  );
}, 180_000);
