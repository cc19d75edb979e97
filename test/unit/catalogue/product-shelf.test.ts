import { marshall } from '@aws-sdk/util-dynamodb';
import { itemSize } from '@yunshi/local-cloud/engines';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultCatalogueRules } from '../../../shared/catalogue/rules.ts';
import { entriesOf, shelfRow, termsOf } from '../../../shared/catalogue/shelf/entry.ts';
import { pageBytes } from '../../../shared/catalogue/shelf/page.ts';
import { hasTerm } from '../../../shared/catalogue/shelf/terms.ts';
import { fullPage, varied } from '../../support/things/full-product.ts';

const rules = defaultCatalogueRules;

test('a page with every text at its limit and sixty packages is one read of one unit', () => {
  expect(pageBytes(fullPage(varied))).toBeLessThanOrEqual(rules.pageBytesMost);
});

const bytesOf = (item: Record<string, unknown>): number =>
  itemSize(marshall(item, { removeUndefinedValues: true }));

test('twenty rows of any shelf list are one read of one unit, however long their texts', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 80 }), fc.integer({ min: 0, max: 30 }), (name, summary) => {
      const page = fullPage(varied, 1);
      const changed = {
        ...page,
        access: { ...page.access, name: varied(name) },
        basic: { ...page.basic, summary: varied(summary) },
      };
      const rows = entriesOf(changed, rules).filter(({ pk }) => pk.startsWith('shelf#'));
      for (const { pk, sk, row } of rows) expect(bytesOf({ pk, sk, row }) * 20).toBeLessThanOrEqual(8 * 1024);
    }),
    { numRuns: 60 },
  );
});

test('a row knows all terms of its product, and no others', () => {
  const page = fullPage(varied, 1);
  const terms = termsOf(page, rules);
  const row = shelfRow(page, terms);
  expect(terms.every((term) => hasTerm(row.terms, term))).toBe(true);
  const others = Array.from({ length: 2_000 }, (_, place) => `word#other${place}`);
  expect(others.filter((term) => hasTerm(row.terms, term))).toEqual([]);
});

test('shows the lowest price and whole characters only', () => {
  const page = { ...fullPage(varied, 2), access: { name: '𠮷'.repeat(80) } };
  const row = shelfRow(page, termsOf(page, rules));
  expect(row.fromFen).toBe(9_900);
  expect(row.name).toMatch(/^(?:𠮷)+$/u);
});
