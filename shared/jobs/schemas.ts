import { JobFailureView, JobKindView, JobRow, JobStatusView, JobView } from './job-view.ts';

/** Names of the schemas in the API's document. */
export const jobsSchemas = {
  Job: JobView,
  JobFailure: JobFailureView,
  JobKind: JobKindView,
  JobRow,
  JobStatus: JobStatusView,
} as const;
