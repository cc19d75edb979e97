import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { contracts } from '../../shared/contracts.ts';
import { type Contract, type Operation, pathParameters } from '../../shared/kernel/contract.ts';

/** The conventions of the API, held against every contract: one way to name, to list, to decide and to lock. */

type Named = { readonly name: string; readonly operation: Operation };
const operations: readonly Named[] = Object.values<Contract>(contracts).flatMap((contract) =>
  Object.entries(contract).map(([name, operation]) => ({ name, operation })),
);

type Json = {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Json>>;
  readonly items?: Json;
  readonly anyOf?: readonly Json[];
  readonly oneOf?: readonly Json[];
  readonly allOf?: readonly Json[];
};
const jsonOf = (schema: z.ZodType, io: 'input' | 'output'): Json =>
  z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' }) as Json;

type Field = { readonly name: string; readonly json: Json };

/** Every field of a schema, whatever it lies in. */
function fieldsIn(json: Json): Field[] {
  const own = Object.entries(json.properties ?? {}).map(([name, field]) => ({ name, json: field }));
  const parts = [json.items, ...(json.anyOf ?? []), ...(json.oneOf ?? []), ...(json.allOf ?? [])];
  return [
    ...own,
    ...[...own.map(({ json: field }) => field), ...parts].flatMap((part) => (part ? fieldsIn(part) : [])),
  ];
}
const inputFields = ({ input }: Operation): Field[] => fieldsIn(jsonOf(input, 'input'));
const outputFields = ({ output }: Operation): Field[] => fieldsIn(jsonOf(output, 'input'));
const allFields = (operation: Operation): Field[] => [...inputFields(operation), ...outputFields(operation)];
const topOf = (schema: z.ZodType): Readonly<Record<string, Json>> => jsonOf(schema, 'input').properties ?? {};

const isList = ({ input }: Operation): boolean => 'cursor' in topOf(input) && 'limit' in topOf(input);
const lists = operations.filter(({ operation }) => isList(operation));

/** What is there once for whoever asks, or once below its thing: its name is no plural. */
const singletons = new Set([
  ...['me', 'seller', 'operator', 'wallet', 'deposit', 'store', 'profile', 'settlement-account', 'usage'],
  ...['identity', 'verification', 'history', 'preview', 'agreement', 'statement-form', 'openapi.json', 'v1'],
  // Parts of an application and steps of a product, saved as wholes.
  ...[
    'applicant',
    'contact',
    'service',
    'authorization',
    'plan',
    'access',
    'basic',
    'business',
    'plan-order',
  ],
  // A plural as it is.
  'people',
  // Names of payment providers, which call back.
  'sandbox',
]);

describe('paths', () => {
  test.each(operations)('$name names things, and acts as things of their own', ({ operation }) => {
    const words = operation.path.split('/').filter((word) => word !== '' && !word.startsWith('{'));
    const odd = words.filter((word) => !singletons.has(word) && !/^[a-z]+(-[a-z]+)*s$/.test(word));
    expect(odd).toEqual([]);
    expect(pathParameters(operation.path).filter((name) => !/^[a-z][A-Za-z]*Id$/.test(name))).toEqual([]);
  });
});

describe('fields', () => {
  /** Data that are not ours: what a seller's system said, or an event told. */
  const foreign = new Set(['references']);

  test.each(operations)('$name calls an id <thing>Id, and a version version', ({ operation }) => {
    const plain = Object.entries(topOf(operation.output)).filter(([name]) => !foreign.has(name));
    const names = plain.flatMap(([name, json]) => [name, ...fieldsIn(json).map((field) => field.name)]);
    const inReferences = fieldsIn(topOf(operation.output).items ?? {}).some(
      ({ name }) => name === 'references',
    );
    expect(names.filter((name) => name === 'id' && !inReferences)).toEqual([]);
    for (const { name, json } of allFields(operation))
      if (name === 'version') expect(json.type).toBe('integer');
  });

  test.each(operations)('$name has values in snake_case', ({ operation }) => {
    const verbs = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']);
    const given = new Set(['CNY']);
    const values = allFields(operation).flatMap(({ json }) => [...(json.enum ?? []), json.const]);
    const odd = values
      .filter((value): value is string => typeof value === 'string')
      .filter((value) => !verbs.has(value) && !given.has(value) && !/^[a-z0-9]+(_[a-z0-9]+)*$/.test(value));
    expect(odd).toEqual([]);
  });

  test.each(operations)(
    '$name answers moments in UTC under names that end in what they are',
    ({ operation }) => {
      const moments = outputFields(operation).filter(({ json }) => json.format === 'date-time');
      const names = moments.map(({ name }) => name);
      expect(names.filter((name) => !/(At|at|Until|until|Before|From|To)$/.test(name))).toEqual([]);
      const times = outputFields(operation).filter(({ name }) => /[a-z]At$/.test(name));
      expect(times.filter(({ json }) => json.format !== 'date-time').map(({ name }) => name)).toEqual([]);
    },
  );

  test.each(operations)('$name tells money in whole fen, with its currency at the thing', ({ operation }) => {
    const money = allFields(operation).filter(({ name }) => name.endsWith('Fen'));
    expect(money.filter(({ json }) => json.type !== 'integer').map(({ name }) => name)).toEqual([]);
  });
});

describe('lists', () => {
  /** Lists that do not stand in the order of when things were made, and what stands for it. */
  const otherOrder: Readonly<Record<string, string>> = {
    listCases: 'a queue: first due first',
    browseProducts: 'the shelf has sorts of its own',
    showUsage: 'hours and days of use, asked for by from and to',
    showSellerUsage: 'hours and days of use, asked for by from and to',
    showHistory: 'versions of one thing, newest first',
    showSellerHistory: 'versions of one thing, newest first',
    listFlaws: 'versions of one thing, newest first',
  };
  /** Filters that are no columns: whose list it is, words, and questions about a row. */
  const questions = new Set([
    'q',
    'cursor',
    'limit',
    'sort',
    'createdFrom',
    'createdTo',
    'unread',
    'purpose',
  ]);

  test('are known by how they are asked', () => expect(lists.length).toBeGreaterThanOrEqual(22));

  test.each(lists)(
    '$name takes a cursor, up to 100 rows, a range of time and an order',
    ({ name, operation }) => {
      const asked = topOf(operation.input) as Record<string, Json & { maximum?: number; default?: unknown }>;
      expect(asked.limit).toMatchObject({ maximum: 100, default: 20 });
      const answered = topOf(operation.output);
      expect([answered.items?.type, answered.next?.type]).toEqual(['array', 'string']);
      if (!(name in otherOrder))
        expect(Object.keys(asked)).toEqual(expect.arrayContaining(['createdFrom', 'createdTo', 'sort']));
    },
  );

  test.each(lists.filter(({ name }) => !(name in otherOrder)))(
    '$name filters by what its rows show, and by every state they show',
    ({ operation }) => {
      const row = topOf(operation.output).items?.items?.properties ?? {};
      const filters = Object.keys(topOf(operation.input)).filter((name) => !questions.has(name));
      expect(filters.filter((name) => !(name in row))).toEqual([]);
      for (const state of ['status', 'kind', 'type']) if (state in row) expect(filters).toContain(state);
    },
  );
});

describe('acts', () => {
  const decisions = operations.filter(({ operation }) => operation.path.endsWith('/decisions'));

  test.each(decisions)(
    '$name approves or rejects the version that was seen, with a reason and comments',
    ({ operation }) => {
      const asked = topOf(operation.input);
      expect(asked.decision?.enum).toEqual(['approved', 'rejected']);
      expect(Object.keys(asked)).toEqual(expect.arrayContaining(['version', 'reason', 'comments']));
      const comment = asked.comments?.items?.properties ?? {};
      expect(Object.keys(comment).toSorted()).toEqual(['pointer', 'text']);
    },
  );

  test.each(operations.filter(({ operation }) => operation.method === 'PUT' || operation.method === 'PATCH'))(
    '$name saves over a version that was seen',
    ({ operation }) => expect(operation.locks).toBe('required'),
  );

  /** What is taken away or back without a version, and why. */
  const unversioned: Readonly<Record<string, string>> = {
    releaseCase: 'a claim is the claimer’s own',
    withdrawVerification: 'a request is its person’s own, and is made anew instead of edited',
  };
  const takingAway = operations.filter(
    ({ operation: { method, path } }) => method === 'DELETE' || path.endsWith('/withdrawals'),
  );

  test.each(takingAway)(
    '$name takes away the version that was seen: it must name it where saves must, and may elsewhere',
    ({ name, operation }) => {
      if (name in unversioned) return expect(operation.locks).toBeUndefined();

      const isSaved = operations.some(
        ({ operation: { method, path, locks } }) =>
          ['PUT', 'PATCH', 'POST'].includes(method) &&
          locks === 'required' &&
          path.startsWith(operation.path),
      );
      expect(operation.locks).toBe(isSaved ? 'required' : 'optional');
    },
  );

  test.each(operations.filter(({ operation }) => operation.method === 'GET'))(
    '$name only reads',
    ({ operation }) => expect([operation.idempotency, operation.locks]).toEqual(['no', undefined]),
  );
});
