import * as z from 'zod';
import { defineContract } from '../kernel/contract.ts';
import { idInput } from '../kernel/id-input.ts';
import { listInput, pageOf } from '../kernel/page.ts';
import { jobErrors } from './errors.ts';
import { JobKindView, JobRow, JobStatusView, JobView } from './job-view.ts';

/** What is done with many things in steps; each job is started where its things are. */
export const jobsContract = defineContract({
  showJob: {
    method: 'GET',
    path: '/v1/jobs/{jobId}',
    summary: {
      zh: '查看批量任务的进度',
      en: 'Show how far a job is, to whoever started it and to operators',
    },
    auth: 'user',
    idempotency: 'no',
    input: z.strictObject({ jobId: idInput('job') }),
    output: JobView,
    errors: [jobErrors.not_found],
  },
  listJobs: {
    method: 'GET',
    path: '/v1/operator/jobs',
    summary: { zh: '批量任务列表', en: 'List all jobs' },
    auth: 'operator',
    idempotency: 'no',
    input: listInput({
      kind: JobKindView.optional(),
      status: JobStatusView.optional(),
      aboutId: z.string().max(100).optional(),
      starterId: z.string().max(100).optional(),
    }),
    output: pageOf(JobRow),
    errors: [],
  },
});
