import { beforeEach, describe, expect, test } from 'vitest';
import type { Table } from '../../shared/table/table.ts';
import { httpEvent, invoke } from '../support/http-event.ts';
import { makeTable, type TestTable } from '../support/table.ts';
import { rowsOf } from '../support/table-rows.ts';
import { caller, contract, counters, countersFunction } from './counters.ts';

let engine: TestTable;
let table: Table;
let handler: unknown;
let call: ReturnType<typeof countersFunction>['call'];
beforeEach(async () => {
  engine = await makeTable();
  ({ table } = engine);
  ({ handler, call } = countersFunction(table));
});

const keyed = (key: string, language = 'en') => ({
  headers: { 'idempotency-key': key, 'accept-language': language },
});

test('what is made tells where it can be read, in the repeat as well; an act on it does not', async () => {
  const make = () => invoke(handler, httpEvent(contract.open, {}, { caller, ...keyed('k0') }));
  const [first, again] = [await make(), await make()];
  expect(first.headers.location).toBe(`/v1/counters/${first.body.counterId}`);
  expect(again.headers).toMatchObject({ location: first.headers.location, 'idempotency-replayed': 'true' });
  expect((await call({ by: 1 })).headers.location).toBeUndefined();
});

describe('repeats', () => {
  test('of one request with one key, 100 at once, have one effect and the same answer', async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => call({ by: 1 }, keyed('k1'))));
    const settled = answers.filter(({ status }) => status === 201);
    expect(settled.map(({ body }) => body.value)).toEqual(settled.map(() => 1));
    expect(settled.length).toBeGreaterThan(0);
    expect(
      answers.filter(({ status, body }) => status !== 201 && body.code !== 'request.idempotency_in_progress'),
    ).toEqual([]);
    expect(await counters.get(table, 'c1')).toMatchObject({ value: 1, version: 1 });
    expect((await call({ by: 1 }, keyed('k1'))).headers).toMatchObject({ 'idempotency-replayed': 'true' });
  });

  test('with the same key and another body are refused with 422', async () => {
    await call({ by: 1 }, keyed('k2'));
    expect(await call({ by: 2 }, keyed('k2'))).toMatchObject({
      status: 422,
      body: { code: 'request.idempotency_key_reused' },
    });
  });

  test('find the first answer although the rule would now refuse', async () => {
    const first = await call({ by: 100 }, keyed('k3'));
    for (let place = 0; place < 9; place++) await call({ by: 100 });
    expect(await call({ by: 100 })).toMatchObject({ status: 409, body: { code: 'counter.full' } });
    expect((await call({ by: 100 }, keyed('k3'))).body).toEqual(first.body);
  });

  test('by another person with the same key are a request of their own', async () => {
    await call({ by: 1 }, keyed('k4'));
    expect((await call({ by: 1 }, { ...keyed('k4'), caller: { userId: 'usr_2' } })).body).toEqual({
      value: 2,
    });
  });

  test('without key are counted each, however many run at once', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => call({ by: 1 })));
    const counted = answers.filter(({ status }) => status === 201).length;
    expect(await counters.get(table, 'c1')).toMatchObject({ value: counted });
    expect(
      answers.filter(({ status }) => status !== 201).every(({ body }) => body.code === 'request.conflict'),
    ).toBe(true);
  });

  test('find their answer although nobody who reads the table could', async () => {
    const first = await call({ by: 77 }, keyed('k5'));
    expect((await call({ by: 77 }, keyed('k5'))).body).toEqual(first.body);
    const records = (await rowsOf(engine)).filter(({ type }) => type === 'idempotency');
    expect(records).toHaveLength(1);
    expect(JSON.stringify(records)).not.toMatch(/value\\?":/);
  });

  test('need a key where money moves', async () => {
    const answer = await invoke(handler, httpEvent(contract.pay, { counterId: 'c1' }, { caller }));
    expect(answer).toMatchObject({ status: 400, body: { code: 'request.idempotency_key_required' } });
  });
});

describe('an answer', () => {
  test('is never taken for another kind of content than it says, whether it is a success, a repeat, a refusal or an accident', async () => {
    const answers = [
      await call({ by: 1 }, keyed('k1')),
      await call({ by: 1 }, keyed('k1')),
      await call({ by: 0 }),
      await invoke(handler, httpEvent(contract.pay, { counterId: 'c1' }, { caller, ...keyed('k2') })),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 400, 500]);
    for (const { headers } of answers) expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff' });
  });

  test('names its request, whether it is a success, a repeat, a refusal or an accident', async () => {
    const asked = [
      httpEvent(contract.add, { counterId: 'c1', by: 1 }, { caller, ...keyed('k1') }),
      httpEvent(contract.add, { counterId: 'c1', by: 1 }, { caller, ...keyed('k1') }),
      httpEvent(contract.add, { counterId: 'c1', by: 0 }, { caller }),
      httpEvent(contract.pay, { counterId: 'c1' }, { caller, ...keyed('k2') }),
    ].map((event, place) => ({
      ...event,
      requestContext: { ...event.requestContext, requestId: `request-${place}` },
    }));
    const named = [];
    for (const event of asked) named.push((await invoke(handler, event)).headers['request-id']);
    expect(named).toEqual(['request-0', 'request-1', 'request-2', 'request-3']);
  });
});
