import { jobsContract } from '../../shared/jobs/contract.ts';
import { listJobs } from '../../shared/jobs/list-jobs.ts';
import { showJob } from '../../shared/jobs/show-job.ts';
import { sellerOfUser } from '../../shared/sellers/home/membership.ts';
import { connectTable } from '../runtime/composition.ts';
import { httpFunction } from '../runtime/http/http.ts';

const table = connectTable();

export const handler = httpFunction(
  jobsContract,
  { showJob, listJobs },
  { table, sellerOfUser: sellerOfUser(table), deps: { table } },
);
