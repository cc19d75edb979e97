import * as z from 'zod';
import { type Job, jobStatuses } from './job.ts';
import { type JobKindName, jobKinds } from './kinds.ts';

export const JobKindInput = z.enum(Object.keys(jobKinds) as [JobKindName, ...JobKindName[]]);

export const JobRow = z.object({
  jobId: z.string(),
  kind: JobKindInput,
  /** the thing that it was started at */
  aboutId: z.string().optional(),
  startedBy: z.object({ userId: z.string(), name: z.string() }),
  status: z.enum(jobStatuses),
  /** things with which it was done; those that needed nothing count nowhere */
  doneCount: z.int(),
  failedCount: z.int(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().optional(),
});

export const JobFailure = z.object({ thingId: z.string(), code: z.string() });

/** How far a job is. */
export const JobView = JobRow.extend({
  /** the first 20 things that failed, and why */
  failures: z.array(JobFailure),
  /** when it goes on, while it is running */
  nextStepAt: z.iso.datetime().optional(),
  /** of the step that it could not take the last time */
  errorCode: z.string().optional(),
});

export function jobView(job: Job): z.input<typeof JobView> {
  const { jobId, kind, aboutId, startedBy, status, doneCount, failedCount, createdAt, finishedAt } = job;
  return {
    ...{ jobId, kind, aboutId, startedBy, status, doneCount, failedCount, createdAt, finishedAt },
    failures: job.failures.map((failure) => ({ ...failure })),
    nextStepAt: status === 'running' ? job.stepAt : undefined,
    errorCode: job.errorCode,
  };
}
