import { expect, test } from 'vitest';
import { addShanghaiDays } from '../../../shared/china/shanghai.ts';
import {
  activateFrom,
  type Entitlement,
  entitlementEntity,
  openedFor,
} from '../../../shared/orders/entitlement/entitlement.ts';
import { entitlementClock } from '../../../shared/orders/entitlement/entitlement-clock.ts';
import { withReminder } from '../../../shared/orders/entitlement/reminders.ts';
import { newOrder } from '../../../shared/orders/kinds/new-order.ts';
import { defaultOrderRules as rules } from '../../../shared/orders/rules.ts';
import { makeTable, stepAt } from '../../support/table.ts';
import { sampleOffer } from '../../support/things/offers.ts';
import { orderDeps } from '../../support/things/orders.ts';

const start = new Date('2026-11-02T02:00:00.000Z');
const day = (number: number) => addShanghaiDays(start, number);
const key = entitlementEntity.keyOf('ent_1');

/** An entitlement for so many days, with a clock that is run on chosen days. */
async function running(days: number, change: Partial<Entitlement> = {}) {
  const { table } = await makeTable();
  const context = (now: Date) =>
    ({ actor: { kind: 'system', name: 'test' }, now, requestId: 'test' }) as const;
  const offer = { ...sampleOffer, term: { unit: 'day' as const, count: days } };
  const call = { newId: (prefix: string) => `${prefix}_1`, now: start };
  const order = newOrder('new', [{ offer, quantity: 1 }], { userId: 'usr_buyer', name: 'buyer' }, call);
  const opened = openedFor({ order, line: order.lines[0] });
  const active = withReminder(activateFrom(opened, start), rules);
  await table.commit([entitlementEntity.create({ ...active, ...change })], context(start));

  const clock = entitlementClock(orderDeps(table));
  return {
    show: () => entitlementEntity.get(table, 'ent_1'),
    async tick(now: Date): Promise<string[]> {
      const { changes } = await stepAt(clock, table, key, now);
      await table.commit(changes, context(now));
      return changes.flatMap(({ event }) =>
        event ? [`${event.name.split('.')[1]}${event.data.daysLeft ? ` ${event.data.daysLeft}` : ''}`] : [],
      );
    },
  };
}

/** What happens, by the day since the beginning, when the clock looks once a day. */
async function history(termDays: number, days: number): Promise<string[]> {
  const { tick } = await running(termDays);
  const told: string[] = [];
  for (let number = 0; number <= days; number++)
    told.push(...(await tick(day(number))).map((name) => `day ${number}: ${name}`));
  return told;
}

test('reminds 7, 3 and 1 day before the end, expires at the end, is released 15 days later, and rests', async () => {
  expect(await history(30, 100)).toEqual([
    'day 23: expiring 7',
    'day 27: expiring 3',
    'day 29: expiring 1',
    'day 30: expired',
    'day 45: released',
  ]);
});

test.each([
  [3, ['day 2: expiring 1', 'day 3: expired', 'day 18: released']],
  [1, ['day 1: expired', 'day 16: released']],
])('does not remind of an end that is nearer than the beginning (%i days)', async (days, told) => {
  expect(await history(days, 30)).toEqual(told);
});

test('does not stop to remind when the end has come, though the reminder was due before', async () => {
  const { tick } = await running(30);
  expect(await tick(day(200))).toEqual(['expired']);
  expect(await tick(day(200))).toEqual(['released']);
  expect(await tick(day(400))).toEqual([]);
});

test('does nothing a moment too early', async () => {
  const { tick } = await running(1);
  expect(await tick(new Date(day(1).getTime() - 1))).toEqual([]);
});

test('is not reminded of while it is suspended, and expires all the same', async () => {
  const { tick } = await running(30, { status: 'suspended' });
  expect(await tick(day(29))).toEqual([]);
  expect(await tick(day(30))).toEqual(['expired']);
});

test('counts the notifications to the seller and forgets the access data when released', async () => {
  const { tick, show } = await running(1, { sealedInstance: 'sealed' });
  await tick(day(1));
  expect(await show()).toMatchObject({ noticeNumber: 2, sealedInstance: 'sealed' });
  await tick(day(16));
  const released = await show();
  expect(released).toMatchObject({ noticeNumber: 3, status: 'released' });
  expect([released?.sealedInstance, released?.releaseAt, released?.remindAt]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
