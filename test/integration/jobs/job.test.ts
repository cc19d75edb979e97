import { expect, test } from 'vitest';
import { unitsOf } from '../../../shared/table/capacity.ts';
import type { Table } from '../../../shared/table/table.ts';
import { boxEntity, boxErrors, context, openBoxes } from './boxes.ts';

const minutesFromNow = (minutes: number) => new Date(Date.now() + minutes * 60_000);
const killed = new Error('killed');

/** A table whose process dies at its n-th commit: before it, or when it has reached the table and nobody heard. */
function dyingTable(table: Table, at: number, when: 'before' | 'after'): Table {
  let commits = 0;
  return {
    ...table,
    async commit(changes, context) {
      const dies = ++commits === at;
      if (dies && when === 'before') throw killed;
      if (commits <= at) await table.commit(changes, context);
      // Of a process that is dead nothing arrives any more.
      if (dies || commits > at) throw killed;
    },
  };
}

test('the first step is taken at the start, so that few things are done at once', async () => {
  const { begin, opened, show } = await openBoxes({ count: 3 });
  const { jobId } = await begin();

  expect(await opened()).toEqual([1, 1, 1]);
  expect(await show(jobId)).toMatchObject({ status: 'finished', doneCount: 3, failedCount: 0 });
});

test('of many things the clock does the rest in one run, each once', async () => {
  const { begin, opened, show, run } = await openBoxes({ count: 22 });
  const { jobId, status, doneCount } = await begin();
  expect({ status, doneCount }).toEqual({ status: 'running', doneCount: 4 });

  await run();
  expect(await opened()).toEqual(Array(22).fill(1));
  const job = await show(jobId);
  expect(job).toMatchObject({ status: 'finished', doneCount: 22, failedCount: 0, failures: [] });
  expect(job.finishedAt).toBeDefined();
});

const places = [1, 2, 3, 4].flatMap((at) => [[at, 'before'] as const, [at, 'after'] as const]);
test.each(places)(
  'killed at its step %i, %s it was committed, it goes on where it was, and nothing is done twice',
  async (at, when) => {
    const { table, begin, opened, show, run } = await openBoxes({ count: 18 });
    const { jobId } = await begin();

    await run(dyingTable(table, at, when));
    const committed = when === 'before' ? at - 1 : at;
    expect((await show(jobId)).doneCount).toBe(Math.min(18, 4 + committed * 4));

    await run();
    expect(await opened()).toEqual(Array(18).fill(1));
    expect(await show(jobId)).toMatchObject({ status: 'finished', doneCount: 18, failedCount: 0 });
  },
);

test('two runs at once do each thing once and count it once', async () => {
  const { begin, opened, show, run } = await openBoxes({ count: 60 });
  const { jobId } = await begin();
  await Promise.all([run(), run()]);
  await run();

  expect(await opened()).toEqual(Array(60).fill(1));
  expect(await show(jobId)).toMatchObject({ status: 'finished', doneCount: 60, failedCount: 0 });
});

test('a thing that fails is counted with its error and keeps no other from being done', async () => {
  const stuck = async () => {
    throw boxErrors.stuck();
  };
  const { begin, opened, show, run } = await openBoxes({
    count: 12,
    instead: { box_0001: stuck, box_0007: stuck },
  });
  const { jobId } = await begin();
  await run();

  expect(await opened()).toEqual([1, 0, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1]);
  expect(await show(jobId)).toMatchObject({
    ...{ status: 'finished', doneCount: 10, failedCount: 2 },
    failures: [
      { thingId: 'box_0001', code: 'boxes.stuck' },
      { thingId: 'box_0007', code: 'boxes.stuck' },
    ],
  });
});

test('a thing that has nothing to be done counts nowhere', async () => {
  const { begin, show, run } = await openBoxes({ count: 6, instead: { box_0002: async () => [] } });
  const { jobId } = await begin();
  await run();
  expect(await show(jobId)).toMatchObject({ status: 'finished', doneCount: 5, failedCount: 0 });
});

test('of many failures all are counted and the first 20 named', async () => {
  const stuck = async () => {
    throw boxErrors.stuck();
  };
  const instead = Object.fromEntries(
    Array.from({ length: 30 }, (_, n) => [`box_00${String(n).padStart(2, '0')}`, stuck]),
  );
  const { begin, show, run } = await openBoxes({ count: 30, instead });
  const { jobId } = await begin();
  await run();
  const { failedCount, failures, status } = await show(jobId);
  expect([failedCount, failures.length, failures[0]?.thingId, status]).toEqual([
    30,
    20,
    'box_0000',
    'finished',
  ]);
});

test('a thing that fails for a reason nobody knows is tried a few times with growing pauses, then counted, and the others are done', async () => {
  let tries = 0;
  const broken = async () => {
    tries += 1;
    throw new TypeError('made up');
  };
  const { begin, opened, show, step, run } = await openBoxes({
    count: 9,
    atOnce: 8,
    instead: { box_0002: broken },
  });
  const { jobId } = await begin();
  await run();
  expect(await opened()).toEqual([1, 1, 0, 0, 0, 0, 0, 0, 0]);
  const waiting = await show(jobId);
  expect(waiting).toMatchObject({ status: 'running', tries: 1, errorCode: 'request.internal' });

  const triesBefore = tries;
  await step(jobId, minutesFromNow(0));
  expect(tries).toBe(triesBefore);
  for (const minutes of [2, 5, 9]) await step(jobId, minutesFromNow(minutes));
  for (let minutes = 10; (await show(jobId)).status === 'running'; minutes += 1)
    await step(jobId, minutesFromNow(minutes));

  expect(await opened()).toEqual([1, 1, 0, 1, 1, 1, 1, 1, 1]);
  expect(await show(jobId)).toMatchObject({
    ...{ status: 'finished', doneCount: 8, failedCount: 1 },
    failures: [{ thingId: 'box_0002', code: 'request.internal' }],
  });
});

test('things that one transaction cannot take together are done one by one', async () => {
  // One transaction may write an item once only.
  const withShared = async (boxId: string) => {
    const [box, shared] = await Promise.all(
      [boxId, 'box_shared'].map((id) => boxEntity.get(world.table, id)),
    );
    if (!box || !shared) throw new Error('not there');
    return [box, shared].map((one) => boxEntity.save(one, { ...one, opened: one.opened + 1 }));
  };
  const instead = Object.fromEntries(
    ['box_0004', 'box_0005', 'box_0006', 'box_0009'].map((id) => [id, withShared]),
  );
  const world = await openBoxes({ count: 12, instead });
  const shared = { boxId: 'box_shared', opened: 0, version: 1 };
  const { jobId } = await world.begin();
  await world.table.commit([boxEntity.create(shared)], context);
  await world.run();

  expect(await world.opened()).toEqual(Array(12).fill(1));
  expect(await boxEntity.get(world.table, 'box_shared')).toMatchObject({ opened: 4 });
  expect(await world.show(jobId)).toMatchObject({ status: 'finished', doneCount: 12, failedCount: 0 });
  expect(world.failures.length).toBeGreaterThan(0);
});

test('a job that cannot find its things stops, says why, and leaves the clock alone', async () => {
  const walk = async () => {
    throw boxErrors.stuck();
  };
  const { begin, show, run } = await openBoxes({ count: 3, walk });
  const { jobId } = await begin();
  await run();
  expect(await show(jobId)).toMatchObject({ status: 'stopped', errorCode: 'boxes.stuck', doneCount: 0 });
  const before = await show(jobId);
  await run();
  expect(await show(jobId)).toEqual(before);
});

test('a job whose things cannot be found for a while blames none of them, and does them all afterwards', async () => {
  let failing = 5;
  const { table, begin, opened, show, step } = await openBoxes({
    count: 6,
    walk: async (_input, page) => {
      if (failing-- > 0) throw new TypeError('the index is throttled');
      const { items, next } = await table.query({ index: 'list1', pk: 'boxes' }, page);
      return { items: items.map(({ pk }) => String(pk)), next };
    },
  });
  const { jobId } = await begin();
  for (let minutes = 1; (await show(jobId)).status === 'running' && minutes < 60; minutes += 1)
    await step(jobId, minutesFromNow(minutes));

  expect(await show(jobId)).toMatchObject({ status: 'finished', doneCount: 6, failedCount: 0 });
  expect(await opened()).toEqual(Array(6).fill(1));
});

test('1,000 things cost a bounded number of reads and writes each', async () => {
  const { begin, opened, show, run, consumed } = await openBoxes({ count: 1000, atOnce: 40 });
  consumed.splice(0);
  const { jobId } = await begin();
  await run();
  const { readUnits, writeUnits } = unitsOf(consumed);
  console.log(`a job of 1,000 things: ${readUnits} read units, ${writeUnits} write units`);

  expect(await show(jobId)).toMatchObject({ status: 'finished', doneCount: 1000 });
  expect(await opened()).toEqual(Array(1000).fill(1));
  expect(readUnits).toBeLessThanOrEqual(1000 * 1.2);
  expect(writeUnits).toBeLessThanOrEqual(1000 * 2.2);
});
