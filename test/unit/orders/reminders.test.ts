import { expect, test } from 'vitest';
import { addShanghaiDays } from '../../../shared/china/shanghai.ts';
import { activateFrom, type Entitlement, openedFor } from '../../../shared/orders/entitlement/entitlement.ts';
import { daysToTell, withReminder } from '../../../shared/orders/entitlement/reminders.ts';
import { newOrder } from '../../../shared/orders/kinds/new-order.ts';
import { defaultOrderRules as rules } from '../../../shared/orders/rules.ts';
import { sampleOffer } from '../../support/things/offers.ts';

const start = new Date('2026-11-02T02:00:00.000Z');
const day = (number: number) => addShanghaiDays(start, number);

const active = (days: number): Entitlement => {
  const offer = { ...sampleOffer, term: { unit: 'day' as const, count: days } };
  const call = { newId: (prefix: string) => `${prefix}_1`, now: start };
  const order = newOrder('new', [{ offer, quantity: 1 }], { userId: 'usr_buyer', name: 'buyer' }, call);
  return withReminder(activateFrom(openedFor({ order, line: order.lines[0] }), start), rules);
};

test.each([
  ['30 days', 30, 23],
  ['3 days, which do not begin with a reminder', 3, 2],
  ['a day, which has none', 1, undefined],
])('the first reminder of %s', (_what, days, first) => {
  expect(active(days).remindAt).toBe(first && day(first).toISOString());
});

test.each([
  ['before the first', 22, undefined],
  ['at the first', 23, 7],
  ['after several that were missed, which are told as one', 28, 3],
  ['at the end, of which is told in another way', 30, undefined],
  ['long after it', 200, undefined],
])('what is told %s', (_when, at, days) => {
  expect(daysToTell(active(30), day(at), rules)).toBe(days);
});

test('what was told is not told again, and the next reminder stands after it', () => {
  const told = withReminder({ ...active(30), remindedDays: 3 }, rules);
  expect([daysToTell(told, day(28), rules), told.remindAt]).toEqual([undefined, day(29).toISOString()]);
  expect(withReminder({ ...told, remindedDays: 1 }, rules).remindAt).toBeUndefined();
});
