import type { Change } from '../kernel/change.ts';
import { happened } from '../kernel/events/define-events.ts';
import { type Clock, clockOf } from '../table/clock.ts';
import { jobEvents } from './events.ts';
import { type Job, jobEntity } from './job.ts';
import type { JobKind, JobKindName } from './kinds.ts';
import { setBack, takeStep } from './take-step.ts';

export type JobDeps = {
  readonly kinds: Readonly<Record<JobKindName, JobKind>>;
  /** is told of a step that failed */
  readonly onFailed: (job: Job, error: unknown) => void;
};

/** A job goes on, step by step, until all its things are done; a step that fails is taken anew with fewer things. */
export const jobClock = ({ kinds, onFailed }: JobDeps): Clock =>
  clockOf(jobEntity, {
    async step(job, now) {
      const kind = kinds[job.kind];
      const orElse = (error: unknown) => {
        onFailed(job, error);
        return [saved(job, setBack(job, kind, error, now))];
      };
      try {
        const { after, changes } = await takeStep(job, kind, now);
        return { changes: [saved(job, after), ...changes], more: after.status === 'running', orElse };
      } catch (error) {
        return { changes: orElse(error), more: true };
      }
    },
  });

/** Steps leave no event: the job itself tells how far it is. */
function saved(before: Job, after: Job): Change {
  const { jobId, kind, status, doneCount, failedCount } = after;
  if (status === 'running') return jobEntity.save(before, after);
  return jobEntity.save(before, after, happened(jobEvents[status], { jobId, kind, doneCount, failedCount }));
}
