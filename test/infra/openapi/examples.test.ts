import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { openApiDocument } from '../../../infra/build/openapi/document.ts';
import { bodyExample, examples } from '../../../infra/build/openapi/examples.ts';
import { contracts } from '../../../shared/contracts.ts';
import { nativeWebhooks } from '../../../shared/fulfilment/dialects/native/contract.ts';
import type { Contract, Operation } from '../../../shared/kernel/contract.ts';
import { madeUp } from './made-up.ts';

type Examples = Readonly<Record<string, { readonly value: unknown }>>;
type Content = Readonly<Record<string, { readonly example?: unknown; readonly examples?: Examples }>>;
type Parameter = {
  readonly name?: string;
  readonly in?: string;
  readonly schema?: { readonly examples?: unknown[] };
};
type Described = {
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
};

const document = openApiDocument();
const operations = Object.values(contracts).flatMap((contract: Contract) =>
  Object.entries(contract).map(([name, operation]) => ({ name, operation })),
);
const described = ({ method, path }: Operation) => document.paths[path]?.[method.toLowerCase()] as Described;

describe('the examples of the OpenAPI document', () => {
  it.each(operations)(
    'show a call of $name that succeeded, as its contract has it',
    ({ name, operation }) => {
      const { requestBody, responses } = described(operation);
      const { input, answer, later } = examples.operations[name] ?? {};

      if (requestBody) expect(requestBody.content['application/json']?.example).toBeDefined();
      expect(operation.input.safeParse(input).error?.issues ?? []).toEqual([]);

      if (operation.produces || operation.status === 204) return;
      const { example, examples: states } =
        responses[String(operation.status ?? 200)]?.content?.['application/json'] ?? {};
      const shown = states ? Object.values(states).map(({ value }) => value) : [example];
      const parsed = shown.map((value) => JSON.parse(JSON.stringify(operation.output.parse(value))));
      expect(isDeepStrictEqual(parsed, [answer, ...Object.values(later ?? {})])).toBe(true);
    },
  );

  it('name the version that was seen where a save must', () => {
    for (const { name, operation } of operations)
      if (operation.locks) expect(bodyExample(name, operation).example).toHaveProperty('version');
  });

  it('show every notification that sellers’ systems are sent', () => {
    for (const { type, body } of nativeWebhooks) expect(body.parse(examples.webhooks[type])).toBeTruthy();
  });

  it('show an entitlement in each state that it reaches by itself', () => {
    const { paths } = document;
    for (const path of ['/v1/entitlements/{entitlementId}', '/v1/seller/entitlements/{entitlementId}']) {
      const shown = paths[path]?.get as Described | undefined;
      const states = shown?.responses['200']?.content?.['application/json']?.examples ?? {};
      expect(Object.entries(states).map(([name, { value }]) => [name, value])).toMatchObject([
        ['active', { status: 'active' }],
        ['expired', { status: 'expired' }],
        ['released', { status: 'released' }],
      ]);
    }
  });
});

describe('the values in the examples of the OpenAPI document', () => {
  it('are such as filters of lists take', () => {
    const shown = operations.flatMap(({ name, operation }) =>
      described(operation)
        .parameters.filter((parameter) => parameter.in === 'query' && parameter.schema?.examples)
        .map(({ name: filter = '', schema }) => ({
          name,
          operation,
          filter,
          values: schema?.examples ?? [],
        })),
    );
    expect(shown.map(({ filter }) => filter)).toEqual(
      expect.arrayContaining(['cursor', 'createdFrom', 'createdTo', 'q', 'status']),
    );
    for (const { name, operation, filter, values } of shown)
      for (const value of values) {
        const field = (operation.input as z.ZodObject).shape[filter] as z.ZodType;
        expect(field.safeParse(value).error?.issues ?? [], `${name} ${filter}`).toEqual([]);
      }
  });

  it('are of no run: no address of a machine, no secret, no id of its own', () => {
    const text = JSON.stringify(examples);
    expect(text).not.toMatch(/127\.0\.0\.1:|localhost|X-Amz-Signature/);
    expect(text).not.toMatch(/(?<![a-z])[a-z]{3}_(?!0{20})[0-9a-z]{26}(?![0-9a-z])/);
    expect(text.match(/whsec_[A-Za-z0-9+/=]{10,}/g) ?? []).toEqual(
      (text.match(/whsec_[A-Za-z0-9+/=]{10,}/g) ?? []).map(() => expect.stringMatching(/^whsec_bWFkZS11c/)),
    );
  });
});

describe('what makes a recording one of no run', () => {
  const recording = {
    startedAt: new Date('2027-03-04T05:06:07Z'),
    addresses: new Map([['http://127.0.0.1:4', 'https://api.example']]),
  };

  it('keeps one id one id, and moves times together', () => {
    const one = `ord_${'a'.repeat(26)}`;
    const made = madeUp(
      {
        orderId: one,
        about: `${one}, ${`ord_${'b'.repeat(26)}`}`,
        at: '2027-03-04T05:08:59.123Z',
        due: '在 2027-03-05 13:06（北京时间）前',
        period: '2027-03-04T13',
      },
      recording,
    );
    expect(made).toEqual({
      orderId: `ord_${'0'.repeat(25)}1`,
      about: `ord_${'0'.repeat(25)}1, ord_${'0'.repeat(25)}2`,
      at: '2026-12-01T02:00:00.000Z',
      due: '在 2026-12-02 10:00（北京时间）前',
      period: '2026-12-01T10',
    });
  });

  it('puts other addresses and secrets, and shortens what is long', () => {
    const made = madeUp(
      {
        url: 'http://127.0.0.1:4/a',
        appSecret: 'real',
        list: ['a', 'b', 'c'],
        days: [1, 2, 3],
        text: '长'.repeat(700),
      },
      recording,
    );
    expect(made).toMatchObject({ url: 'https://api.example/a', list: ['a', 'b'], days: [1, 2, 3] });
    expect(made.appSecret).not.toBe('real');
    expect(made.text.length).toBe(161);
  });
});
