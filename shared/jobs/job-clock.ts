import type { Change } from '../kernel/change.ts';
import { happened } from '../kernel/events/define-events.ts';
import { type Clock, clockOf } from '../table/clock.ts';
import type { Table } from '../table/table.ts';
import { jobEvents } from './events.ts';
import { type Job, jobEntity } from './job.ts';
import type { JobKind, JobKindName } from './kinds.ts';
import { setBack, takeStep } from './take-step.ts';

type Decided = { readonly changes: readonly Change[]; readonly more: boolean };

export type JobDeps = {
  readonly table: Table;
  readonly kinds: Readonly<Record<JobKindName, JobKind>>;
  /** commits what was decided for a job, and decides anew when somebody else was faster */
  readonly commit: (jobId: string, decide: () => Promise<Decided>) => Promise<Decided>;
  /** is told of a step that failed */
  readonly onFailed: (job: Job, error: unknown) => void;
};

/** A job goes on, step by step, until all its things are done; a step that fails is taken anew with fewer things. */
export const jobClock = ({ table, kinds, commit, onFailed }: JobDeps): Clock =>
  clockOf(jobEntity, {
    async step(job, now) {
      const kind = kinds[job.kind];
      try {
        const { more } = await commit(job.jobId, () => nextStep(table, job.jobId, kind, now));
        return { changes: [], more };
      } catch (error) {
        onFailed(job, error);
        const after = setBack(job, kind, error, now);
        return { changes: [saved(job, after)], more: true };
      }
    },
  });

async function nextStep(table: Table, jobId: string, kind: JobKind, now: Date): Promise<Decided> {
  const job = await jobEntity.get(table, jobId);
  if (job?.status !== 'running') return { changes: [], more: false };

  const { after, changes } = await takeStep(job, kind, now);
  return { changes: [saved(job, after), ...changes], more: after.status === 'running' };
}

/** Steps leave no event: the job itself tells how far it is. */
function saved(before: Job, after: Job): Change {
  const { jobId, kind, status, doneCount, failedCount } = after;
  if (status === 'running') return jobEntity.save(before, after);
  return jobEntity.save(before, after, happened(jobEvents[status], { jobId, kind, doneCount, failedCount }));
}
