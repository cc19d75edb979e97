import { expect, test } from 'vitest';
import { runDue } from '../../../functions/runtime/schedule.ts';
import {
  type Case,
  type DecidedCase,
  isOpen,
  openCase,
  type SilenceMeans,
  silenceMeanings,
} from '../../../shared/cases/case.ts';
import { caseTimer, runCaseClock, type TimedKind } from '../../../shared/cases/case-timer.ts';
import { queuePlace } from '../../../shared/cases/queue.ts';
import { clockOf } from '../../../shared/table/clock.ts';
import { defineEntity } from '../../../shared/table/entity.ts';
import type { Table } from '../../../shared/table/table.ts';
import { madeUpEvent } from '../../support/made-up/event.ts';
import { makeTable, stepAt } from '../../support/table.ts';

/** A made-up kind: somebody asks for something, and the one who is asked may stay silent. */
type Wish = {
  readonly wishId: string;
  readonly fulfilled?: boolean;
  readonly review: Case;
  readonly version: number;
};

const wishEntity = defineEntity<Wish, string, 'silence'>({
  type: 'wish',
  keyOf: (wishId) => ({ pk: wishId, sk: 'wish' }),
  idOf: ({ wishId }) => wishId,
  lists: ({ wishId, review }) => ({ list3: queuePlace(review, wishId) }),
  timers: ({ review }) => ({ silence: caseTimer(review) }),
});

const hoursFromNow = (hours: number) => new Date(Date.now() + hours * 3_600_000);

const wishes: TimedKind<Wish> = {
  held: (wish) => ({
    case: wish.review,
    concerns: { userIds: ['usr_wishing'] },
    save: (review, event) => wishEntity.save(wish, { ...wish, review }, event),
  }),
  decided: async (held, closed: DecidedCase) => [held.save(closed, madeUpEvent(`wish.${closed.status}`))],
  above: () => ({ audience: 'operators', dueAt: hoursFromNow(24).toISOString() }),
};

async function wishDue(silenceMeans: SilenceMeans, hours: number): Promise<Table> {
  const { table } = await makeTable();
  const opening = {
    ...{ kind: 'wish', id: 'wsh_1', openedBy: { userId: 'usr_wishing', name: '想要者' }, version: 1 },
    ...{ audience: 'seller#sel_1', dueAt: hoursFromNow(hours).toISOString(), silenceMeans },
  };
  const review = openCase(opening, undefined, hoursFromNow(-48));
  await table.commit([wishEntity.create({ wishId: 'wsh_1', review, version: 1 })], {
    ...{ actor: { kind: 'system', name: 'test' }, now: new Date(), requestId: 'test' },
  });
  return table;
}

const wishClock = clockOf(wishEntity, { silence: runCaseClock(wishes) });
const runClock = (table: Table) => runDue(table, [wishClock], () => 60_000);
const caseOf = async (table: Table) => (await wishEntity.get(table, 'wsh_1'))?.review;
const queued = async (table: Table, audience: string) =>
  (await table.query({ index: 'list3', pk: `cases#${audience}` }, { limit: 5 })).items.length;

test.each([
  ['accept', 'approved'],
  ['refuse', 'rejected'],
] as const)(
  'silence that means to %s ends the case so, in the name of the clock, once',
  async (means, status) => {
    const table = await wishDue(means, -1);
    await runClock(table);
    await runClock(table);

    expect(await caseOf(table)).toMatchObject({ status, outcome: { decidedBy: 'system:clock' } });
    expect(await queued(table, 'seller#sel_1')).toBe(0);
    const { items } = await table.query({ pk: 'wsh_1', prefix: 'event#' }, { limit: 5 });
    expect(items).toMatchObject([{ name: `wish.${status}`, by: 'system:clock' }]);
  },
);

test('silence that escalates brings the case to the queue above, due anew, where silence means nothing more', async () => {
  const table = await wishDue('escalate', -1);
  await runClock(table);
  await runClock(table);

  const review = await caseOf(table);
  expect(review).toMatchObject({ status: 'escalated', silenceMeans: 'nothing' });
  expect(review && isOpen(review) && review.dueAt > new Date().toISOString()).toBe(true);
  expect([await queued(table, 'seller#sel_1'), await queued(table, 'operators')]).toEqual([0, 1]);
});

test('silence that means nothing leaves the case where it is, and is no business of the clock', async () => {
  const table = await wishDue('nothing', -1);
  await runClock(table);
  expect(await caseOf(table)).toMatchObject({ status: 'open' });
  expect(await queued(table, 'seller#sel_1')).toBe(1);
});

test.each(silenceMeanings)('before the due time silence means nothing yet (%s)', async (means) => {
  const table = await wishDue(means, 1);
  const { changes } = await stepAt(wishClock, table, wishEntity.keyOf('wsh_1'), new Date());
  expect(changes).toEqual([]);
});

test('what was decided before the clock came is not decided by it', async () => {
  const table = await wishDue('accept', -1);
  const key = wishEntity.keyOf('wsh_1');
  const context = { actor: { kind: 'system', name: 'test' }, now: new Date(), requestId: 'test' } as const;
  const first = await stepAt(wishClock, table, key, new Date());
  const second = await stepAt(wishClock, table, key, new Date());
  await table.commit(first.changes, context);
  await expect(table.commit(second.changes, context)).rejects.toMatchObject({
    spec: { code: 'request.conflict' },
  });
  expect((await stepAt(wishClock, table, key, new Date())).changes).toEqual([]);
});
