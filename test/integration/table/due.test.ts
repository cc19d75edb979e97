import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { runDue } from '../../../functions/runtime/schedule.ts';
import { type ClockStep, clockOf } from '../../../shared/table/clock.ts';
import { defineEntity } from '../../../shared/table/entity.ts';
import { duePartitionOf, duePartitions } from '../../../shared/table/keys.ts';
import { makeTable } from '../../support/table.ts';

type Task = {
  readonly taskId: string;
  readonly dueAt?: string;
  readonly secondAt?: string;
  readonly version: number;
};
const taskEntity = defineEntity<Task, string, 'first' | 'second'>({
  type: 'task',
  keyOf: (taskId) => ({ pk: taskId, sk: 'task' }),
  idOf: ({ taskId }) => taskId,
  timers: ({ dueAt, secondAt }) => ({ first: dueAt, second: secondAt }),
});
const context = { actor: { kind: 'system', name: 'test' }, now: new Date(), requestId: 'test' } as const;
const minute = (number: number) => new Date(Date.UTC(2026, 0, 1, 0, number)).toISOString();
const nextYear = new Date(Date.now() + 365 * 86_400_000).toISOString();
const anHour = () => 3_600_000;

/** A table with these tasks, and a clock that notes what it did. */
async function withTasks(tasks: readonly Task[], change: Partial<Record<'first' | 'second', Step>> = {}) {
  const { table, consumed } = await makeTable();
  await Promise.all(tasks.map((task) => table.commit([taskEntity.create(task)], context)));

  const done: string[] = [];
  const steps = {
    async first(task: Task): Promise<ClockStep> {
      done.push(task.taskId);
      return { changes: [taskEntity.save(task, { ...task, dueAt: undefined })] };
    },
    async second(task: Task): Promise<ClockStep> {
      done.push(`${task.taskId} second`);
      return { changes: [taskEntity.save(task, { ...task, secondAt: undefined })] };
    },
    ...change,
  };
  const run = (remaining: () => number = anHour) => runDue(table, [clockOf(taskEntity, steps)], remaining);
  return { table, done, run, steps, consumed };
}
type Step = (task: Task) => Promise<ClockStep>;

/** So many tasks, due minute by minute. */
const tasksOf = (count: number): Task[] =>
  Array.from({ length: count }, (_, number) => ({
    taskId: `tsk_${number}`,
    dueAt: minute(number),
    version: 1,
  }));
const idsOf = (tasks: readonly Task[]) => tasks.map(({ taskId }) => taskId);

test('the clock does everything that is due, in every partition the oldest first, and nothing twice', async () => {
  const tasks = tasksOf(120);
  const { done, run } = await withTasks(tasks);
  await run();
  await run();

  expect([...done].sort()).toEqual(idsOf(tasks).sort());
  for (const partition of duePartitions) {
    const own = (ids: readonly string[]) => ids.filter((id) => duePartitionOf(id) === partition);
    expect(own(done)).toEqual(own(idsOf(tasks)));
  }
});

test('what cannot be done yet stays due, is looked at once in a run, and keeps nothing else from being done', async () => {
  const tasks = tasksOf(120);
  const looked = new Map<string, number>();
  const stuck = new Set(idsOf(tasks.filter((_, number) => number % 3 === 0)));
  const done: string[] = [];
  const { run } = await withTasks(tasks, {
    async first(task) {
      looked.set(task.taskId, (looked.get(task.taskId) ?? 0) + 1);
      if (stuck.has(task.taskId)) return { changes: [] };
      done.push(task.taskId);
      return { changes: [taskEntity.save(task, { ...task, dueAt: undefined })] };
    },
  });
  await run();

  expect([looked.size, done.length, Math.max(...looked.values())]).toEqual([120, 80, 1]);
  await run();
  expect([...new Set([...stuck].map((id) => looked.get(id)))]).toEqual([2]);
});

test('the clock ends before its time is over, and the next run goes on', async () => {
  const tasks = tasksOf(40);
  const { done, run } = await withTasks(tasks);
  let steps = 0;
  await run(() => (steps++ < 20 ? 60_000 : 4_000));
  const first = done.length;
  await run();

  expect([first > 0, first < tasks.length, done.length]).toEqual([true, true, tasks.length]);
});

test('of several timers of one thing each does its own, and one that is set or over leaves the others alone', async () => {
  const both = { taskId: 'tsk_both', dueAt: minute(2), secondAt: minute(1), version: 1 };
  const later = { taskId: 'tsk_later', dueAt: minute(1), secondAt: nextYear, version: 1 };
  const { table, done, run } = await withTasks([both, later]);
  await run();
  expect([...done].sort()).toEqual(['tsk_both second', 'tsk_later']);
  await run();
  await run();

  expect([...done].sort()).toEqual(['tsk_both', 'tsk_both second', 'tsk_later']);
  expect(await taskEntity.get(table, 'tsk_later')).toEqual({
    taskId: 'tsk_later',
    secondAt: nextYear,
    version: 2,
  });
});

test.each([
  ['fails', () => Promise.reject(new Error('made up'))],
  ['cannot go on', async () => ({ changes: [] })],
])('an earlier timer that %s does not hold up a later one of the same thing', async (_what, first) => {
  const task = { taskId: 'tsk_1', dueAt: minute(1), secondAt: minute(2), version: 1 };
  const { table, done, run } = await withTasks([task], { first });
  await run();
  await run();

  expect(done).toEqual(['tsk_1 second']);
  expect(await taskEntity.get(table, 'tsk_1')).toMatchObject({ dueAt: minute(1), version: 2 });
});

test('one with more to do goes on in the same run, step by step, after the others had their turn', async () => {
  const turns: string[] = [];
  // Ids of the same signs stand in the same partition.
  const tasks = ['long_ab', 'long_ba'].map((taskId, number) => ({
    taskId,
    dueAt: minute(number),
    version: 1,
  }));
  const { run } = await withTasks(tasks, {
    async first(task) {
      turns.push(task.taskId);
      const more = task.version < 3;
      const after = { ...task, dueAt: more ? new Date().toISOString() : undefined };
      return { changes: [taskEntity.save(task, after)], more };
    },
  });
  await run();

  expect(turns).toEqual(['long_ab', 'long_ba', 'long_ab', 'long_ba', 'long_ab', 'long_ba']);
});

test('two runs at once do everything once', async () => {
  const tasks = tasksOf(60);
  const { table, run } = await withTasks(tasks);
  await Promise.all([run(), run()]);

  const after = await Promise.all(idsOf(tasks).map((id) => taskEntity.get(table, id)));
  expect(after.map((task) => [task?.dueAt, task?.version])).toEqual(tasks.map(() => [undefined, 2]));
});

test('a run that finds nothing asks each partition once, and a step reads its item once more', async () => {
  const { table, run, consumed } = await withTasks([]);
  const queries = duePartitions.map(() => 'Query');
  const operations = () => consumed.splice(0).map(({ operation }) => operation);
  await run();
  expect(operations()).toEqual(queries);

  await table.commit([taskEntity.create({ taskId: 'tsk_1', dueAt: minute(1), version: 1 })], context);
  operations();
  await run();
  expect(operations().sort()).toEqual(['GetItem', 'PutItem', ...queries]);
});

test('any key has one partition, and ids spread over all of them', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (pk) =>
      duePartitions.includes(duePartitionOf(pk)),
    ),
  );
  const counts = new Map<string, number>();
  for (let number = 0; number < 8000; number++) {
    const partition = duePartitionOf(`ord_${number.toString(32).padStart(26, '0')}`);
    counts.set(partition, (counts.get(partition) ?? 0) + 1);
  }
  expect(counts.size).toBe(duePartitions.length);
  expect(Math.max(...counts.values())).toBeLessThan(2000);
});
