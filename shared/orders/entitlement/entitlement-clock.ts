import { addShanghaiDays } from '../../china/shanghai.ts';
import type { OrderRules } from '../rules.ts';
import { changeStatus, type Entitlement } from './entitlement.ts';

/** Days before the end at which the buyer is still to be told: those that are neither told nor before its beginning. */
const remindersLeft = (
  { remindedDays = Number.POSITIVE_INFINITY, startsAt = '', endsAt = '' }: Entitlement,
  { reminderDays }: OrderRules,
): number[] => {
  const wholeDays = (Date.parse(endsAt) - Date.parse(startsAt)) / 86_400_000;
  return reminderDays.filter((days) => days < remindedDays && days < wholeDays).sort((a, b) => b - a);
};

/** When the clock has to look at an entitlement next; undefined when never. */
export function nextStepAt(entitlement: Entitlement, rules: OrderRules): string | undefined {
  const { status, endsAt, refundAt } = entitlement;
  if (status === 'provisioning') return refundAt;
  if (endsAt === undefined) return undefined;
  const end = new Date(endsAt);
  if (status === 'expired') return addShanghaiDays(end, rules.retentionDays).toISOString();
  if (status !== 'active' && status !== 'suspended') return undefined;
  const [first] = status === 'active' ? remindersLeft(entitlement, rules) : [];
  return first === undefined ? endsAt : addShanghaiDays(end, -first).toISOString();
}

export const withNextStep = <E extends Entitlement>(entitlement: E, rules: OrderRules): E => ({
  ...entitlement,
  nextStepAt: nextStepAt(entitlement, rules),
});

export type ClockStep =
  | { readonly kind: 'remind'; readonly daysLeft: number; readonly after: Entitlement }
  | { readonly kind: 'expire' | 'release'; readonly after: Entitlement };

/**
 * What is due on an entitlement: one step at a time, so that each is committed with its own event. Reminders that were
 * missed are told as one (`docs/rules/3-orders.md`, "Entitlements").
 */
export function dueStep(entitlement: Entitlement, now: Date, rules: OrderRules): ClockStep | undefined {
  const { status, endsAt, noticeNumber, bought } = entitlement;
  const due = nextStepAt(entitlement, rules);
  if (endsAt === undefined || due === undefined || due > now.toISOString()) return undefined;
  const told = { noticeNumber: bought.endpointId === undefined ? noticeNumber : noticeNumber + 1 };
  if (status === 'expired') {
    const released = { ...changeStatus(entitlement, 'released'), ...told, sealedInstance: undefined };
    return { kind: 'release', after: withNextStep(released, rules) };
  }
  if (endsAt <= now.toISOString()) {
    return {
      kind: 'expire',
      after: withNextStep({ ...changeStatus(entitlement, 'expired'), ...told }, rules),
    };
  }
  const passed = remindersLeft(entitlement, rules).filter(
    (days) => addShanghaiDays(new Date(endsAt), -days).toISOString() <= now.toISOString(),
  );
  const daysLeft = Math.min(...passed);
  return { kind: 'remind', daysLeft, after: withNextStep({ ...entitlement, remindedDays: daysLeft }, rules) };
}
