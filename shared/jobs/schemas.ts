import { JobFailure, JobKindInput, JobRow, JobView } from './job-view.ts';

/** Names of the schemas in the API's document. */
export const jobsSchemas = { Job: JobView, JobFailure, JobKind: JobKindInput, JobRow } as const;
