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
      ...{ starterId: 'usr_seller', starterName: 'seller' },
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
type Asking = Partial<Input<typeof jobsContract.listJobs>>;
const listed = async (input: Asking = {}) => {
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
    ...{ starterId: 'usr_seller', starterName: 'seller' },
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

test.each<[string, Asking, readonly number[]]>([
  ['a status', { status: 'running' }, [3, 1]],
  ['a kind', { kind: 'notification_replay' }, [3, 2, 1, 0]],
  ['what it is about', { aboutId: 'end_2' }, []],
  ['who started it', { starterId: 'usr_seller' }, [3, 2, 1, 0]],
  ['a beginning', { createdFrom: at(2).toISOString() }, [3, 2]],
  ['an end', { createdTo: at(2).toISOString() }, [1, 0]],
  [
    'both and a status',
    { createdFrom: at(1).toISOString(), createdTo: at(3).toISOString(), status: 'stopped' },
    [2],
  ],
  ['nothing, the oldest first', { sort: 'oldest' }, [0, 1, 2, 3]],
])('the list is narrowed by %s', async (_what, filter, places) => {
  const { items } = await listed(filter);
  expect(items.map(({ jobId }) => jobId)).toEqual(places.map(jobIdAt));
});
