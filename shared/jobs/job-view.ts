import * as z from 'zod';
import { type Job, jobStatuses } from './job.ts';
import { type JobKindName, jobKinds } from './kinds.ts';

export const JobKindView = z.enum(Object.keys(jobKinds) as [JobKindName, ...JobKindName[]]);
export const JobStatusView = z.enum(jobStatuses);
export const JobFailureView = z.object({ thingId: z.string(), code: z.string() });

export const JobRow = z.object({
  jobId: z.string(),
  kind: JobKindView,
  /** the thing that it was started at */
  aboutId: z.string().optional(),
  /** who started it */
  starterId: z.string(),
  starterName: z.string(),
  status: JobStatusView,
  /** things with which it was done; those that needed nothing count nowhere */
  doneCount: z.int(),
  failedCount: z.int(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().optional(),
});

/** How far a job is. */
export const JobView = JobRow.extend({
  /** the first 20 things that failed, and why */
  failures: z.array(JobFailureView),
  /** when it goes on, while it is running */
  nextStepAt: z.iso.datetime().optional(),
  /** of the step that it could not take the last time */
  errorCode: z.string().optional(),
});

export function jobView(job: Job): z.input<typeof JobView> {
  const { jobId, kind, aboutId, starterId, starterName, status, createdAt, finishedAt } = job;
  const { doneCount, failedCount, failures, errorCode } = job;
  return {
    ...{
      jobId,
      kind,
      aboutId,
      starterId,
      starterName,
      status,
      doneCount,
      failedCount,
      createdAt,
      finishedAt,
    },
    failures: failures.map((failure) => ({ ...failure })),
    nextStepAt: status === 'running' ? job.stepAt : undefined,
    errorCode,
  };
}
