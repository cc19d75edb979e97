import type { Lifecycle } from '../../kernel/lifecycle.ts';
import type { FailureClass, Outcome } from '../dialects/outcome.ts';
import type { NextAttempt } from '../dialects/retry-schedule.ts';
import type { Attempt, AttemptTrigger } from './attempt.ts';

export type NotificationStatus =
  | 'pending'
  | 'delivering'
  | 'waiting'
  | 'accepted'
  | 'delivered'
  | 'refused'
  | 'exhausted'
  | 'withdrawn';

/**
 * Life of a notification (`docs/rules/4-fulfilment.md`, "Delivery"). `accepted`: the seller works on it and is polled or calls back.
 * `delivered`, `refused` and `exhausted` are ends that only a replay by hand leaves. `withdrawn` is final: what it was about was refunded
 * before the seller's system had set it up.
 */
export const notificationLifecycle = {
  pending: { zh: '待发送', en: 'pending', next: ['delivering', 'withdrawn'] },
  delivering: {
    zh: '发送中',
    en: 'being delivered',
    next: ['waiting', 'accepted', 'delivered', 'refused', 'exhausted'],
  },
  waiting: { zh: '等待重试', en: 'waiting for its next attempt', next: ['delivering', 'withdrawn'] },
  accepted: {
    zh: '处理中',
    en: 'accepted and in the works',
    next: ['delivering', 'delivered', 'exhausted', 'withdrawn'],
  },
  delivered: { zh: '已送达', en: 'delivered', next: ['delivering'] },
  refused: { zh: '被拒绝', en: 'refused', next: ['delivering', 'withdrawn'] },
  exhausted: { zh: '重试已用尽', en: 'exhausted', next: ['delivering', 'withdrawn'] },
  withdrawn: { zh: '已撤回', en: 'withdrawn', next: [] },
} as const satisfies Lifecycle<NotificationStatus>;

export const finishedStatuses = [
  'delivered',
  'refused',
  'exhausted',
] as const satisfies readonly NotificationStatus[];
export type FinishedStatus = (typeof finishedStatuses)[number];

/** States in which a notification has failed for good and waits for somebody's hand. */
export const failedStatuses = ['exhausted', 'refused'] as const satisfies readonly FinishedStatus[];

export const isFailedForGood = (status: string | undefined): status is (typeof failedStatuses)[number] =>
  (failedStatuses as readonly (string | undefined)[]).includes(status);

/** The part of a notification that its deliveries change; its store keeps it with the message and its owners. */
export type Notification = {
  /** The same in every attempt; the receiver recognises a repeat by it. */
  readonly id: string;
  readonly status: NotificationStatus;
  /** All attempts so far, replays included. */
  readonly attempts: number;
  /** Attempts that count for the schedule. */
  readonly scheduledAttempts: number;
  readonly nextAttemptAt?: Date;
  readonly lastErrorClass?: FailureClass;
  readonly finishedAt?: Date;
  /** Where an accepted one can be asked for, as the endpoint wrote it. */
  readonly location?: string;
  /** Set while a replay by hand is under way: where a failure returns to. */
  readonly replayOf?: FinishedStatus;
};

export const newNotification = (id: string): Notification => ({
  id,
  status: 'pending',
  attempts: 0,
  scheduledAttempts: 0,
});

const isFinished = (status: NotificationStatus): status is FinishedStatus =>
  finishedStatuses.some((finished) => finished === status);

/** Whether nothing more is sent of it, unless by a replay. */
export const isOver = (status: NotificationStatus): boolean => status === 'withdrawn' || isFinished(status);

/** Whether an attempt may start: finished ones only by replay, waiting ones by schedule or `send_now`. */
export function mayAttempt(
  notification: Pick<Notification, 'status' | 'replayOf'>,
  trigger: AttemptTrigger,
): boolean {
  if (trigger === 'replay') return isFinished(notification.status) || notification.replayOf !== undefined;
  // One already delivering is one whose attempt was cut off, by a crash of ours: it is taken up again.
  return !isOver(notification.status) && notification.replayOf === undefined;
}

/** Marks an attempt as started. Throws RangeError if none may start: the caller asks `mayAttempt` first. */
export function startAttempt(notification: Notification, trigger: AttemptTrigger): Notification {
  if (!mayAttempt(notification, trigger))
    throw new RangeError(`no ${trigger} attempt from ${notification.status}`);
  const { nextAttemptAt: _waited, ...rest } = notification;
  return isFinished(notification.status)
    ? { ...rest, status: 'delivering', replayOf: notification.status }
    : { ...rest, status: 'delivering' };
}

/**
 * Attempts that count for the schedule, this one included. A replay by hand does not count, unless it is accepted: then it is the first of a
 * new schedule, on which the seller's system is asked again.
 */
export function scheduledWith(
  { scheduledAttempts }: Pick<Notification, 'scheduledAttempts'>,
  trigger: AttemptTrigger,
  outcome: Outcome,
) {
  if (trigger !== 'replay') return scheduledAttempts + 1;
  return outcome.kind === 'pending' ? 1 : scheduledAttempts;
}

/**
 * The notification after an attempt. `next` is the schedule's answer to a failed scheduled one, or when to ask again about an accepted one.
 * A failed replay by hand does not start the schedule again: it returns to the end it came from (`docs/rules/4-fulfilment.md`, "Delivery").
 * Works from `delivering` as well as straight from the state before it, so that `delivering` need not be written.
 */
export function recordAttempt(
  notification: Notification,
  attempt: Attempt,
  outcome: Outcome,
  next?: NextAttempt,
): Notification {
  const started = startAttempt(notification, attempt.trigger);
  const {
    replayOf,
    lastErrorClass: _old,
    location: oldLocation,
    finishedAt: oldFinishedAt,
    ...rest
  } = started;
  const counted = {
    ...rest,
    attempts: started.attempts + 1,
    scheduledAttempts: scheduledWith(started, attempt.trigger, outcome),
  };
  const nextAt = next && 'at' in next ? { nextAttemptAt: next.at } : {};
  // What was delivered once stays delivered, whatever a repeat is told.
  const stays = { ...counted, status: 'delivered', finishedAt: oldFinishedAt ?? attempt.at } as const;
  switch (outcome.kind) {
    case 'succeeded':
      return { ...counted, status: 'delivered', finishedAt: attempt.at };
    case 'pending':
      if (replayOf === 'delivered') return stays;
      return { ...counted, status: 'accepted', ...nextAt, ...located(outcome.location ?? oldLocation) };
    case 'refused_for_good':
      if (replayOf === 'delivered') return stays;
      return { ...counted, status: 'refused', lastErrorClass: 'rejected', finishedAt: attempt.at };
    case 'try_again': {
      const failed = { ...counted, lastErrorClass: outcome.errorClass };
      if (replayOf) return { ...failed, status: replayOf, finishedAt: oldFinishedAt ?? attempt.at };
      if (next && 'at' in next) return { ...failed, status: 'waiting', ...nextAt };
      return { ...failed, status: 'exhausted', finishedAt: attempt.at };
    }
  }
}

/** An accepted one of which the seller reported that it is ready. Throws RangeError from any other state. */
export function recordCallBack(notification: Notification, now: Date): Notification {
  if (notification.status !== 'accepted') throw new RangeError(`no call-back from ${notification.status}`);
  const { nextAttemptAt: _asked, lastErrorClass: _old, ...rest } = notification;
  return { ...rest, status: 'delivered', finishedAt: now };
}

/** An accepted one that was not ready within its dialect's limit. Throws RangeError from any other state. */
export function giveUpAccepted(notification: Notification, now: Date): Notification {
  if (notification.status !== 'accepted')
    throw new RangeError(`nothing to give up from ${notification.status}`);
  const { nextAttemptAt: _asked, ...rest } = notification;
  return { ...rest, status: 'exhausted', finishedAt: now };
}

const located = (location: string | undefined) => (location === undefined ? {} : { location });
