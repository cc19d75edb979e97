import type * as z from 'zod';
import type { UseCase } from '../kernel/use-case.ts';
import { listPage, madeAt, placeOfIds, type TimedList } from '../table/list-page.ts';
import type { Table } from '../table/table.ts';
import type { jobsContract } from './contract.ts';
import { allJobs } from './job.ts';
import type { JobRow } from './job-view.ts';

type Row = z.input<typeof JobRow>;

const jobs: TimedList<Row> = {
  index: 'list1',
  pk: allJobs,
  placeAt: placeOfIds,
  rowOf({ pk, row }) {
    const jobId = String(pk);
    return { jobId, createdAt: madeAt(jobId), ...(row as Omit<Row, 'jobId' | 'createdAt'>) };
  },
};

/** Of everybody. */
export const listJobs: UseCase<typeof jobsContract.listJobs, { readonly table: Table }> = async (
  { input },
  { table },
) => ({ answer: await listPage(table, jobs, input) });
