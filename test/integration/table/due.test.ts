import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { runDue } from '../../../functions/runtime/schedule.ts';
import { defineEntity } from '../../../shared/table/entity.ts';
import { duePartitionOf, duePartitions } from '../../../shared/table/keys.ts';
import { makeTable } from '../../support/table.ts';

type Task = { readonly taskId: string; readonly dueAt?: string; readonly version: number };
const taskEntity = defineEntity<Task, string>({
  type: 'task',
  keyOf: (taskId) => ({ pk: taskId, sk: 'task' }),
  idOf: ({ taskId }) => taskId,
  dueAt: ({ dueAt }) => dueAt,
});
const context = { actor: { kind: 'system', name: 'test' }, now: new Date(), requestId: 'test' } as const;
const minute = (number: number) => new Date(Date.UTC(2026, 0, 1, 0, number)).toISOString();

/** A table with so many tasks, due minute by minute, and a clock that notes what it did. */
async function withTasks(count: number) {
  const { table } = await makeTable();
  const tasks = Array.from({ length: count }, (_, number) => ({
    taskId: `tsk_${number}`,
    dueAt: minute(number),
    version: 1,
  }));
  await Promise.all(tasks.map((task) => table.commit([taskEntity.create(task)], context)));

  const done: string[] = [];
  const handlers = {
    task: async ({ pk }: { pk: string }) => {
      const task = await taskEntity.get(table, pk);
      if (!task?.dueAt) return { changes: [] };
      done.push(pk);
      return { changes: [taskEntity.save(task, { taskId: pk })] };
    },
  };
  return { table, tasks, done, handlers };
}

test('the clock does everything that is due, in every partition the oldest first, and nothing twice', async () => {
  const { table, tasks, done, handlers } = await withTasks(120);
  await runDue(table, handlers, () => 60_000);
  await runDue(table, handlers, () => 60_000);

  expect([...done].sort()).toEqual(tasks.map(({ taskId }) => taskId).sort());
  for (const partition of duePartitions) {
    const own = (ids: readonly string[]) => ids.filter((id) => duePartitionOf(id) === partition);
    expect(own(done)).toEqual(own(tasks.map(({ taskId }) => taskId)));
  }
});

test('what cannot be done yet stays due, is looked at once in a run, and keeps nothing else from being done', async () => {
  const { table, tasks, done, handlers } = await withTasks(120);
  const looked = new Map<string, number>();
  const stuck = new Set(tasks.filter((_, number) => number % 3 === 0).map(({ taskId }) => taskId));
  const task: typeof handlers.task = async (key) => {
    looked.set(key.pk, (looked.get(key.pk) ?? 0) + 1);
    return stuck.has(key.pk) ? { changes: [] } : handlers.task(key);
  };
  await runDue(table, { task }, () => 60_000);

  expect([looked.size, done.length, Math.max(...looked.values())]).toEqual([120, 80, 1]);
  await runDue(table, { task }, () => 60_000);
  expect([...new Set([...stuck].map((id) => looked.get(id)))]).toEqual([2]);
});

test('the clock ends before its time is over, and the next run goes on', async () => {
  const { table, tasks, done, handlers } = await withTasks(40);
  const remaining = [60_000, 60_000, 4_000];
  await runDue(table, handlers, () => remaining.shift() ?? 0);
  const first = done.length;
  await runDue(table, handlers, () => 60_000);

  expect([first > 0, first < tasks.length, done.length]).toEqual([true, true, tasks.length]);
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
