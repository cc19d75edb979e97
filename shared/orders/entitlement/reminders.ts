import { addShanghaiDays } from '../../china/shanghai.ts';
import type { OrderRules } from '../rules.ts';
import type { Entitlement } from './entitlement.ts';

/** Days before the end at which the buyer is still to be told: those that are neither told nor before its beginning. */
const remindersLeft = (
  { remindedDays = Number.POSITIVE_INFINITY, startsAt = '', endsAt = '' }: Entitlement,
  { reminderDays }: OrderRules,
): number[] => {
  const wholeDays = (Date.parse(endsAt) - Date.parse(startsAt)) / 86_400_000;
  return reminderDays.filter((days) => days < remindedDays && days < wholeDays).sort((a, b) => b - a);
};

const daysBefore = (end: string, days: number): string => addShanghaiDays(new Date(end), -days).toISOString();

/** With the time at which its buyer is reminded next, if ever. */
export function withReminder<E extends Entitlement>(entitlement: E, rules: OrderRules): E {
  const { endsAt } = entitlement;
  const [first] = remindersLeft(entitlement, rules);
  const remindAt = endsAt === undefined || first === undefined ? undefined : daysBefore(endsAt, first);
  return { ...entitlement, remindAt };
}

/** Of how many days the buyer is reminded now. Reminders that were missed are told as one. */
export function daysToTell(entitlement: Entitlement, now: Date, rules: OrderRules): number | undefined {
  const { endsAt } = entitlement;
  if (endsAt === undefined || endsAt <= now.toISOString()) return undefined;

  return remindersLeft(entitlement, rules)
    .filter((days) => daysBefore(endsAt, days) <= now.toISOString())
    .at(-1);
}
