import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  agreementPlaceholders,
  agreementTemplate,
  fillAgreement,
  unknownPlaceholders,
} from '../../../shared/catalogue/agreement-template.ts';
import { checkTags, defaultCategories, findCategory } from '../../../shared/catalogue/categories.ts';

describe('categories', () => {
  test('ids are unique, children belong to their parent, all have names in both languages', () => {
    const all = defaultCategories.flatMap((parent) => [parent, ...parent.children]);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    for (const { id, zh, en } of all) {
      expect(id).toMatch(/^[a-z-]+(\.[a-z-]+)?$/);
      expect(zh && en).toBeTruthy();
    }
    for (const parent of defaultCategories)
      expect(parent.children.every(({ id }) => id.startsWith(`${parent.id}.`))).toBe(true);
  });

  test('products stand on the second level only', () => {
    expect(findCategory('life.weather')).toMatchObject({
      parent: { id: 'life' },
      category: { zh: '天气与环境' },
    });
    expect(findCategory('life')).toBeUndefined();
    expect(findCategory('constructor')).toBeUndefined();
  });
});

describe('tags', () => {
  test('eight different words pass', () => {
    expect(checkTags(['天气', '气象', 'API', 'C++', 'Node.js', '5G', '空气 质量', 'A/B'])).toEqual([]);
  });

  test('tells each wrong tag at its place', () => {
    const tags = ['天气', ' 天气 ', '', '很'.repeat(21), '<b>', 'api', 'ＡＰＩ', 'x', 'y'];
    expect(checkTags(tags).map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
      'too_many_tags /business/tags',
      'duplicate_tag /business/tags/1',
      'tag_length /business/tags/2',
      'tag_length /business/tags/3',
      'tag_form /business/tags/4',
      'duplicate_tag /business/tags/6',
    ]);
  });
});

describe('end-user agreement', () => {
  const values = Object.fromEntries(agreementPlaceholders.map((name) => [name, `<${name}>`])) as Record<
    (typeof agreementPlaceholders)[number],
    string
  >;

  test.each(['zh', 'en'] as const)('the template in %s uses every placeholder and no other', (language) => {
    expect(unknownPlaceholders(agreementTemplate[language])).toEqual([]);
    const filled = fillAgreement(agreementTemplate[language], values);
    for (const name of agreementPlaceholders) expect(filled).toContain(`<${name}>`);
    expect(filled).not.toMatch(/[{}]/);
  });

  test('a value is never taken for a placeholder, nor for a replacement pattern', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.constantFrom('{sellerName}', '$&', '$1', '{productName}{x}')),
        (any) => {
          expect(fillAgreement('a {sellerName} b', { ...values, sellerName: any })).toBe(`a ${any} b`);
        },
      ),
    );
  });

  test('names placeholders that a seller made up', () =>
    expect(unknownPlaceholders('{sellerName} {price} {price} {constructor}')).toEqual([
      'price',
      'constructor',
    ]));
});
