import type { Attributes } from '../kernel/change.ts';
import { become, type Lifecycle } from '../kernel/lifecycle.ts';
import { shortText } from '../kernel/text/short-text.ts';
import { defineEntity } from '../table/entity.ts';
import { placeOf } from '../table/list-page.ts';
import { jobErrors } from './errors.ts';
import type { JobKindName } from './kinds.ts';

export const jobStatuses = ['running', 'finished', 'stopped'] as const;
export type JobStatus = (typeof jobStatuses)[number];

/** A job ends when it has walked all its things, however many of them failed; it stops when it cannot go on. */
export const jobLifecycle: Lifecycle<JobStatus> = {
  running: { zh: '进行中', en: 'running', next: ['finished', 'stopped'] },
  finished: { zh: '已完成', en: 'finished', next: [] },
  stopped: { zh: '已中止', en: 'stopped', next: [] },
};

/** Which thing failed, and the code of the error. */
export type JobFailure = { readonly thingId: string; readonly code: string };

/** Something that is done with many things, in steps; whoever takes a step finds here where the one before it has ended. */
export type Job = {
  readonly jobId: string;
  readonly kind: JobKindName;
  /** what the kind needs to find its things */
  readonly input: Attributes;
  /** the thing that it was started at */
  readonly aboutId?: string;
  /** who started it */
  readonly starterId: string;
  readonly starterName: string;
  readonly status: JobStatus;
  /** where the next step goes on; absent at the beginning */
  readonly cursor?: string;
  readonly doneCount: number;
  readonly failedCount: number;
  /** the first of them */
  readonly failures: readonly JobFailure[];
  /** things that the next step takes; fewer than its kind says after a step that failed as a whole */
  readonly atOnce?: number;
  /** failed steps in a row of a single thing */
  readonly tries?: number;
  /** steps in a row that failed although nothing was tried with a thing */
  readonly lostSteps?: number;
  /** code of the error of the latest step, if that failed */
  readonly errorCode?: string;
  readonly createdAt: string;
  /** when its next step is taken */
  readonly stepAt: string;
  readonly finishedAt?: string;
  readonly version: number;
};

export const allJobs = 'jobs';
const nameBytes = 30;

export const jobEntity = defineEntity<Job, string, 'step'>({
  type: 'job',
  keyOf: (jobId) => ({ pk: jobId, sk: 'job' }),
  idOf: ({ jobId }) => jobId,
  lists: ({ jobId }) => ({ list1: { pk: allJobs, sk: placeOf(jobId) } }),
  row: ({ kind, aboutId, starterId, starterName, status, doneCount, failedCount, finishedAt }) => ({
    ...{ kind, aboutId, starterId, starterName: shortText(starterName, nameBytes) },
    ...{ status, doneCount, failedCount, finishedAt },
  }),
  timers: ({ status, stepAt }) => ({ step: status === 'running' ? stepAt : undefined }),
});

export const endAs = (job: Job, status: 'finished' | 'stopped', now: Date): Job => ({
  ...become(jobLifecycle, job, status, jobErrors.status),
  finishedAt: now.toISOString(),
});
