import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { openApiDocument } from '../../../infra/build/openapi/document.ts';
import { bodyExample, examples } from '../../../infra/build/openapi/examples.ts';
import { contracts } from '../../../shared/contracts.ts';
import { nativeWebhooks } from '../../../shared/fulfilment/dialects/native/contract.ts';
import type { Contract, Operation } from '../../../shared/kernel/contract.ts';
import { madeUp } from './made-up.ts';

type Content = Readonly<Record<string, { readonly example?: unknown }>>;
type Described = {
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
      const { input, answer } = examples.operations[name] ?? {};

      if (requestBody) expect(requestBody.content['application/json']?.example).toBeDefined();
      expect(operation.input.safeParse(input).error?.issues ?? []).toEqual([]);

      if (operation.produces || operation.status === 204) return;
      const shown = responses[String(operation.status ?? 200)]?.content?.['application/json']?.example;
      const parsed = operation.output.parse(shown);
      expect(isDeepStrictEqual(JSON.parse(JSON.stringify(parsed)), answer)).toBe(true);
    },
  );

  it('name the version that was seen where a save must', () => {
    for (const { name, operation } of operations)
      if (operation.locks) expect(bodyExample(name, operation).example).toHaveProperty('version');
  });

  it('show what sellers’ systems are sent', () => {
    const shown = nativeWebhooks.filter(({ type }) => examples.webhooks[type]);
    expect(shown.length).toBeGreaterThan(0);
    for (const { type, body } of shown) expect(body.parse(examples.webhooks[type])).toBeTruthy();
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
      },
      recording,
    );
    expect(made).toEqual({
      orderId: `ord_${'0'.repeat(25)}1`,
      about: `ord_${'0'.repeat(25)}1, ord_${'0'.repeat(25)}2`,
      at: '2026-12-01T02:00:00.000Z',
      due: '在 2026-12-02 10:00（北京时间）前',
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
