import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultImportLimits } from '../../../../shared/apis/openapi-import/api.ts';
import { fitJson, fitText } from '../../../../shared/apis/openapi-import/fit-json.ts';
import type { Json } from '../../../../shared/apis/openapi-import/json.ts';
import { openReader } from '../../../../shared/apis/openapi-import/reader.ts';
import { documentOf, imported } from './documents.ts';

const sampleOf = (media: object, more: object = {}): string => {
  const responses = { 200: { content: { 'application/json': media } } };
  return imported(documentOf({ '/a': { get: { responses } } }, more)).apis[0]?.sampleAnswer ?? '';
};
const madeFrom = (schema: object, more: object = {}): unknown => JSON.parse(sampleOf({ schema }, more));

test('allOf around a scalar gives the scalar, and around objects one object of all of them', () => {
  const schemas = {
    Currency: { type: 'string', enum: ['CNY', 'USD'] },
    Money: { properties: { amount: { type: 'integer' } } },
  };
  const currency = { description: 'of the price', allOf: [{ $ref: '#/components/schemas/Currency' }] };
  const price = {
    allOf: [{ $ref: '#/components/schemas/Money' }, { properties: { currency } }],
    properties: { net: { type: 'boolean' } },
  };
  expect(madeFrom({ properties: { currency, price } }, { components: { schemas } })).toEqual({
    currency: 'CNY',
    price: { amount: 0, currency: 'CNY', net: true },
  });
});

test('a sample that is too long is shown with fewer items and shorter texts', () => {
  const row = { id: 1, text: 'x'.repeat(300) };
  const sample = sampleOf({
    example: { total: 400, rows: Array.from({ length: 400 }, () => row), next: 'page-2' },
  });
  expect(sample.length).toBeLessThanOrEqual(4_000);
  expect(JSON.parse(sample)).toEqual({ total: 400, rows: Array(10).fill(row), next: 'page-2' });
});

test('a sample given as a text of JSON stays JSON when it is shortened', () => {
  const sample = sampleOf({
    example: JSON.stringify({ rows: Array.from({ length: 900 }, (_, id) => ({ id })) }),
  });
  expect(sample.length).toBeLessThanOrEqual(4_000);
  expect(JSON.parse(sample).rows.slice(0, 2)).toEqual([{ id: 0 }, { id: 1 }]);
});

const json = fc.jsonValue({ maxDepth: 6 }) as fc.Arbitrary<Json>;
const reader = openReader({}, { ...defaultImportLimits, steps: Number.POSITIVE_INFINITY }, () => {});

test('any value fits into any length as JSON, and stays as it is where there is room', () => {
  fc.assert(
    fc.property(json, fc.integer({ min: 10, max: 400 }), (value, most) => {
      const text = fitJson(value, most, reader);
      if (text !== undefined) {
        expect(text.length).toBeLessThanOrEqual(most);
        JSON.parse(text);
      }
      expect(JSON.parse(fitJson(value, 1_000_000, reader) ?? '')).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('any text fits into any length', () => {
  fc.assert(
    fc.property(
      fc
        .array(fc.constantFrom('a', '"', '书', '📚', '\ud800'), { maxLength: 300 })
        .map((signs) => signs.join('')),
      fc.integer({ min: 10, max: 100 }),
      (text, most) => {
        expect(fitText(text, most, reader).length).toBeLessThanOrEqual(most);
        expect(fitText(text, most, reader).isWellFormed()).toBe(true);
      },
    ),
  );
});
