import { marshall } from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultCatalogueRules } from '../../../shared/catalogue/rules.ts';
import { entriesOf, shelfRow, termsOf } from '../../../shared/catalogue/shelf/entry.ts';
import { type Page, pageBytes } from '../../../shared/catalogue/shelf/page.ts';
import { hasTerm } from '../../../shared/catalogue/shelf/terms.ts';

const id = (prefix: string, place: number) => `${prefix}_01kdz3v5e2${String(place * 7_654_321_987).padStart(16, 'q7x')}`;
const rules = defaultCatalogueRules;

/** A page whose every text is as long as it may be. */
const pageOf = (text: (characters: number) => string, plans = 20, packages = 3): Page => ({
  productId: id('prd', 1),
  sellerId: id('sel', 1),
  number: 3,
  type: 'api',
  access: { name: text(80), iconUploadId: id('upl', 0), details: {} },
  basic: {
    pictureUploadIds: Array.from({ length: 6 }, (_, place) => id('upl', place)),
    summary: text(30),
    description: text(300),
    highlights: Array.from({ length: 6 }, () => text(30)),
    screenshotUploadIds: Array.from({ length: 6 }, (_, place) => id('upl', 20 + place)),
    cases: text(300),
    guideUploadId: id('upl', 40),
    support: { hotline: '400-123-4567', email: 'support@seller.example', hours: { kind: '5x8' } },
    afterSaleScope: text(300),
  },
  business: {
    categoryId: 'company.registry',
    tags: Array.from({ length: 8 }, () => text(12)),
    seo: { title: text(60), keywords: text(100), description: text(150) },
    containsOpenSource: false,
  },
  plans: Array.from({ length: plans }, (_, plan) => ({
    planId: id('pln', plan),
    name: text(40),
    groupId: id('grp', 1),
    countingRule: 'success-only',
    packages: Array.from({ length: packages }, (_, place) => ({
      packageId: id('pkg', plan * 10 + place),
      calls: 1_000 * (place + 1) + plan,
      amountFen: 9_900 * (place + 1) + plan,
      validityDays: 365,
    })),
  })),
  groups: [{ groupId: id('grp', 1), prefix: 'company-data', apiCount: 12 }],
  agreement: { kind: 'template', delistingPolicy: text(300) },
  agreementVersion: '0123456789abcdef',
  store: { name: text(30), logoUploadId: id('upl', 50) },
  listedAt: '2026-11-02T02:00:00.000Z',
});

const signs = [
  ...'查询企业工商登记股东变更行政许可处罚公开信息数据每日更新返回结构化结果适合尽职调查合作方核验天气预报城市名称经纬度实时空气质量地图位置快递物流',
];
let state = 7;
/** Text that does not repeat itself, so that it compresses no better than a seller's. */
const varied = (characters: number) =>
  Array.from({ length: characters }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return signs[(state >>> 8) % signs.length];
  }).join('');

test('a page with every text at its limit and sixty packages is one read of one unit', () => {
  expect(pageBytes(pageOf(varied))).toBeLessThanOrEqual(rules.pageBytesMost);
});

const bytesOf = (item: Record<string, unknown>): number =>
  Object.entries(marshall(item, { removeUndefinedValues: true })).reduce((sum, [name, value]) => sum + name.length + sizeOf(value), 0);
function sizeOf(value: object): number {
  const [kind, inner] = Object.entries(value)[0] ?? ['NULL', true];
  if (kind === 'S') return Buffer.byteLength(inner);
  if (kind === 'N') return Math.ceil(String(inner).length / 2) + 1;
  if (kind === 'B') return inner.byteLength;
  if (kind === 'M')
    return 3 + Object.entries(inner as Record<string, object>).reduce((sum, [name, one]) => sum + name.length + 1 + sizeOf(one), 0);
  return 1;
}

test('twenty rows of any shelf list are one read of one unit, however long their texts', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 80 }), fc.integer({ min: 0, max: 30 }), (name, summary) => {
      const page = pageOf(varied, 1);
      const changed = { ...page, access: { ...page.access, name: varied(name) }, basic: { ...page.basic, summary: varied(summary) } };
      const rows = entriesOf(changed, rules).filter(({ pk }) => pk.startsWith('shelf#'));
      for (const { pk, sk, row } of rows) expect(bytesOf({ pk, sk, row }) * 20).toBeLessThanOrEqual(8 * 1024);
    }),
    { numRuns: 60 },
  );
});

test('a row knows all terms of its product, and no others', () => {
  const page = pageOf(varied, 1);
  const terms = termsOf(page, rules);
  const row = shelfRow(page, terms);
  expect(terms.every((term) => hasTerm(row.terms, term))).toBe(true);
  const others = Array.from({ length: 2_000 }, (_, place) => `word#other${place}`);
  expect(others.filter((term) => hasTerm(row.terms, term))).toEqual([]);
});

test('shows the lowest price and whole characters only', () => {
  const page = { ...pageOf(varied, 2), access: { name: '𠮷'.repeat(80) } };
  const row = shelfRow(page, termsOf(page, rules));
  expect(row.fromFen).toBe(9_900);
  expect(row.name).toMatch(/^(?:𠮷)+$/u);
});
