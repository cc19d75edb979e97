import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TryAgain } from '../../../shared/fulfilment/dialects/outcome.ts';
import { readRetryAfter } from '../../../shared/fulfilment/dialects/retry-after.ts';
import {
  defaultRetryPolicy,
  nextAttempt,
  type RetryPolicy,
} from '../../../shared/fulfilment/dialects/retry-schedule.ts';

const now = new Date('2026-10-01T00:00:00.000Z');
const failure: TryAgain = { kind: 'try_again', errorClass: 'server_error' };
const pauseSeconds = (
  attempt: number,
  random = 0.5,
  outcome = failure,
  policy = defaultRetryPolicy,
): number => {
  const next = nextAttempt(policy, { attemptNumber: attempt, outcome, random }, now);
  return 'at' in next ? (next.at.getTime() - now.getTime()) / 1000 : Number.NaN;
};
const anyRandom = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const anyAttempt = fc.integer({ min: 1, max: 13 });

describe('the retry schedule', () => {
  it('pauses 5 s, 30 s, 2 min, 10 min, 30 min, 1 h, 3 h, 6 h, then about 12 h, 14 attempts over about 3 days', () => {
    const pauses = Array.from({ length: 13 }, (_, index) => pauseSeconds(index + 1));
    expect(pauses.slice(0, 8)).toEqual([5, 30, 120, 600, 1800, 3600, 10_800, 21_600]);
    for (const pause of pauses.slice(8)) expect(Math.abs(pause - 43_200)).toBeLessThanOrEqual(120);
    expect(
      nextAttempt(defaultRetryPolicy, { attemptNumber: 14, outcome: failure, random: 0.5 }, now),
    ).toEqual({ exhausted: true });
    const days = pauses.reduce((sum, pause) => sum + pause, 0) / 86_400;
    expect(days).toBeGreaterThan(2.8);
    expect(days).toBeLessThan(3.2);
  });

  it('varies each pause by no more than the share, and never lets the queue lose a message', () => {
    fc.assert(
      fc.property(anyAttempt, anyRandom, (attempt, random) => {
        const planned = defaultRetryPolicy.pausesSeconds[attempt - 1] ?? 43_200;
        const pause = pauseSeconds(attempt, random);
        expect(pause).toBeGreaterThanOrEqual(planned * 0.9 - 0.001);
        expect(pause).toBeLessThanOrEqual(
          Math.min(planned * 1.1 + 0.001, defaultRetryPolicy.longestPauseSeconds),
        );
        expect(defaultRetryPolicy.longestPauseSeconds).toBeLessThan(43_200 - 30);
      }),
    );
  });
});

describe('the retry schedule after any answer and by any policy', () => {
  it('waits at least as long as Retry-After says, capped, and never less than the schedule', () => {
    fc.assert(
      fc.property(
        anyAttempt,
        anyRandom,
        fc.integer({ min: 0, max: 999_999_999 }),
        (attempt, random, retryAfterSeconds) => {
          const pause = pauseSeconds(attempt, random, { ...failure, retryAfterSeconds });
          expect(pause).toBeGreaterThanOrEqual(
            Math.min(retryAfterSeconds, defaultRetryPolicy.longestPauseSeconds),
          );
          expect(pause).toBeGreaterThanOrEqual(pauseSeconds(attempt, random));
          expect(pause).toBeLessThanOrEqual(defaultRetryPolicy.longestPauseSeconds);
        },
      ),
    );
  });

  it('stops at once when refused for good', () => {
    expect(
      nextAttempt(
        defaultRetryPolicy,
        { attemptNumber: 1, outcome: { kind: 'refused_for_good' }, random: 0 },
        now,
      ),
    ).toEqual({
      exhausted: true,
    });
  });

  it('follows any other policy: its number of attempts and its pauses', () => {
    const policyOf = fc.record({
      pausesSeconds: fc.array(fc.integer({ min: 1, max: 40_000 }), { minLength: 1, maxLength: 20 }),
      attempts: fc.integer({ min: 1, max: 200 }),
      jitterShare: fc.constant(0),
      longestPauseSeconds: fc.constant(43_000),
    });
    fc.assert(
      fc.property(policyOf, anyRandom, (policy: RetryPolicy, random) => {
        let attempts = 1;
        for (;;) {
          const next = nextAttempt(policy, { attemptNumber: attempts, outcome: failure, random }, now);
          if ('exhausted' in next) break;
          const planned = policy.pausesSeconds[Math.min(attempts, policy.pausesSeconds.length) - 1];
          expect((next.at.getTime() - now.getTime()) / 1000).toBe(planned);
          attempts += 1;
        }
        expect(attempts).toBe(policy.attempts);
      }),
    );
  });
});

describe('reading Retry-After', () => {
  it.each([
    ['120', 120],
    [' 0 ', 0],
    ['Thu, 01 Oct 2026 00:01:30 GMT', 90],
    ['Thursday, 01-Oct-26 00:01:30 GMT', 90],
    ['Wed, 30 Sep 2026 00:00:00 GMT', undefined],
    ['-5', undefined],
    ['1.5', undefined],
    ['9999999999', undefined],
    ['soon', undefined],
    ['2026-10-02', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('reads %s as %s', (header, seconds) => expect(readRetryAfter(header, now)).toBe(seconds));
});
