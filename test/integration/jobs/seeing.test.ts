import { beforeAll, expect, test } from 'vitest';
import { jobsContract } from '../../../shared/jobs/contract.ts';
import { jobErrors } from '../../../shared/jobs/errors.ts';
import { type Job, type JobStatus, jobEntity } from '../../../shared/jobs/job.ts';
import { listJobs } from '../../../shared/jobs/list-jobs.ts';
import { showJob } from '../../../shared/jobs/show-job.ts';
import type { Actor } from '../../../shared/kernel/actor.ts';
import type { Input } from '../../../shared/kernel/contract.ts';
import { idsAt } from '../../../shared/kernel/ids.ts';
import { buyerActor, operatorActor, otherSellerActor, run, sellerActor } from '../../support/run-use-case.ts';
import { makeTable, type TestTable } from '../../support/table.ts';

let engine: TestTable;
const made: Job[] = [];
const at = (minute: number) => new Date(Date.UTC(2026, 10, 2, 2, minute));
const statuses: readonly JobStatus[] = ['finished', 'running', 'stopped', 'running'];

beforeAll(async () => {
  engine = await makeTable();
  for (const [minute, status] of statuses.entries()) {
    const now = at(minute);
    const job: Job = {
      ...{ jobId: idsAt(now)('job'), kind: 'notification_replay', input: {}, aboutId: 'end_1', status },
      startedBy: { userId: 'usr_seller', name: 'seller' },
      ...{ doneCount: 41, failedCount: 1, failures: [{ thingId: 'msg_1', code: 'boxes.stuck' }] },
      ...{ createdAt: now.toISOString(), stepAt: now.toISOString(), version: 1 },
    };
    made.push(job);
    await engine.table.commit([jobEntity.create(job)], { actor: sellerActor, now, requestId: 'test' });
  }
});

const shown = (jobId: string, actor: Actor) =>
  run(
    jobsContract.showJob,
    showJob,
    { jobId },
    { deps: { table: engine.table }, table: engine.table, actor },
  );
const listed = async (input: Partial<Input<typeof jobsContract.listJobs>> = {}) => {
  const { table } = engine;
  const asked = { limit: 20, ...input };
  return run(jobsContract.listJobs, listJobs, asked, { deps: { table }, table, actor: operatorActor });
};
const jobIdAt = (place: number) => made[place]?.jobId ?? '';

test.each([
  ['whoever started it', sellerActor],
  ['an operator', operatorActor],
])('%s sees how far a job is', async (_who, actor) => {
  expect(await shown(jobIdAt(1), actor)).toEqual({
    ...{ jobId: jobIdAt(1), kind: 'notification_replay', aboutId: 'end_1', status: 'running' },
    startedBy: { userId: 'usr_seller', name: 'seller' },
    ...{ doneCount: 41, failedCount: 1, failures: [{ thingId: 'msg_1', code: 'boxes.stuck' }] },
    ...{ createdAt: at(1).toISOString(), nextStepAt: at(1).toISOString() },
  });
});

test.each([
  ['another seller', otherSellerActor],
  ['a buyer', buyerActor],
])('for %s there is no such job', async (_who, actor) => {
  await expect(shown(jobIdAt(1), actor)).rejects.toMatchObject({ spec: { code: jobErrors.not_found.code } });
  await expect(shown('job_0', actor)).rejects.toMatchObject({ spec: { code: jobErrors.not_found.code } });
});

test('operators see all jobs, newest first, page by page', async () => {
  const first = await listed({ limit: 3 });
  const second = await listed({ limit: 3, cursor: first.next });
  const ids = [...first.items, ...second.items].map(({ jobId }) => jobId);
  expect(ids).toEqual(made.map(({ jobId }) => jobId).reverse());
});

test.each([
  ['a status', { status: 'running' as const }, [3, 1]],
  ['a kind', { kind: 'notification_replay' as const }, [3, 2, 1, 0]],
  ['a beginning', { createdFrom: at(2).toISOString() }, [3, 2]],
  ['an end', { createdTo: at(1).toISOString() }, [1, 0]],
  [
    'both and a status',
    { createdFrom: at(1).toISOString(), createdTo: at(2).toISOString(), status: 'stopped' as const },
    [2],
  ],
  ['an end before the beginning', { createdFrom: at(2).toISOString(), createdTo: at(1).toISOString() }, []],
])('the list is narrowed by %s', async (_what, filter, places) => {
  const { items } = await listed(filter);
  expect(items.map(({ jobId }) => jobId)).toEqual(places.map(jobIdAt));
});
