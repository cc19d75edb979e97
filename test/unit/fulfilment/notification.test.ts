import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../shared/fulfilment/dialects/outcome.ts';
import type { NextAttempt } from '../../../shared/fulfilment/dialects/retry-schedule.ts';
import {
  type Attempt,
  type AttemptTrigger,
  describeAttempt,
} from '../../../shared/fulfilment/notifications/attempt.ts';
import {
  finishedStatuses,
  giveUpAccepted,
  mayAttempt,
  type Notification,
  type NotificationStatus,
  newNotification,
  notificationLifecycle,
  recordAttempt,
  recordCallBack,
  startAttempt,
} from '../../../shared/fulfilment/notifications/notification.ts';

const at = new Date('2026-10-01T00:00:00Z');
const later = new Date('2026-10-01T00:05:00Z');
const none = { addresses: [], accounts: [] };
const succeeded: Outcome = { kind: 'succeeded', instance: none };
const pending: Outcome = { kind: 'pending', location: '/instances/1' };
const failed: Outcome = { kind: 'try_again', errorClass: 'server_error' };
const refused: Outcome = { kind: 'refused_for_good' };
const again: NextAttempt = { at: later };
const attempt = (trigger: AttemptTrigger = 'schedule'): Attempt => ({
  number: 1,
  trigger,
  at,
  durationMs: 5,
});
const fresh = newNotification('msg_1');
const exhausted = recordAttempt(fresh, attempt(), failed, { exhausted: true });
const delivered = recordAttempt(fresh, attempt(), succeeded);

describe('the life of a notification', () => {
  it('has no state that cannot be reached, and leaves an end only by replay', () => {
    const reached = new Set<NotificationStatus>(['pending']);
    for (const status of reached) for (const next of notificationLifecycle[status].next) reached.add(next);
    expect([...reached].sort()).toEqual(Object.keys(notificationLifecycle).sort());
    for (const status of finishedStatuses) {
      expect(mayAttempt({ ...fresh, status }, 'replay')).toBe(true);
      expect(mayAttempt({ ...fresh, status }, 'schedule')).toBe(false);
      expect(mayAttempt({ ...fresh, status }, 'send_now')).toBe(false);
    }
  });

  it('goes from waiting to delivered, keeping count', () => {
    const waiting = recordAttempt(startAttempt(fresh, 'schedule'), attempt(), failed, again);
    expect(waiting).toMatchObject({
      status: 'waiting',
      nextAttemptAt: later,
      attempts: 1,
      scheduledAttempts: 1,
      lastErrorClass: 'server_error',
    });
    const done = recordAttempt(waiting, attempt('send_now'), succeeded);
    expect(done).toEqual({
      id: 'msg_1',
      status: 'delivered',
      attempts: 2,
      scheduledAttempts: 2,
      finishedAt: at,
    });
  });

  it('ends as refused or exhausted', () => {
    expect(recordAttempt(fresh, attempt(), refused, { exhausted: true })).toMatchObject({
      status: 'refused',
      lastErrorClass: 'rejected',
    });
    expect(exhausted).toMatchObject({ status: 'exhausted', finishedAt: at });
    expect(exhausted.nextAttemptAt).toBeUndefined();
  });

  it('keeps an accepted one until the seller reports or time is up', () => {
    const accepted = recordAttempt(fresh, attempt(), pending, again);
    expect(accepted).toMatchObject({ status: 'accepted', location: '/instances/1', nextAttemptAt: later });
    expect(recordCallBack(accepted, later)).toMatchObject({ status: 'delivered', finishedAt: later });
    expect(giveUpAccepted(accepted, later)).toMatchObject({ status: 'exhausted', finishedAt: later });
    expect(() => recordCallBack(delivered, later)).toThrow(RangeError);
    expect(() => giveUpAccepted(delivered, later)).toThrow(RangeError);
  });

  it('sends nothing after it was withdrawn', () => {
    for (const trigger of ['schedule', 'send_now', 'replay'] as const)
      expect(mayAttempt({ status: 'withdrawn' }, trigger)).toBe(false);
  });
});

describe('the replay of a notification', () => {
  it('does not start the schedule again after a failed replay by hand', () => {
    for (const [before, outcome] of [
      [exhausted, failed],
      [delivered, failed],
      [delivered, refused],
      [delivered, pending],
    ] as const) {
      const replayed = recordAttempt(startAttempt(before, 'replay'), attempt('replay'), outcome, again);
      expect(replayed).toMatchObject({ status: before.status, attempts: 2, scheduledAttempts: 1 });
      expect(replayed.nextAttemptAt).toBeUndefined();
    }
    expect(recordAttempt(exhausted, attempt('replay'), succeeded).status).toBe('delivered');
  });

  it('starts the schedule again with a replay that is accepted', () => {
    const tired = { ...exhausted, attempts: 14, scheduledAttempts: 14 };
    const accepted = recordAttempt(tired, attempt('replay'), pending, again);
    expect(accepted).toMatchObject({
      status: 'accepted',
      attempts: 15,
      scheduledAttempts: 1,
      nextAttemptAt: later,
    });
    expect(recordAttempt(accepted, attempt(), failed, again)).toMatchObject({
      status: 'waiting',
      scheduledAttempts: 2,
    });
  });

  it('takes up an attempt that was cut off, and refuses to replay what still runs', () => {
    const cutOff = startAttempt(fresh, 'schedule');
    expect(startAttempt(cutOff, 'schedule').status).toBe('delivering');
    expect(() => startAttempt(cutOff, 'replay')).toThrow(RangeError);
    const replayCutOff = startAttempt(exhausted, 'replay');
    expect(recordAttempt(replayCutOff, attempt('replay'), failed).status).toBe('exhausted');
    expect(() => startAttempt(replayCutOff, 'schedule')).toThrow(RangeError);
  });
});

describe('the life of any notification', () => {
  it('makes only moves of the table, whatever comes in whatever order', () => {
    const step = fc.record({
      trigger: fc.constantFrom<AttemptTrigger>('schedule', 'send_now', 'replay'),
      outcome: fc.constantFrom(succeeded, pending, failed, refused),
      next: fc.constantFrom<NextAttempt>(again, { exhausted: true }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let current: Notification = fresh;
        for (const { trigger, outcome, next } of steps) {
          if (!mayAttempt(current, trigger)) continue;
          const started = startAttempt(current, trigger);
          const after = recordAttempt(started, attempt(trigger), outcome, next);
          expect(notificationLifecycle[current.status].next).toContain(started.status);
          expect(notificationLifecycle.delivering.next).toContain(after.status);
          expect(recordAttempt(current, attempt(trigger), outcome, next)).toEqual(after);
          expect(after.attempts).toBe(current.attempts + 1);
          expect(after.nextAttemptAt !== undefined).toBe(
            ['waiting', 'accepted'].includes(after.status) && 'at' in next,
          );
          current = after;
        }
      }),
    );
  });
});

describe('the record of an attempt', () => {
  const start = { number: 3, trigger: 'schedule', at } as const;
  const answer = (bodyText: string) => {
    const body = new TextEncoder().encode(bodyText);
    return {
      kind: 'answered',
      status: 503,
      headers: {},
      body,
      bodyText,
      truncated: false,
      durationMs: 12,
    } as const;
  };

  it('keeps the first 4 KiB of the answer and cuts no character in two', () => {
    const kept = describeAttempt(start, answer(`a${'云'.repeat(3000)}`), failed);
    expect(kept).toMatchObject({
      number: 3,
      trigger: 'schedule',
      status: 503,
      durationMs: 12,
      errorClass: 'server_error',
    });
    expect(kept.answer).toBe(`a${'云'.repeat(1365)}`);
    expect(describeAttempt(start, answer('ok'), succeeded)).toEqual({
      ...start,
      status: 503,
      durationMs: 12,
      answer: 'ok',
    });
  });

  it('has a class of its own for an endpoint that said no for good', () => {
    expect(describeAttempt(start, { ...answer('gone'), status: 410 }, refused)).toMatchObject({
      status: 410,
      errorClass: 'rejected',
    });
  });

  it('tells what failed below HTTP', () => {
    const result = { kind: 'failed', errorClass: 'connect', detail: 'ECONNREFUSED', durationMs: 3 } as const;
    expect(describeAttempt(start, result, { kind: 'try_again', errorClass: 'connect' })).toEqual({
      ...start,
      durationMs: 3,
      errorClass: 'connect',
      detail: 'ECONNREFUSED',
    });
  });
});
