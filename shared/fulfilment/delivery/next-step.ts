import type { AttemptTrigger } from '../notifications/attempt.ts';
import type { NotificationRecord } from '../notifications/kept-notification.ts';
import { isOver } from '../notifications/notification.ts';

/** What to do about a notification whose turn in the queue has come. */
export type NextStep =
  | { readonly kind: 'attempt'; readonly trigger: AttemptTrigger }
  /** too early: the queue shall keep it until then */
  | { readonly kind: 'wait'; readonly until: Date }
  /** the one before was neither delivered nor withdrawn: nothing may be sent until it is (`docs/rules/4-fulfilment.md`, "What is told") */
  | { readonly kind: 'hold'; readonly behind: string }
  /** ended already: this message is a repeat */
  | { readonly kind: 'finished' };

/** The queue counts whole seconds; a message that comes back a little early is on time. */
const earlyMilliseconds = 1000;

type Line = { readonly record?: NotificationRecord; readonly previous?: NotificationRecord };

/**
 * `replay` is the version at which this message's replay was asked for; undefined for a message of the schedule. A replay that the seller's
 * system has accepted goes on by the schedule with its own message: every earlier one has left the queue before it came.
 */
export function nextStep({ record, previous }: Line, replay: number | undefined, now: Date): NextStep {
  if (record?.status === 'withdrawn') return { kind: 'finished' };
  if (replay !== undefined && record?.replayAsked === replay) return { kind: 'attempt', trigger: 'replay' };

  if (record ? isOver(record.status) : replay !== undefined) return { kind: 'finished' };
  if (replay !== undefined && record?.replayAsked !== undefined) return { kind: 'finished' };

  const blocked = previous && previous.status !== 'delivered' && previous.status !== 'withdrawn';
  if ((!record || record.status === 'pending') && blocked) return { kind: 'hold', behind: previous.id };
  if (!record) return { kind: 'attempt', trigger: 'schedule' };
  if (record.hurried) return { kind: 'attempt', trigger: 'send_now' };
  const until = record.nextAttemptAt === undefined ? now : new Date(record.nextAttemptAt);
  return until.getTime() - now.getTime() >= earlyMilliseconds
    ? { kind: 'wait', until }
    : { kind: 'attempt', trigger: 'schedule' };
}
