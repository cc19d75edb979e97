import { beforeAll, beforeEach, expect, test } from 'vitest';
import { until } from '../../../demo/until.ts';
import { callSlots, type Leave } from '../../../shared/metering/gateway/call-slots.ts';
import type { CallRoute } from '../../../shared/metering/gateway/slot-pairs.ts';
import { defaultMeteringRules } from '../../../shared/metering/rules.ts';
import type { Send, SendResult } from '../../../shared/outside/seller-endpoint/send-request.ts';
import { healthKey } from '../../../shared/table/health/system-health.ts';
import type { Table } from '../../../shared/table/table.ts';
import { backendAnswer } from '../../support/backend-answer.ts';
import { billed, makeTable, type TestTable } from '../../support/table.ts';

const slow = { ...defaultMeteringRules.slow, slots: 3, firstSlots: 2, slotsPerApp: 2, viewSeconds: 0 };
const rules = { ...defaultMeteringRules, slow, cacheSeconds: 0 };
let engine: TestTable;
let groups = 0;
let environments = 0;
let now = new Date('2026-11-02T02:00:00Z');
const advance = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
};
beforeAll(async () => {
  engine = await makeTable();
});
beforeEach(() => {
  groups += 1;
});

/** One gateway environment. */
const environment = (figures = rules, table: Table = engine.table) =>
  callSlots(table, { rules: figures, environmentId: `e${environments++}`, random: Math.random });
const route = (app = 'a', backendUrl = 'https://one.example'): CallRoute => ({
  groupId: `grp_${groups}`,
  backendUrl,
  appId: `cap_${groups}${app}`,
});
/** So many environments that each want to forward a call. */
const take = async (count: number, to = route()): Promise<Leave[]> => {
  const leaves = await Promise.all(Array.from({ length: count }, () => environment().take(to, now)));
  return leaves.filter((leave) => leave !== undefined);
};
const back = (leaves: readonly Leave[], tookMilliseconds?: number) =>
  Promise.all(leaves.map((leave) => environment().giveBack(leave, now, tookMilliseconds)));
const becomeFast = async (to = route()) => back(await take(1, to), 20);
const request = { url: 'https://one.example', method: 'GET', timeoutMs: 10_000 } as const;
const answered: SendResult = backendAnswer();

/** Calls that are over when the test says so, or when they may not go on. */
function hanging(count: number, to: CallRoute, leaves: readonly Leave[], table?: Table) {
  const figures = { ...rules, slow: { ...slow, afterSeconds: 0.01 } };
  let release = () => undefined as unknown;
  const released = new Promise((done) => {
    release = () => done(undefined);
  });
  const ended: string[] = [];
  const send: Send = ({ signal }) =>
    new Promise((done) => {
      signal?.addEventListener('abort', () => {
        ended.push('cut');
        done({ kind: 'failed', errorClass: 'timeout', detail: '', durationMs: 2000 });
      });
      void released.then(() => done(answered));
    });
  const calls = Array.from({ length: count }, (_, place) => {
    const leave = leaves[place] ?? { route: to };
    const slots = environment(figures, table);
    return slots
      .watched(
        leave,
        () => now,
        send,
      )(request)
      .then(() => slots.giveBack(leave, now, 3000));
  });
  return { ended, end: () => Promise.all([release(), ...calls]) };
}
const item = async () => (await engine.table.get(healthKey(route().groupId))) ?? {};
const slotsTaken = async () => Object.keys(await item()).filter((name) => name.startsWith('slot')).length;

test('a group of which nothing is known gets few calls at once however many come, and any number once it was fast', async () => {
  const first = await take(6);
  expect(first).toHaveLength(2);
  await back(first, 20);
  expect(await slotsTaken()).toBe(0);
  expect(await take(6)).toHaveLength(6);
  expect(await take(4, route('a', 'https://moved.example'))).toHaveLength(2);
});

test('a call at a fast group costs no write, and no read while that is remembered', async () => {
  await becomeFast();
  const warm = environment({ ...rules, cacheSeconds: 10, slow: { ...slow, viewSeconds: 1 } });
  await warm.take(route(), now);
  engine.consumed.length = 0;
  for (let place = 0; place < 20; place++) {
    const leave = await warm.take(route(), now);
    if (leave) await warm.giveBack(leave, now, 20);
  }
  expect(billed(engine.consumed)).toEqual({ readUnits: 0, writeUnits: 0 });
});

test('of a fast group’s calls that begin to hang so many go on as there are slots, the others end, and no more are forwarded', async () => {
  await becomeFast();
  const [ours, others] = [route('a'), route('b')];
  const wave = [hanging(6, ours, await take(6, ours)), hanging(6, others, await take(6, others))] as const;
  const ended = () => wave[0].ended.length + wave[1].ended.length;
  await until('all calls to have a slot or to be over', async () => ended() + (await slotsTaken()) === 12);
  expect([ended(), await slotsTaken()]).toEqual([9, 3]);
  expect(await take(4, route('c'))).toEqual([]);
  await Promise.all(wave.map(({ end }) => end()));
  expect([ended(), await slotsTaken()]).toEqual([9, 0]);
});

test('a fast group that was never slow has all its slots for calls that take long, one after another, and stays fast', async () => {
  await becomeFast();
  const calls = [];
  for (const app of ['a', 'b', 'c']) {
    calls.push(hanging(1, route(app), await take(1, route(app))));
    await until('the call to have a slot', async () => (await slotsTaken()) === calls.length);
  }
  expect((await item()).slowUntil).toBeUndefined();
  const fourth = hanging(1, route('d'), await take(1, route('d')));
  await until('the fourth to be over', async () => fourth.ended.length === 1);
  expect((await item()).slowUntil).toBeDefined();
  await Promise.all([...calls, fourth].map(({ end }) => end()));
  expect(calls.flatMap(({ ended }) => ended)).toEqual([]);
});

test('an app that has used up its slots is slow itself, and makes no group slow for others', async () => {
  await becomeFast();
  const [greedy, other] = [route('greedy'), route('other')];
  const calls = hanging(4, greedy, await take(4, greedy));
  await until(
    'two calls to go on and two to be over',
    async () => calls.ended.length === 2 && (await slotsTaken()) === 2,
  );
  expect(await item()).toMatchObject({ fastUrl: greedy.backendUrl });
  expect(await take(9, other)).toHaveLength(9);
  expect(await take(9, greedy)).toEqual([]);
  await calls.end();
  advance(slow.forgetSeconds + 1);
  expect(await take(9, greedy)).toHaveLength(9);
});

test('where nobody can tell whether there is a slot, a call ends and its group is not slow for that', async () => {
  await becomeFast();
  const throttled: Table = {
    ...engine.table,
    update: (input) =>
      input.expression.includes('#slot')
        ? Promise.reject(new Error('ThrottlingException'))
        : engine.table.update(input),
  };
  const call = hanging(1, route(), await take(1), throttled);
  await until('the call to end', async () => call.ended.length === 1);
  await call.end();
  expect((await item()).slowUntil).toBeUndefined();
});

test('single calls that take long do not keep a slow group slow', async () => {
  const slowUntil = new Date(now.getTime() + 60_000).toISOString();
  const key = healthKey(route().groupId);
  await engine.table.update({ key, expression: 'SET slowUntil = :until', values: { ':until': slowUntil } });
  const call = hanging(2, route(), await take(2));
  await new Promise((done) => setTimeout(done, 100));
  await call.end();
  expect((await item()).slowUntil).toBe(slowUntil);
  advance(61);
  await becomeFast();
  expect(await take(9)).toHaveLength(9);
});

test('a call that others take the slots from tries three times, and no more', async () => {
  let writes = 0;
  const contended = {
    ...engine.table,
    update: async () => {
      writes += 1;
      return undefined;
    },
  };
  const many = { ...rules, slow: { ...slow, firstSlots: 20, slots: 20, slotsPerApp: 20 } };
  expect(await environment(many, contended).take(route(), now)).toBeUndefined();
  expect(writes).toBe(3);
});

test('a call of a fast group that takes long alone makes the group not slow', async () => {
  await becomeFast();
  const call = hanging(1, route(), await take(1));
  await until('the slot to be taken', async () => (await slotsTaken()) === 1);
  expect(await take(5)).toHaveLength(5);
  await call.end();
  expect(await take(5)).toHaveLength(5);
});

test('one app holds no more of slow groups than its slots, and leaves the rest of them to others', async () => {
  await engine.table.update({
    key: healthKey(route().groupId),
    expression: 'SET slowUntil = :until',
    values: { ':until': new Date(now.getTime() + 600_000).toISOString() },
  });
  expect(await take(4, route('a'))).toHaveLength(2);
  expect(await take(3, route('b'))).toHaveLength(1);
  expect(await slotsTaken()).toBe(3);
});

test('a group that all slots are taken of costs a refused call no unit while that is remembered', async () => {
  await take(2);
  const warm = environment({ ...rules, cacheSeconds: 10, slow: { ...slow, viewSeconds: 1 } });
  expect(await warm.take(route('b'), now)).toBeUndefined();
  engine.consumed.length = 0;
  for (let place = 0; place < 20; place++) expect(await warm.take(route('b'), now)).toBeUndefined();
  expect(billed(engine.consumed)).toEqual({ readUnits: 0, writeUnits: 0 });
});

test('slots of calls whose environment crashed lapse, and a slow group is fast again after a fast answer a while later', async () => {
  const call = hanging(2, route(), await take(2));
  await until('the group to be known as slow', async () => (await item()).slowUntil !== undefined);
  await call.end();
  const crashed = [...(await take(2, route('a'))), ...(await take(1, route('b')))];
  expect(crashed).toHaveLength(3);
  expect(await take(3, route('c'))).toEqual([]);
  advance(slow.slotSeconds + 1);
  await becomeFast(route('c'));
  expect(await take(4, route('c'))).toHaveLength(2);
  advance(slow.forgetSeconds + slow.slotSeconds);
  await becomeFast(route('c'));
  expect(await take(4, route('c'))).toHaveLength(4);
});

test('a call at a slow group costs four write units', async () => {
  engine.consumed.length = 0;
  await back(await take(1), 3000);
  expect(billed(engine.consumed).writeUnits).toBe(4);
});
