import { userOf } from '../kernel/actor.ts';
import type { Attributes, Change } from '../kernel/change.ts';
import type { Operation } from '../kernel/contract.ts';
import { AppError } from '../kernel/errors.ts';
import { happened } from '../kernel/events/define-events.ts';
import type { Call } from '../kernel/use-case.ts';
import { jobEvents } from './events.ts';
import { type Job, jobEntity } from './job.ts';
import type { JobKind } from './kinds.ts';
import { CannotWalk, type JobStep, takeStep } from './take-step.ts';

type Start<I> = { readonly input: I; readonly aboutId?: string };
type Caller = Pick<Call<Operation>, 'actor' | 'now' | 'newId'>;

/**
 * For use cases: starts a job, in the name of the caller. Its first step is taken with it, so that few things are done at once; the clock
 * takes the others.
 */
export async function startJob<I extends Attributes>(
  kind: JobKind<I>,
  { input, aboutId }: Start<I>,
  { actor, now, newId }: Caller,
): Promise<{ readonly job: Job; readonly changes: readonly Change[] }> {
  const { userId, name } = userOf(actor);
  const at = now.toISOString();
  const job: Job = {
    ...{ jobId: newId('job'), kind: kind.name, input, aboutId, starterId: userId, starterName: name },
    ...{ status: 'running', doneCount: 0, failedCount: 0, failures: [] },
    ...{ createdAt: at, stepAt: at, version: 1 },
  };

  const { after, changes } = await firstStep(job, kind as JobKind, now);
  const { jobId, status } = after;
  const event = happened(jobEvents.started, { jobId, kind: kind.name, aboutId, status });
  return { job: after, changes: [jobEntity.create(after, event), ...changes] };
}

/** What is wrong with a thing is found out by the clock, which has the time to. */
async function firstStep(job: Job, kind: JobKind, now: Date): Promise<JobStep> {
  try {
    return await takeStep(job, kind, now);
  } catch (error) {
    const reason = error instanceof CannotWalk ? error.reason : error;
    if (reason instanceof AppError && reason.spec.retryable) throw reason;
    return { after: job, changes: [] };
  }
}
