import { expect, test } from 'vitest';
import { itemSize, type Value, writeUnits } from '../patches/dynamodb-local/capacity/item-size.ts';

// Sizes as the engine itself measures single writes (the integration test of capacity compares the two).
const sizes: [Value, number][] = [
  [{ S: '云市' }, 6],
  [{ S: '' }, 0],
  [{ N: '0' }, 1],
  [{ N: '12' }, 2],
  [{ N: '123' }, 3],
  [{ N: '1000' }, 2],
  [{ N: '-123' }, 4],
  [{ N: '1.5' }, 3],
  [{ N: '0.05' }, 2],
  [{ N: '12.345' }, 4],
  [{ N: '1e20' }, 2],
  [{ N: '1762048800000' }, 6],
  [{ BOOL: false }, 1],
  [{ NULL: true }, 1],
  [{ B: 'AAEC' }, 3],
  [{ B: new Uint8Array(3) }, 3],
  [{ M: {} }, 3],
  [{ L: [] }, 3],
  [{ M: { a: { S: 'bc' }, d: { N: '1' } } }, 11],
  [{ L: [{ S: 'a' }, { S: 'b' }] }, 7],
  [{ SS: ['a', 'bc'] }, 3],
  [{ NS: ['1', '22'] }, 4],
  [{ BS: ['AAEC', 'AA=='] }, 4],
];

test.each(sizes)('%j takes %i bytes', (value, bytes) => {
  expect(itemSize({ name: value })).toBe('name'.length + bytes);
});

test('a write takes a unit for each kilobyte begun, and one at least', () => {
  expect([0, 1, 1024, 1025, 2048, 2049].map(writeUnits)).toEqual([1, 1, 1, 2, 2, 3]);
});
