import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Attributes } from '../../../shared/kernel/change.ts';
import { fromItem, type Item, toItem } from '../../../shared/table/item.ts';

const bytes = fc.uint8Array({ maxLength: 20 });
const number = fc.oneof(
  fc.integer(),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }),
);
const single = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  number,
  fc.boolean(),
  fc.constant(null),
  fc.bigInt({ min: -(10n ** 37n), max: 10n ** 37n }),
  bytes,
);
const set = fc.oneof(
  fc.uniqueArray(fc.string(), { minLength: 1 }).map((values) => new Set(values)),
  fc.uniqueArray(number, { minLength: 1 }).map((values) => new Set(values)),
  fc.array(bytes, { minLength: 1 }).map((values) => new Set(values)),
);
const name = fc.string().filter((text) => text !== '__proto__');
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, single, set, fc.array(tie('value')), fc.dictionary(name, tie('value'))),
}));
const attributes = fc.dictionary(name, value) as fc.Arbitrary<Attributes>;

/** As the SDK's client sends what its own library makes: bytes in base64. */
const sent = (item: object): unknown =>
  JSON.parse(
    JSON.stringify(item, (_key, held) =>
      held instanceof Uint8Array ? Buffer.from(held).toString('base64') : held,
    ),
  );

test("attributes take the engine's form as Amazon's own library gives it to them", () => {
  fc.assert(
    fc.property(attributes, (given) => {
      expect(sent(toItem(given))).toEqual(sent(marshall(given)));
    }),
  );
});

test("an item's attributes are those that Amazon's own library finds in it", () => {
  fc.assert(
    fc.property(attributes, (given) => {
      const item = marshall(given);
      expect(fromItem(sent(item) as Item)).toEqual(unmarshall(item as Record<string, AttributeValue>));
    }),
  );
});

test('undefined values are left out, at every depth', () => {
  const given = { a: undefined, b: [1, undefined, { c: undefined, d: '' }] };
  expect(toItem(given)).toEqual(marshall(given, { removeUndefinedValues: true }));
});

describe('what cannot be kept exactly is refused, as by Amazon’s own library', () => {
  const refused: readonly [string, unknown][] = [
    ['not a number', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['a whole number beyond 2^53', Number.MAX_SAFE_INTEGER + 1],
    ['a whole number below -2^53', Number.MIN_SAFE_INTEGER - 1],
    ['an empty set', new Set()],
    ['a set of truths', new Set([true])],
    ['a date', new Date(0)],
    ['a symbol', Symbol('any')],
  ];
  test.each(refused)('%s', (_what, held) => {
    expect(() => marshall({ held })).toThrow();
    expect(() => toItem({ held } as Attributes)).toThrow();
  });

  test('a number of the table that is no whole one and beyond 2^53', () => {
    const item = { held: { N: '12345678901234567890.5' } };
    expect(() => unmarshall(item)).toThrow();
    expect(() => fromItem(item)).toThrow();
  });
});

test('bytes of a part of a buffer are the part’s alone', () => {
  const part = Buffer.from('secret text').subarray(7);
  expect(toItem({ part } as unknown as Attributes)).toEqual({
    part: { B: Buffer.from('text').toString('base64') },
  });
});
