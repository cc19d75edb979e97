import type { Limit } from '../kernel/limits.ts';
import { defaultRetryPolicy } from './dialects/retry-schedule.ts';

/** Figures of delivery (`docs/rules/4-fulfilment.md`, "Delivery"); a deployment may override each by name. */
export const defaultFulfilmentRules = {
  retry: defaultRetryPolicy,
  /** how long the key before a rotation stays valid beside the new one */
  secretOverlapHours: 24,
  /** a change of an endpoint is noticed by its deliveries after so long at most */
  endpointCacheSeconds: 10,
  /** when an endpoint that is down is spared */
  breaker: {
    /** failures in a row, of whatever messages */
    failures: 20,
    /** a failure so long ago is in no row with the next one */
    forgetSeconds: 120,
    /** before the first probe; doubled at every probe that fails */
    pauseSeconds: 30,
    longestPauseSeconds: 600,
    /** older messages are sent all the same, so that they end before the queue forgets them after 14 days */
    spareDays: 4,
  },
  /** how an endpoint that takes its time is kept from holding all senders */
  slow: {
    /** an attempt that takes so long shows that the endpoint is slow */
    afterSeconds: 2,
    /** how long it is slow after its last such attempt at most; at least half of it */
    forgetSeconds: 900,
    /** attempts under way at once at a slow endpoint; deliveries have 50 senders in all */
    slots: 5,
    /** the same at one that has not shown yet how long it takes */
    firstSlots: 2,
    /** a slot whose holder crashed is free again; longer than a sender may run */
    slotSeconds: 60,
    /** of a message that found no slot, each time longer */
    pauseSeconds: 3,
    pauseGrowth: 1.25,
    longestPauseSeconds: 21_600,
  },
  /** failed notifications sent again by one step of a job */
  replaysAtOnce: 40,
  limits: {
    /** made by one person */
    endpoints: {
      name: 'endpoints',
      per: 'day',
      most: 20,
      zh: '新建的应用凭证数',
      en: 'new endpoints',
    } as Limit,
    /** started by one person */
    replays: {
      name: 'replays',
      per: 'hour',
      most: 20,
      zh: '批量重发次数',
      en: 'replays of all that failed',
    } as Limit,
  },
};
export type FulfilmentRules = typeof defaultFulfilmentRules;
