import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { counted, counterKey, type Limit, type Spending } from '../../../shared/kernel/limits.ts';
import { limiterOf } from '../../../shared/table/limiter.ts';
import { makeTable, type TestTable } from '../../support/table.ts';

let engine: TestTable;
beforeEach(async () => {
  engine = await makeTable();
});

const limit: Limit = { name: 'tries', per: 'minute', most: 5, zh: '尝试次数', en: 'tries' };
const now = new Date('2026-11-02T02:00:20Z');
const spending = (fields: Partial<Spending> = {}): Spending => ({
  limit,
  subject: 'user:usr_one',
  now,
  ...fields,
});
const context = { actor: { kind: 'system', name: 'test' }, now, requestId: 'test' } as const;
const refusal = { spec: { code: 'request.limit_reached', status: 429 } };
const countOf = async (one: Spending) => (await engine.table.get(counterKey(one)))?.n ?? 0;

test('of a hundred tries at once exactly as many pass as the limit allows', async () => {
  const limiter = limiterOf(engine.table);
  const tries = await Promise.allSettled(Array.from({ length: 100 }, () => limiter.spend(spending())));
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(limit.most);
  expect(tries.filter(({ status }) => status === 'rejected')).toMatchObject(
    Array(95).fill({ reason: refusal }),
  );
});

test('a refusal names limit, figure and the seconds until the next window, in which it is allowed again', async () => {
  const limiter = limiterOf(engine.table);
  await limiter.spend(spending({ amount: 5 }));
  await expect(limiter.spend(spending())).rejects.toMatchObject({
    ...refusal,
    extras: { params: { limit: 'tries', most: 5, what: { en: 'tries' } }, retryAfterSeconds: 40 },
  });
  await limiter.spend(spending({ now: new Date(now.getTime() + 40_000) }));
});

test('people, addresses and limits are counted apart', async () => {
  const limiter = limiterOf(engine.table);
  await limiter.spend(spending({ amount: 5 }));
  await limiter.spend(spending({ subject: 'user:usr_two', amount: 5 }));
  await limiter.spend(spending({ subject: 'address:203.0.113.7', amount: 5 }));
  await limiter.spend(spending({ limit: { ...limit, name: 'others' }, amount: 5 }));
});

test('amounts never add up to more than the limit, whatever their order', async () => {
  let people = 0;
  const amounts = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(amounts, async (wanted) => {
      const id = `usr_${people++}`;
      const limiter = limiterOf(engine.table);
      let used = 0;
      for (const amount of wanted) {
        const fits = used + amount <= limit.most;
        const passed = await limiter.spend(spending({ subject: `user:${id}`, amount })).then(
          () => true,
          () => false,
        );
        expect(passed).toBe(fits);
        if (passed) used += amount;
      }
      expect(await countOf(spending({ subject: `user:${id}` }))).toBe(used);
    }),
    { numRuns: 10 },
  );
});

test('a flood costs the limit and one write more, then this process refuses by itself', async () => {
  const limiter = limiterOf(engine.table);
  const flood = spending({ subject: 'address:203.0.113.7' });
  for (let one = 0; one < 50; one++) await limiter.spend(flood).catch(() => undefined);
  // The refused update is not reported by the engine, so that only the successful ones are seen here.
  expect(engine.consumed).toHaveLength(limit.most);
  expect(limiter.refusal(flood)).toMatchObject(refusal);
  expect(limiter.refusal({ ...flood, now: new Date(now.getTime() + 60_000) })).toBeUndefined();
});

test('counted with other changes, a limit refuses all of them, and changes that fail count nothing', async () => {
  const item = (pk: string) => ({ writes: [{ kind: 'create', item: { pk, sk: 'thing' } } as const] });
  for (let one = 0; one < limit.most; one++)
    await engine.table.commit([item(`thing-${one}`), counted(spending())], context);
  await expect(engine.table.commit([item('thing-5'), counted(spending())], context)).rejects.toMatchObject(
    refusal,
  );
  expect(await engine.table.get({ pk: 'thing-5', sk: 'thing' })).toBeUndefined();

  const other = spending({ subject: 'user:usr_two' });
  await expect(engine.table.commit([item('thing-0'), counted(other)], context)).rejects.toMatchObject({
    spec: { code: 'request.conflict' },
  });
  expect(await countOf(other)).toBe(0);
});

test('a counter is forgotten by the table once its window has passed', async () => {
  await limiterOf(engine.table).spend(spending());
  const { ttl } = (await engine.table.get(counterKey(spending()))) ?? {};
  expect(Number(ttl)).toBeGreaterThan(Date.parse('2026-11-02T02:01:00Z') / 1000);
});

test('a day begins at midnight in Shanghai', () => {
  const daily: Limit = { ...limit, per: 'day' };
  const at = (time: string) => counterKey(spending({ limit: daily, now: new Date(time) })).pk;
  expect(at('2026-11-02T15:59:59Z')).toBe(at('2026-11-01T16:00:00Z'));
  expect(at('2026-11-02T16:00:00Z')).not.toBe(at('2026-11-02T15:59:59Z'));
});
