import { userOf } from '../kernel/actor.ts';
import type { UseCase } from '../kernel/use-case.ts';
import type { Table } from '../table/table.ts';
import type { jobsContract } from './contract.ts';
import { jobErrors } from './errors.ts';
import { jobEntity } from './job.ts';
import { jobView } from './job-view.ts';

/** For whoever started it, and for operators. */
export const showJob: UseCase<typeof jobsContract.showJob, { readonly table: Table }> = async (
  { input: { jobId }, actor },
  { table },
) => {
  const { userId, operator } = userOf(actor);

  const job = await jobEntity.get(table, jobId, { eventual: true });
  if (!job || (job.starterId !== userId && !operator)) throw jobErrors.not_found();

  return { answer: jobView(job) };
};
