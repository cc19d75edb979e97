import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { shareReached } from '../../../shared/metering/quota/used-share.ts';

const percents = [80, 95, 100];
const told = (total: number) =>
  Array.from({ length: total }, (_, used) =>
    shareReached({ used, total }, { used: used + 1, total }, percents),
  ).filter((percent) => percent !== undefined);

test('a buyer of 100 calls is told at 80, 95 and 100; of one call, once', () => {
  expect(told(100)).toEqual([80, 95, 100]);
  expect(told(1)).toEqual([100]);
});

test('whatever the package, each share is told at most once, in order, and the last is its end', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2000 }), (total) => {
      const shares = told(total);
      expect(shares).toEqual([...new Set(shares)].sort((a, b) => a - b));
      expect(shares.at(-1)).toBe(100);
    }),
    { numRuns: 50 },
  );
});
