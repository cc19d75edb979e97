import { type Actor, userOf } from './actor.ts';
import type { Change, Write } from './change.ts';
import { type AppError, kernelErrors, type Text } from './errors.ts';

const offset = 8 * 3600;
/** Windows begin with the minute, the hour or the day of Shanghai. */
const windows = {
  minute: { seconds: 60, zh: '每分钟', en: 'a minute' },
  hour: { seconds: 3600, zh: '每小时', en: 'an hour' },
  day: { seconds: 86_400, zh: '每天', en: 'a day' },
} as const;

/**
 * How much of something that costs the marketplace one subject may have in one window. Limits stand among the figures of their
 * context's rules, so that a deployment overrides `most` by name; the sentence says what is counted, after the number.
 */
export type Limit = Text & {
  readonly name: string;
  readonly per: keyof typeof windows;
  readonly most: number;
};

/** Whom a limit counts for: a person, or an address where nobody has signed in. */
export type LimitSubject = `user:${string}` | `address:${string}`;

/** The signed-in person as a limit's subject. */
export const personOf = (actor: Actor): LimitSubject => `user:${userOf(actor).userId}`;

/** So much of a limit, wanted by somebody at a time. */
export type Spending = {
  readonly limit: Limit;
  readonly subject: LimitSubject;
  readonly now: Date;
  readonly amount?: number;
};

const windowOf = ({ limit, now }: Spending) => {
  const { seconds } = windows[limit.per];
  const at = Math.floor(now.getTime() / 1000) + offset;
  const start = at - (at % seconds) - offset;
  return { start, end: start + seconds };
};

/** One counter for each limit, subject and window; the table forgets it when the window has passed. */
export const counterKey = (spending: Spending) => {
  const { limit, subject } = spending;
  return { pk: `limit#${limit.name}#${subject}#${windowOf(spending).start}`, sk: 'count' };
};

/** The 429 that names the limit, its figure and the time to wait. */
export function limitReached(spending: Spending): AppError {
  const { name, per, most, zh, en } = spending.limit;
  const seconds = Math.max(1, windowOf(spending).end - Math.floor(spending.now.getTime() / 1000));
  const params = { limit: name, most, what: { zh, en }, per: windows[per], seconds };
  return kernelErrors.limit_reached({ params, retryAfterSeconds: seconds });
}

/** The write that counts, on the condition that the amount still fits. */
export function countingWrite(spending: Spending): Extract<Write, { kind: 'update' }> {
  const { limit, amount = 1 } = spending;
  const room = limit.most - amount;
  // Where the amount alone is too much, not even the first one may pass.
  const condition = room < 0 ? '#n < :zero' : 'attribute_not_exists(#n) OR #n <= :room';
  return {
    kind: 'update',
    key: counterKey(spending),
    expression: 'SET #type = :type, #ttl = :ttl ADD #n :amount',
    condition,
    names: { '#n': 'n', '#type': 'type', '#ttl': 'ttl' },
    values: {
      ...(room < 0 ? { ':zero': 0 } : { ':room': room }),
      ':amount': amount,
      ':type': 'limit',
      ':ttl': windowOf(spending).end + 3600,
    },
  };
}

/**
 * Counts with the changes of a use case: refused, repeated and failed acts count nothing.
 * Committing throws request.limit_reached where the amount no longer fits.
 */
export const counted = (spending: Spending): Change => ({
  writes: [countingWrite(spending)],
  onRefused: () => limitReached(spending),
});
