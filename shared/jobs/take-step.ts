import type { Change } from '../kernel/change.ts';
import { AppError } from '../kernel/errors.ts';
import { endAs, type Job, type JobFailure } from './job.ts';
import type { JobKind } from './kinds.ts';

const failuresKept = 20;
/** Failed tries of a single thing after which it is counted as failed. */
export const mostTries = 3;
/** Steps in a row that failed although nothing was tried with a thing, after which a job stops. */
const mostLostSteps = 10;

/** The next things could not be found; nothing was tried with any. */
export class CannotWalk extends Error {
  readonly reason: unknown;

  constructor(reason: unknown) {
    super('the next things of a job could not be found', { cause: reason });
    this.reason = reason;
  }
}

export type JobStep = { readonly after: Job; readonly changes: readonly Change[] };

type Outcome = { readonly changes: readonly Change[]; readonly failure?: JobFailure };

/**
 * The next step of a job: the job afterwards, and the changes of its things, which must be committed together. Then each thing is done once,
 * whoever else takes the same step, and wherever it is cut off.
 * @throws CannotWalk, or what a thing failed with in a way that a repeat may mend: then the whole step has not happened
 */
export async function takeStep(job: Job, kind: JobKind, now: Date): Promise<JobStep> {
  const { input, cursor, atOnce = kind.thingsAtOnce } = job;
  const { items, next } = await kind.walk(input, { cursor, limit: atOnce }).catch((reason: unknown) => {
    throw new CannotWalk(reason);
  });

  const outcomes = await Promise.all(
    items.map((thingId) => (givesUp(job) ? givenUp(job, thingId) : outcomeOf(kind, thingId, job, now))),
  );

  return {
    after: afterStep(job, { outcomes, next, kind }, now),
    changes: outcomes.flatMap(({ changes }) => changes),
  };
}

const givesUp = ({ tries = 0 }: Job): boolean => tries >= mostTries;

const givenUp = ({ errorCode = unknownError }: Job, thingId: string): Outcome => ({
  changes: [],
  failure: { thingId, code: errorCode },
});

async function outcomeOf(kind: JobKind, thingId: string, { input }: Job, now: Date): Promise<Outcome> {
  try {
    return { changes: await kind.act(thingId, input, now) };
  } catch (error) {
    if (!isFinal(error)) throw error;
    return { changes: [], failure: { thingId, code: codeOf(error) } };
  }
}

type Walked = { readonly outcomes: readonly Outcome[]; readonly next?: string; readonly kind: JobKind };

function afterStep(job: Job, { outcomes, next, kind }: Walked, now: Date): Job {
  const failures = outcomes.flatMap(({ failure }) => failure ?? []);
  const { atOnce = kind.thingsAtOnce } = job;
  const after = {
    ...job,
    cursor: next,
    doneCount: job.doneCount + outcomes.filter(({ changes }) => changes.length > 0).length,
    failedCount: job.failedCount + failures.length,
    failures: [...job.failures, ...failures].slice(0, failuresKept),
    atOnce: atOnce * 2 < kind.thingsAtOnce ? atOnce * 2 : undefined,
    tries: undefined,
    lostSteps: undefined,
    errorCode: undefined,
    stepAt: now.toISOString(),
  };
  return next === undefined ? endAs(after, 'finished', now) : after;
}

/**
 * A job whose step failed as a whole. Fewer things are tried next time, until the one that it fails at stands alone: that one is tried a few
 * times, and then counted as failed. Where nothing was tried (the things could not be found, or a failed one not be counted), the same step is
 * taken again after a pause; a job that this helps nothing stops.
 */
export function setBack(job: Job, { thingsAtOnce }: JobKind, error: unknown, now: Date): Job {
  const { atOnce = thingsAtOnce, tries = 0, lostSteps = 0 } = job;
  const reason = error instanceof CannotWalk ? error.reason : error;
  const failed = { ...job, errorCode: codeOf(reason), stepAt: now.toISOString() };

  if (error instanceof CannotWalk || givesUp(job)) {
    const isOver = isFinal(reason) || lostSteps + 1 >= mostLostSteps;
    return isOver
      ? endAs(failed, 'stopped', now)
      : { ...failed, lostSteps: lostSteps + 1, stepAt: minutesAfter(now, lostSteps + 1) };
  }
  if (atOnce > 1) return { ...failed, atOnce: Math.ceil(atOnce / 4) };
  if (isFinal(reason) || tries + 1 >= mostTries) return { ...failed, tries: mostTries };
  return { ...failed, tries: tries + 1, stepAt: minutesAfter(now, tries + 1) };
}

const minutesAfter = (now: Date, minutes: number): string =>
  new Date(now.getTime() + minutes * 60_000).toISOString();

/** An error that no repeat helps. */
const isFinal = (error: unknown): error is AppError => error instanceof AppError && !error.spec.retryable;

const unknownError = 'request.internal';
const codeOf = (error: unknown): string => (error instanceof AppError ? error.spec.code : unknownError);
