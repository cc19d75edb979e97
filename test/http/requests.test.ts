import { beforeEach, describe, expect, test } from 'vitest';
import { httpFunction } from '../../functions/runtime/http/http.ts';
import type { UseCase } from '../../shared/kernel/use-case.ts';
import type { Table } from '../../shared/table/table.ts';
import { type EventOptions, httpEvent, invoke } from '../support/http-event.ts';
import { makeTable } from '../support/table.ts';
import { caller, contract, counters, countersFunction } from './counters.ts';

let table: Table;
let handler: unknown;
let call: ReturnType<typeof countersFunction>['call'];
beforeEach(async () => {
  ({ table } = await makeTable());
  ({ handler, call } = countersFunction(table));
});

const refusedRequests: [string, EventOptions, number, string][] = [
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
];

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

  test.each(refusedRequests)(
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
});

describe('a request in good form', () => {
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
