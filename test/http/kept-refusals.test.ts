import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { httpFunction } from '../../functions/runtime/http/http.ts';
import type { Write } from '../../shared/kernel/change.ts';
import { defineContract } from '../../shared/kernel/contract.ts';
import { defineErrors } from '../../shared/kernel/errors.ts';
import type { Decision } from '../../shared/kernel/use-case.ts';
import type { Table } from '../../shared/table/table.ts';
import { httpEvent, invoke } from '../support/http-event.ts';
import { makeTable } from '../support/table.ts';

const errors = defineErrors('purse', {
  empty: { status: 409, zh: '余额不足，还差 {missing}。', en: '{missing} are missing.' },
  busy: { status: 409, retryable: true, zh: '正忙。', en: 'Busy just now.' },
  too_often: { status: 429, retryable: true, zh: '过于频繁。', en: 'Too often.' },
  wrong: { status: 422, zh: '不符合规则。', en: 'Against a rule.' },
  closed: { status: 403, zh: '不允许。', en: 'Not allowed.' },
});
type Refusal = keyof typeof errors;

const spend = {
  method: 'POST',
  path: '/v1/purse/payments',
  summary: { zh: '付', en: 'Pay' },
  auth: 'buyer',
  idempotency: 'required',
  input: z.strictObject({ amount: z.int() }),
  output: z.object({ paid: z.int() }),
  status: 201,
  errors: Object.values(errors),
} as const;
const contract = defineContract({
  spend,
  lend: { ...spend, path: '/v1/purse/loans', idempotency: 'optional' },
});

const purse = { pk: 'purse', sk: 'purse' };
let table: Table;
/** what the rule says before it looks into the purse */
let refusal: Refusal | 'accident' | undefined;

/** Takes from the purse what it holds, by one conditional write. */
async function pay(
  { input: { amount } }: { readonly input: { readonly amount: number } },
  deps: { readonly table: Table },
): Promise<Decision<{ paid: number }>> {
  if (refusal === 'accident') throw new Error('broken');
  if (refusal) throw errors[refusal]({ params: { missing: amount } });
  const empty = () => errors.empty({ params: { missing: amount } });
  const held = Number((await deps.table.get(purse))?.held ?? 0);
  if (held < amount) throw empty();

  const taken: Write = {
    ...({ kind: 'update', key: purse, expression: 'ADD held :less', condition: 'held >= :amount' } as const),
    values: { ':less': -amount, ':amount': amount },
  };
  return { answer: { paid: amount }, changes: [{ writes: [taken], onRefused: empty }] };
}

const fill = (amount: number) =>
  table.update({ key: purse, expression: 'ADD held :more', values: { ':more': amount } });
const held = async () => Number((await table.get(purse))?.held ?? 0);

function call(key: string, { amount = 10, language = 'en', operation = contract.spend, over = table } = {}) {
  const root = { table: over, sellerOfUser: async () => undefined, deps: { table: over } };
  const headers = { 'idempotency-key': key, 'accept-language': language };
  const event = httpEvent(operation, { amount }, { caller: { userId: 'usr_1' }, headers });
  return invoke(httpFunction(contract, { spend: pay, lend: pay }, root), event);
}

beforeEach(async () => {
  ({ table } = await makeTable());
  refusal = undefined;
});

describe('where money moves, a refusal for a reason of state', () => {
  test('stays for its key although the reason is gone, and another key is decided anew', async () => {
    const first = await call('k1');
    await fill(10);

    const again = await call('k1');

    expect(first).toMatchObject({ status: 409, body: { code: 'purse.empty', params: { missing: 10 } } });
    expect(first.headers).not.toHaveProperty('idempotency-replayed');
    expect(again).toMatchObject({ status: 409, headers: { 'idempotency-replayed': 'true' } });
    expect({ ...again.body, instance: '' }).toEqual({ ...first.body, instance: '' });
    expect(await held()).toBe(10);
    expect(await call('k2')).toMatchObject({ status: 201, body: { paid: 10 } });
  });

  test('is told again in the language asked for', async () => {
    await call('k1');

    expect((await call('k1', { language: 'zh' })).body.title).toBe('余额不足，还差 10。');
  });

  test('is kept for exactly the request that was refused', async () => {
    await call('k1');

    const other = await call('k1', { amount: 5 });

    expect(other).toMatchObject({ status: 422, body: { code: 'request.idempotency_key_reused' } });
  });

  test.each(['busy', 'too_often', 'wrong', 'closed', 'accident'] as const)(
    'is kept, and none for another reason: after "%s" the same key is decided anew',
    async (reason) => {
      await fill(10);
      refusal = reason;
      expect((await call('k1')).status).toBeGreaterThanOrEqual(400);
      refusal = undefined;

      expect(await call('k1')).toMatchObject({ status: 201, body: { paid: 10 } });
    },
  );

  test('is not told when it could not be kept: nothing was refused then', async () => {
    const broken: Table = { ...table, commit: () => Promise.reject(new Error('no table')) };

    expect(await call('k1', { over: broken })).toMatchObject({ status: 500 });
    await fill(10);
    expect(await call('k1')).toMatchObject({ status: 201 });
  });

  test('and an effect never both come of one key, however many ask at once while the reason goes', async () => {
    for (let round = 0; round < 5; round++) {
      const key = `at-once-${round}`;
      const before = await held();
      const amount = before + 10;

      const asked = Array.from({ length: 20 }, () => call(key, { amount }));
      const [answers] = await Promise.all([Promise.all(asked), fill(10)]);

      const last = await call(key, { amount });
      const settled = answers.filter(({ body }) => body.code !== 'request.idempotency_in_progress');
      expect(new Set([...settled, last].map(({ status }) => status)).size).toBe(1);
      expect(await held()).toBe(last.status === 201 ? 0 : amount);
    }
  });
});

test('where no money moves, a refusal is not kept: mend the cause and send the same key', async () => {
  const operation = contract.lend as unknown as typeof contract.spend;
  expect(await call('k1', { operation })).toMatchObject({ status: 409 });
  await fill(10);

  expect(await call('k1', { operation })).toMatchObject({ status: 201 });
});
