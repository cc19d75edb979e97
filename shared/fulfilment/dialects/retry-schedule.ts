import type { RefusedForGood, TryAgain } from './outcome.ts';

/** When a failed message is tried again. A dialect or an endpoint may have its own (`docs/rules/4-fulfilment.md`, "Delivery"). */
export type RetryPolicy = {
  /** Pause after attempt 1, 2, ...; the last one repeats. */
  readonly pausesSeconds: readonly number[];
  /** Attempts in all, the first one included. */
  readonly attempts: number;
  /** A pause varies by up to this share in both directions, so that failures do not come back in step. */
  readonly jitterShare: number;
  /** No pause is longer, whatever jitter or Retry-After say. */
  readonly longestPauseSeconds: number;
};

/** SQS counts a message's 12 h of invisibility from when it was received; the attempt itself must fit in before the pause. */
const queueLimitSeconds = 12 * 3600 - 120;

/** About 5 s, 30 s, 2 min, 10 min, 30 min, 1 h, 3 h, 6 h, then 12 h: 14 attempts over about 3 days. */
export const defaultRetryPolicy: RetryPolicy = {
  pausesSeconds: [5, 30, 120, 600, 1800, 3600, 10_800, 21_600, 43_200],
  attempts: 14,
  jitterShare: 0.1,
  longestPauseSeconds: queueLimitSeconds,
};

export type NextAttempt = { readonly at: Date } | { readonly exhausted: true };

/** Scheduled attempt `attemptNumber` (from 1), and how it failed; `random` is in [0, 1). */
export type FailedAttempt = {
  readonly attemptNumber: number;
  readonly outcome: TryAgain | RefusedForGood;
  readonly random: number;
};

/** When to try again. Retry-After never shortens a pause: an endpoint that says 0 must not use up its attempts at once. */
export function nextAttempt(
  policy: RetryPolicy,
  { attemptNumber, outcome, random }: FailedAttempt,
  now: Date,
): NextAttempt {
  if (outcome.kind === 'refused_for_good' || attemptNumber >= policy.attempts) return { exhausted: true };

  const pause = policy.pausesSeconds[attemptNumber - 1] ?? policy.pausesSeconds.at(-1) ?? 0;
  const varied = pause * (1 + policy.jitterShare * (2 * random - 1));
  const seconds = Math.min(Math.max(varied, outcome.retryAfterSeconds ?? 0), policy.longestPauseSeconds);
  return { at: new Date(now.getTime() + Math.round(seconds * 1000)) };
}
