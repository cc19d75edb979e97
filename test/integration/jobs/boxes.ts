import { runDue } from '../../../functions/runtime/schedule.ts';
import { type Job, jobEntity } from '../../../shared/jobs/job.ts';
import { jobClock } from '../../../shared/jobs/job-clock.ts';
import type { JobKind } from '../../../shared/jobs/kinds.ts';
import { startJob } from '../../../shared/jobs/start-job.ts';
import { defineErrors } from '../../../shared/kernel/errors.ts';
import { idsAt } from '../../../shared/kernel/ids.ts';
import { defineEntity } from '../../../shared/table/entity.ts';
import type { Table } from '../../../shared/table/table.ts';
import { operatorActor } from '../../support/run-use-case.ts';
import { makeTable, stepAt } from '../../support/table.ts';

/** A made-up thing: how often it was opened. */
type Box = { readonly boxId: string; readonly opened: number; readonly version: number };
export const boxEntity = defineEntity<Box, string>({
  type: 'box',
  keyOf: (boxId) => ({ pk: boxId, sk: 'box' }),
  idOf: ({ boxId }) => boxId,
  // What is not numbered is no thing of the job's.
  lists: ({ boxId }) => (/\d$/.test(boxId) ? { list1: { pk: 'boxes', sk: boxId } } : {}),
});
export const boxErrors = defineErrors('boxes', {
  stuck: { status: 409, zh: '打不开', en: 'It is stuck' },
});

export const context = {
  actor: { kind: 'system', name: 'test' },
  now: new Date(),
  requestId: 'test',
} as const;
const boxIdAt = (number: number) => `box_${String(number).padStart(4, '0')}`;

type Opening = {
  readonly count: number;
  readonly atOnce?: number;
  /** what happens instead at some boxes */
  readonly instead?: Readonly<Record<string, JobKind['act']>>;
  readonly walk?: JobKind['walk'];
};

/** A table with so many boxes, and a job that opens each of them. */
export async function openBoxes({ count, atOnce = 4, instead = {}, walk }: Opening) {
  const { table, consumed } = await makeTable();
  const ids = Array.from({ length: count }, (_, number) => boxIdAt(number));
  for (let from = 0; from < count; from += 50)
    await table.commit(
      ids.slice(from, from + 50).map((boxId) => boxEntity.create({ boxId, opened: 0, version: 1 })),
      context,
    );

  const kind: JobKind = {
    name: 'notification_replay',
    thingsAtOnce: atOnce,
    async walk(input, page) {
      if (walk) return walk(input, page);
      const { items, next } = await table.query({ index: 'list1', pk: 'boxes' }, page);
      return { items: items.map(({ pk }) => String(pk)), next };
    },
    async act(boxId, input, now) {
      const other = instead[boxId];
      if (other) return other(boxId, input, now);
      const box = await boxEntity.get(table, boxId);
      return box ? [boxEntity.save(box, { ...box, opened: box.opened + 1 })] : [];
    },
  };
  const failures: unknown[] = [];
  const clock = jobClock({
    kinds: { notification_replay: kind },
    onFailed: (_, error) => failures.push(error),
  });
  const now = new Date();
  const begin = async (): Promise<Job> => {
    const start = { input: {}, aboutId: 'box_all' };
    const { job, changes } = await startJob(kind, start, { actor: operatorActor, now, newId: idsAt(now) });
    await table.commit(changes, { ...context, now });
    return job;
  };
  return {
    ...{ table, consumed, kind, ids, failures, begin },
    show: async (jobId: string) => (await jobEntity.get(table, jobId)) as Job,
    /** Runs the clock as it is deployed. */
    run: (on: Table = table) => runDue(on, [clock], () => 3_600_000),
    /** One step of the job at a time; what the step left to be committed is committed. */
    async step(jobId: string, at: Date, on: Table = table): Promise<void> {
      const { changes } = await stepAt(clock, on, jobEntity.keyOf(jobId), at);
      await on.commit(changes, { ...context, now: at });
    },
    /** How often each box was opened. */
    opened: async () =>
      (await Promise.all(ids.map((id) => boxEntity.get(table, id)))).map((box) => box?.opened),
  };
}
