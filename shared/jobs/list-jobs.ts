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
  rowOf: ({ pk, row }) => ({
    ...(row as Omit<Row, 'jobId' | 'createdAt'>),
    jobId: String(pk),
    createdAt: madeAt(String(pk)),
  }),
};

export const listJobs: UseCase<typeof jobsContract.listJobs, { readonly table: Table }> = async (
  { input },
  { table },
) => ({ answer: await listPage(table, jobs, input) });
