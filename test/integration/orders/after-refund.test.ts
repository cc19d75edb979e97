import { beforeEach, describe, expect, test } from 'vitest';
import { notificationRecords } from '../../../shared/fulfilment/notifications/notification-record.ts';
import type { TestTable } from '../../support/table.ts';
import { openRefundable, type Refundable } from './refunds.ts';
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

describe('after the refund', () => {
  test('a replay is refused with the reason, and one asked for a moment earlier sends nothing', async () => {
    await failWith('lost');
    await bought.replay();
    await refund();
    const before = bought.requests.length;
    await bought.turn(200);
    expect(bought.requests.slice(before).map(({ type }) => type)).not.toContain('entitlement.created');
    await expect(bought.replay()).rejects.toMatchObject({
      spec: { code: 'fulfilment.order_refunded', status: 409 },
    });
    expect(await notificationRecords.get(engine.table, bought.notificationId)).toMatchObject({
      status: 'withdrawn',
    });
  });

  test('a replay of all that failed, asked for from a list that is a moment old, sends nothing', async () => {
    await failWith('lost');
    bought.advance(24);
    expect(await bought.replayAll(bought.clock)).toMatchObject({ status: 'finished', doneCount: 0 });
    expect([(await bought.order())?.status, bought.waiting()]).toEqual(['refunded', 0]);
  });

  test('one that is spared at that moment is not left waiting for an attempt', async () => {
    await failWith('lost');
    await bought.replay();
    await bought.turn(202);
    bought.advance(1);
    await bought.turn(200, { spared: true, meanwhile: refund });
    const record = await notificationRecords.get(engine.table, bought.notificationId);
    expect([record?.status, record?.nextAttemptAt]).toEqual(['withdrawn', undefined]);
  });
});

describe('answers after the refund', () => {
  test('a success that was under way changes nothing, and the seller’s system is told to delete what it made', async () => {
    await failWith('lost');
    await bought.replay();
    await bought.turn(200, { meanwhile: refund });
    expect(await bought.order()).toMatchObject({ status: 'refunded' });
    expect(await bought.entitlement()).toMatchObject({ status: 'released' });
    await bought.turn(200);
    expect(bought.requests.at(-1)).toMatchObject({ type: 'entitlement.released', refunded: true });
    expect(bought.waiting()).toBe(0);
  });

  test.each<[Answer, boolean]>([
    [410, true],
    [503, true],
    ['timeout', true],
    ['lost', false],
  ])('a system whose attempts ended with %s is told to delete: %s', async (answer, told) => {
    await failWith(answer);
    await refund();
    await bought.turn(200);
    expect(
      bought.requests.some(({ type, refunded }) => type === 'entitlement.released' && refunded === true),
    ).toBe(told);
    expect(bought.waiting()).toBe(0);
  });

  test('an order that cost nothing is closed without a movement of money', async () => {
    await buy(0);
    await failWith(410);
    await refund();
    expect(await bought.order()).toMatchObject({ status: 'refunded' });
    expect(await refunds()).toEqual([]);
    expect(bought.told.find(({ name, to }) => name === 'order.refunded' && to === 'buyer')?.en).toContain(
      'nothing was charged',
    );
  });
});
