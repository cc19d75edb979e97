import { expect, test } from 'vitest';
import { addShanghaiDays } from '../../../shared/china/shanghai.ts';
import { activateFrom, type Entitlement, openedFor } from '../../../shared/orders/entitlement/entitlement.ts';
import { dueStep, withNextStep } from '../../../shared/orders/entitlement/entitlement-clock.ts';
import { newOrder } from '../../../shared/orders/kinds/new-order.ts';
import { defaultOrderRules } from '../../../shared/orders/rules.ts';
import { sampleOffer } from '../../support/offers.ts';

const start = new Date('2026-11-02T02:00:00.000Z');

const active = (days: number): Entitlement => {
  const offer = { ...sampleOffer, term: { unit: 'day' as const, count: days } };
  const call = { newId: (prefix: string) => `${prefix}_1`, now: start };
  const order = newOrder('new', { offer, quantity: 1 }, { userId: 'usr_buyer', name: 'buyer' }, call);
  const opened = openedFor({ order, line: order.lines[0] }, start);
  return withNextStep(activateFrom(opened, start), defaultOrderRules);
};

/** What happens, by the day since the beginning, when the clock looks once a day. */
const history = (termDays: number, days: number): string[] => {
  let entitlement = active(termDays);
  const steps: string[] = [];
  for (let day = 0; day <= days; day++) {
    const step = dueStep(entitlement, addShanghaiDays(start, day), defaultOrderRules);
    if (!step) continue;
    steps.push(step.kind === 'remind' ? `day ${day}: ${step.daysLeft} left` : `day ${day}: ${step.kind}`);
    entitlement = step.after;
  }
  return steps;
};

test('reminds 7, 3 and 1 day before the end, expires at the end, is released 15 days later, and rests', () => {
  expect(history(30, 100)).toEqual([
    'day 23: 7 left',
    'day 27: 3 left',
    'day 29: 1 left',
    'day 30: expire',
    'day 45: release',
  ]);
});

test('does not remind of an end that is nearer than the beginning', () => {
  expect(history(3, 30)).toEqual(['day 2: 1 left', 'day 3: expire', 'day 18: release']);
  expect(history(1, 30)).toEqual(['day 1: expire', 'day 16: release']);
});

test('tells missed reminders as one', () => {
  const step = dueStep(active(30), addShanghaiDays(start, 28), defaultOrderRules);
  expect(step).toMatchObject({
    kind: 'remind',
    daysLeft: 3,
    after: { remindedDays: 3, nextStepAt: addShanghaiDays(start, 29).toISOString() },
  });
});

test('does not stop to remind when the end has come', () => {
  expect(dueStep(active(30), addShanghaiDays(start, 200), defaultOrderRules)?.kind).toBe('expire');
});

test('does nothing a moment too early', () => {
  expect(
    dueStep(active(1), new Date(addShanghaiDays(start, 1).getTime() - 1), defaultOrderRules),
  ).toBeUndefined();
});

test('counts the notifications to the seller and forgets the access data when released', () => {
  const entitlement = { ...active(1), sealedInstance: 'sealed' };
  const expired = dueStep(entitlement, addShanghaiDays(start, 1), defaultOrderRules)?.after;
  expect(expired).toMatchObject({ noticeNumber: 2, sealedInstance: 'sealed' });
  const released = expired && dueStep(expired, addShanghaiDays(start, 16), defaultOrderRules)?.after;
  expect(released).toMatchObject({
    noticeNumber: 3,
    status: 'released',
    sealedInstance: undefined,
    nextStepAt: undefined,
  });
});
