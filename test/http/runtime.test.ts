import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { httpFunction } from '../../functions/runtime/http.ts';
import { userOf } from '../../shared/kernel/actor.ts';
import { defineContract } from '../../shared/kernel/contract.ts';
import { defineErrors } from '../../shared/kernel/errors.ts';
import type { UseCase } from '../../shared/kernel/use-case.ts';
import { rule } from '../../shared/kernel/validation.ts';
import { defineEntity } from '../../shared/table/entity.ts';
import type { Table } from '../../shared/table/table.ts';
import { type EventOptions, httpEvent, invoke } from '../support/http-event.ts';
import { makeTable, type TestTable } from '../support/table.ts';
import { rowsOf } from '../support/table-rows.ts';

type Counter = {
  readonly counterId: string;
  readonly ownerId: string;
  readonly value: number;
  readonly version: number;
};
const counters = defineEntity<Counter, string>({
  type: 'counter',
  keyOf: (id) => ({ pk: id, sk: 'counter' }),
  idOf: ({ counterId }) => counterId,
});
const errors = defineErrors('counter', { full: { status: 409, zh: '已满。', en: 'It is full.' } });

const contract = defineContract({
  add: {
    method: 'POST',
    path: '/v1/counters/{counterId}/additions',
    summary: { zh: '加', en: 'Add' },
    auth: 'buyer',
    idempotency: 'optional',
    input: z.strictObject({
      counterId: z.string(),
      by: z.int().min(1).max(100),
      note: z
        .string()
        .max(5)
        .refine((note) => note !== 'bad', rule('nice', '不要这样。', 'Be nice.'))
        .optional(),
    }),
    output: z.object({ value: z.int() }),
    status: 201,
    errors: [errors.full],
  },
  open: {
    method: 'POST',
    path: '/v1/counters',
    summary: { zh: '建', en: 'Make' },
    auth: 'buyer',
    idempotency: 'optional',
    input: z.strictObject({}),
    output: z.object({ counterId: z.string() }),
    status: 201,
    errors: [],
  },
  show: {
    method: 'GET',
    path: '/v1/counters/{counterId}',
    summary: { zh: '看', en: 'Show' },
    auth: 'buyer',
    idempotency: 'no',
    input: z.strictObject({ counterId: z.string() }),
    output: z.object({ counterId: z.string() }),
    errors: [],
  },
  name: {
    method: 'POST',
    path: '/v1/counters/{counterId}/names',
    summary: { zh: '命名', en: 'Name' },
    auth: 'buyer',
    idempotency: 'no',
    input: z.strictObject({ counterId: z.string(), name: z.string().optional() }),
    output: z.object({ name: z.string().optional() }),
    errors: [],
  },
  pay: {
    method: 'POST',
    path: '/v1/counters/{counterId}/payments',
    summary: { zh: '付', en: 'Pay' },
    auth: 'buyer',
    idempotency: 'required',
    input: z.strictObject({ counterId: z.string() }),
    output: z.object({}),
    errors: [],
  },
});

const add: UseCase<typeof contract.add, { table: Table }> = async ({ input, actor }, { table }) => {
  const before = await counters.get(table, input.counterId);
  const value = (before?.value ?? 0) + input.by;
  if (value > 1000) throw errors.full();
  const after = {
    counterId: input.counterId,
    ownerId: userOf(actor).userId,
    value,
    version: before?.version ?? 1,
  };
  const event = { name: 'counter.added', data: { by: input.by } };
  return {
    answer: { value },
    changes: [before ? counters.save(before, after, event) : counters.create(after, event)],
  };
};
const open: UseCase<typeof contract.open, { table: Table }> = async ({ actor, newId }) => {
  const counterId = newId('cnt');
  const made = { counterId, ownerId: userOf(actor).userId, value: 0, version: 1 };
  return { answer: { counterId }, changes: [counters.create(made, { name: 'counter.opened', data: {} })] };
};
const show: UseCase<typeof contract.show, { table: Table }> = async ({ input }) => ({ answer: input });
const name: UseCase<typeof contract.name, { table: Table }> = async ({ input }) => ({
  answer: { name: input.name },
});
const pay: UseCase<typeof contract.pay, { table: Table }> = async () => {
  throw new Error('secret 4111111111111111');
};

let engine: TestTable;
let table: Table;
let handler: unknown;
beforeEach(async () => {
  engine = await makeTable();
  ({ table } = engine);
  handler = httpFunction(
    contract,
    { add, open, show, name, pay },
    { table, sellerOfUser: async () => undefined, deps: { table } },
  );
});

const caller = { userId: 'usr_1' };
const call = (input: Record<string, unknown>, options: EventOptions = {}) =>
  invoke(handler, httpEvent(contract.add, { counterId: 'c1', ...input }, { caller, ...options }));
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

describe('a request', () => {
  test('with mistakes is told of each, with pointer and rule, in the language asked for', async () => {
    const english = await call(
      { by: 0, note: 'far too long', more: 1 },
      { headers: { 'accept-language': 'en' } },
    );
    expect(english).toMatchObject({
      status: 400,
      headers: { 'content-type': 'application/problem+json; charset=utf-8', 'content-language': 'en' },
    });
    expect(english.body.errors).toEqual([
      { pointer: '/by', code: 'too_small', detail: 'At least 1.' },
      { pointer: '/note', code: 'too_big', detail: 'At most 5 characters.' },
      { pointer: '/more', code: 'unknown_field', detail: 'There is no such field.' },
    ]);
    const chinese = await call(
      { by: 'x', note: 'bad' },
      { headers: { 'accept-language': 'zh-CN,zh;q=0.9,en;q=0.8' } },
    );
    expect(chinese.body.errors).toEqual([
      { pointer: '/by', code: 'wrong_type', detail: '应为数字。' },
      { pointer: '/note', code: 'nice', detail: '不要这样。' },
    ]);
  });

  test.each([
    ['no JSON', { rawBody: '{' }, 400, 'request.malformed'],
    ['a list', { rawBody: '[]' }, 400, 'request.not_object'],
    [
      'bytes of another encoding',
      { rawBody: Buffer.from('7b226e6f7465223a22d6d0227d', 'hex') },
      400,
      'request.not_utf8',
    ],
    [
      'bytes that were no text on the way',
      { rawBody: '{"by":1,"note":"\ufffd\ufffd"}' },
      400,
      'request.not_utf8',
    ],
    [
      'another encoding by its own word',
      { headers: { 'content-type': 'application/json; charset=gbk' } },
      415,
      'request.unsupported_media_type',
    ],
    ['a lone surrogate', { rawBody: '{"by":1,"note":"\\ud800"}' }, 400, 'request.invalid'],
    ['a lone surrogate in a name', { rawBody: '{"by":1,"\\udfff":1}' }, 400, 'request.invalid'],
    ['the name of the prototype', { rawBody: '{"by":1,"__proto__":{"note":"x"}}' }, 400, 'request.invalid'],
    [
      'thirty thousand lists in one another',
      { rawBody: `{"by":${'['.repeat(30_000)}${']'.repeat(30_000)}}` },
      400,
      'request.invalid',
    ],
    ['its input in the query', { rawBody: '', query: { by: '1' } }, 400, 'request.invalid'],
    [
      'an identity token',
      { caller: { ...caller, claims: { token_use: 'id', aud: 'console' } } },
      401,
      'request.unauthenticated',
    ],
    [
      'a token of no client',
      { caller: { ...caller, claims: { client_id: undefined } } },
      401,
      'request.unauthenticated',
    ],
    [
      'a token for another audience than its client',
      { caller: { ...caller, claims: { aud: 'other' } } },
      401,
      'request.unauthenticated',
    ],
    [
      'another media type',
      { headers: { 'content-type': 'text/plain' } },
      415,
      'request.unsupported_media_type',
    ],
    ['too many bytes', { rawBody: JSON.stringify({ note: 'x'.repeat(70_000) }) }, 413, 'request.too_large'],
    ['an impossible key', { headers: { 'idempotency-key': 'a b' } }, 400, 'request.idempotency_key_invalid'],
    ['nobody signed in', { caller: undefined }, 401, 'request.unauthenticated'],
    [
      'an operator where buyers act',
      { caller: { userId: 'usr_3', groups: ['operator'] } },
      403,
      'request.forbidden',
    ],
  ] as [string, EventOptions, number, string][])(
    'with %s is refused and nothing is written',
    async (_what, options, status, code) => {
      expect(await call({ by: 1 }, options)).toMatchObject({ status, body: { code } });
      expect(await counters.get(table, 'c1')).toBeUndefined();
    },
  );

  test('that writes takes nothing from its query, not even what it would take from its body', async () => {
    const asked = [
      { rawBody: '', query: { name: 'x' } },
      { rawBody: '{"name":"y"}', query: { name: 'x' } },
    ];
    for (const options of asked)
      expect(
        (await invoke(handler, httpEvent(contract.name, { counterId: 'c1' }, { caller, ...options }))).body,
      ).toMatchObject({
        code: 'request.invalid',
        errors: [{ pointer: '/name', code: 'not_in_query' }],
      });
  });

  test('whose query is in another encoding is refused', async () => {
    const event = httpEvent(contract.show, { counterId: 'c1' }, { caller });
    const answer = await invoke(handler, { ...event, rawQueryString: 'a=%C4%E3' });
    expect(answer).toMatchObject({ status: 400, body: { code: 'request.not_utf8' } });
  });

  test('that is no JSON is told where', async () => {
    const answer = await call(
      {},
      { rawBody: '{"by": 1,\n  "note": tru}', headers: { 'accept-language': 'en' } },
    );
    expect(answer.body).toMatchObject({ code: 'request.malformed', params: { line: 2, character: 11 } });
    expect(answer.body.title).toContain('line 2 at character 11');
  });

  test('of somebody without the right is told who has it and where to get it', async () => {
    const ofSeller = { ...contract.pay, auth: 'seller' as const };
    const never: UseCase<typeof ofSeller, object> = async () => ({ answer: {} });
    const sellers = httpFunction(
      { pay: ofSeller },
      { pay: never },
      { table, sellerOfUser: async () => undefined, deps: { table } },
    );
    const answer = await invoke(
      sellers,
      httpEvent(ofSeller, { counterId: 'c1' }, { caller, headers: { 'idempotency-key': 'k' } }),
    );
    expect(answer).toMatchObject({
      status: 403,
      body: { code: 'request.forbidden', params: { role: 'seller' } },
    });
    expect(answer.body.title).toContain('POST /v1/applications');
  });

  test('that fails inside tells nothing of the inside', async () => {
    const answer = await invoke(
      handler,
      httpEvent(contract.pay, { counterId: 'c1' }, { caller, headers: { 'idempotency-key': 'k' } }),
    );
    expect(answer).toMatchObject({ status: 500, body: { code: 'request.internal', retryable: true } });
    expect(JSON.stringify(answer)).not.toContain('4111');
  });
});
