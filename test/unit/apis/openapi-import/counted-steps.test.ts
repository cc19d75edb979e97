import { expect, test } from 'vitest';
import { defaultImportLimits } from '../../../../shared/apis/openapi-import/api.ts';
import { importOpenApi } from '../../../../shared/apis/openapi-import/import-openapi.ts';
import { openReader, TooMuchWork } from '../../../../shared/apis/openapi-import/reader.ts';
import { typeName } from '../../../../shared/apis/openapi-import/sample.ts';
import { documentOf } from './documents.ts';

test('the steps of reading a document are counted, and its size bounds what one of them costs', () => {
  const limits = { ...defaultImportLimits, steps: 100 };
  const reader = openReader({ a: { $ref: '#/b' }, b: { x: 1 } }, limits, () => {});
  const follow = () => reader.resolve({ value: { $ref: '#/a' }, pointer: '' });
  // Two references are followed each time.
  for (let uses = 0; uses < 50; uses += 1) expect(follow()).toEqual({ value: { x: 1 }, pointer: '/b' });
  expect(follow).toThrow(TooMuchWork);
});

/** Documents whose parts are small in themselves and used many times, with what reading them is worth at least. */
const worth: readonly (readonly [string, number, () => string])[] = [
  [
    'examples that allOf puts together',
    20_000,
    () => {
      const large = {
        example: Object.fromEntries(Array.from({ length: 20_000 }, (_, place) => [`k${place}`, 1])),
      };
      const part = { allOf: [{ $ref: '#/components/schemas/large' }] };
      const properties = Object.fromEntries(
        Array.from({ length: 100 }, (_, place) => [`p${place}`, { $ref: '#/components/schemas/part' }]),
      );
      const content = { 'application/json': { schema: { properties } } };
      return documentOf(
        { '/a': { get: { responses: { 200: { content } } } } },
        { components: { schemas: { large, part } } },
      );
    },
  ],
  [
    'fields that allOf hands upwards',
    60_000,
    () => {
      const properties = Object.fromEntries(Array.from({ length: 200 }, (_, place) => [`p${place}`, {}]));
      const all = { allOf: Array.from({ length: 200 }, () => ({ $ref: '#/components/schemas/fields' })) };
      const content = { 'application/x-www-form-urlencoded': { schema: all } };
      return documentOf(
        { '/a': { post: { requestBody: { content } } } },
        { components: { schemas: { fields: { properties } } } },
      );
    },
  ],
  [
    'long descriptions',
    500,
    () => {
      const one = { name: 'q', in: 'query', description: '企'.repeat(3_000) };
      const parameters = Array.from({ length: 60 }, () => ({ $ref: '#/components/parameters/one' }));
      return documentOf({ '/a': { get: { parameters } } }, { components: { parameters: { one } } });
    },
  ],
  [
    'examples of parameters',
    2_000,
    () => {
      const one = { name: 'q', in: 'query', example: Array.from({ length: 10_000 }, () => [1]) };
      const parameters = Array.from({ length: 60 }, () => ({ $ref: '#/components/parameters/one' }));
      return documentOf({ '/a': { get: { parameters } } }, { components: { parameters: { one } } });
    },
  ],
  [
    'a long text of JSON',
    10_000,
    () => {
      const content = {
        'application/json': { example: JSON.stringify(Array.from({ length: 30_000 }, () => 1)) },
      };
      return documentOf({ '/a': { get: { responses: { 200: { content } } } } });
    },
  ],
  [
    'keys of a path item that tell nothing',
    10_000,
    () => {
      const item = Object.fromEntries(Array.from({ length: 2_000 }, (_, place) => [`x-${place}`, 1]));
      const paths = Object.fromEntries(
        Array.from({ length: 10 }, (_, place) => [`/${place}`, { $ref: '#/x-item' }]),
      );
      return documentOf({ '/a': { get: {} }, ...paths }, { 'x-item': item });
    },
  ],
];

test.each(worth)('what is done at each use of a part is counted: %s, %i steps', (_, steps, text) => {
  const result = importOpenApi(text(), { limits: { ...defaultImportLimits, steps } });
  expect(result.ok ? [] : [...new Set(result.problems.map(({ code }) => code))]).toEqual([
    'document_too_complex',
  ]);
});

test('what is remembered of a list or text is found again, and of a list of types only the beginning is looked at', () => {
  const reader = openReader({}, defaultImportLimits, () => {});
  const list = ['a', 'b'];
  expect([...reader.setOf(list)]).toEqual(['a', 'b']);
  expect(reader.setOf(list)).toBe(reader.setOf(list));
  expect([reader.textOf(' a\u200b', 10), reader.textOf(' a\u200b', 10), reader.textOf('\u200b', 10)]).toEqual(
    ['a', 'a', undefined],
  );
  expect(typeName({ type: ['null', 'string'] })).toBe('string');
  expect(typeName({ type: [...Array(50).fill('null'), 'string'] })).toBeUndefined();
});
