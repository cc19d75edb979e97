import type { FulfilmentRules } from '../rules.ts';

/**
 * How long a message waits that found no slot at a slow endpoint, in seconds: growing with how often it was received, so that it waits
 * in the end about a quarter longer than it had to, and a backlog of days does not use up the receives that the queue allows it.
 * `random` in [0, 1) spreads those that came at once.
 */
export function slotPauseSeconds(receiveCount: number, { slow }: FulfilmentRules, random: number): number {
  const grown = slow.pauseSeconds * slow.pauseGrowth ** Math.max(receiveCount - 1, 0);
  return Math.min(grown, slow.longestPauseSeconds) * (0.5 + random);
}

/** How long a message waits whose endpoint is down, in seconds: as long as it would have waited after a failure. */
export function sparedPauseSeconds(receiveCount: number, { retry }: FulfilmentRules, random: number): number {
  const seconds = retry.pausesSeconds[receiveCount - 1] ?? retry.pausesSeconds.at(-1) ?? 0;
  return seconds * (1 + retry.jitterShare * random);
}
