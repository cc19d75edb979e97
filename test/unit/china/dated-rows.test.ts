import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { checkRows, rowDates } from '../../../shared/china/check-rows.ts';
import { rowsAt } from '../../../shared/china/dated-rows.ts';

const fields = z.strictObject({ ...rowDates, word: z.string(), level: z.int() });
type Row = z.output<typeof fields>;
const checked = (rows: readonly unknown[]) =>
  checkRows({ fields, about: ({ word }: Row) => word }, rows, 'rules.words');

const noon = (day: string) => new Date(`${day}T12:00:00+08:00`);
const day = fc.integer({ min: 1, max: 28 }).map((date) => `2027-02-${String(date).padStart(2, '0')}`);
const row = fc
  .record({
    word: fc.constantFrom('a', 'b', 'c'),
    from: fc.option(day, { nil: undefined }),
    until: fc.option(day, { nil: undefined }),
    level: fc.integer({ min: 1, max: 1_000_000 }),
  })
  .filter(({ from = '', until = '9' }) => from <= until);
const rowsWithoutTies = fc.uniqueArray(row, {
  selector: ({ word, from }) => `${word} ${from}`,
  maxLength: 12,
});

/** The level that holds for a word, told without the table: of all rows that hold the one that began last. */
function levelOf(rows: readonly Row[], word: string, day: string): number | undefined {
  const held = rows.filter(
    (row) => row.word === word && (row.from ?? '') <= day && day <= (row.until ?? '9999-12-31'),
  );
  const begun = held.map(({ from = '' }) => from);
  const last = held.find(({ from = '' }) => begun.every((other) => other <= from));
  return last?.level;
}

describe('rows that a deployment adds to a table', () => {
  test('hold from their first day to their last one in Shanghai, and the one that began last wins, whatever their order', () => {
    const shuffled = rowsWithoutTies.chain((rows) =>
      fc.tuple(
        fc.constant(rows),
        fc.shuffledSubarray(rows, { minLength: rows.length, maxLength: rows.length }),
      ),
    );

    fc.assert(
      fc.property(shuffled, day, ([rows, otherwise], today) => {
        for (const given of [rows, otherwise]) {
          const held = rowsAt(checked(given), noon(today));
          for (const word of ['a', 'b', 'c'])
            expect(held.findLast((row) => row.word === word)?.level).toBe(levelOf(rows, word, today));
        }
      }),
    );
  });

  test('are refused when two about the same thing begin on the same day, wherever they stand', () => {
    fc.assert(
      fc.property(rowsWithoutTies, row, fc.nat(), (rows, twice, place) => {
        const others = rows.filter(({ word, from }) => word !== twice.word || from !== twice.from);
        const both = others.toSpliced(place % (others.length + 1), 0, twice);
        expect(() => checked([...both, twice])).toThrow(
          /^rules\.words\[\d+\] .*: from: Must not be that of rules\.words\[\d+\]/,
        );
      }),
    );
  });

  test('change on the day of Shanghai, not on that of UTC', () => {
    const rows = checked([
      { word: 'a', level: 0 },
      { word: 'a', from: '2027-02-06', until: '2027-02-06', level: 1 },
    ]);
    const levels = ['05T15:59:59Z', '05T16:00:00Z', '06T15:59:59Z', '06T16:00:00Z'].map(
      (at) => rowsAt(rows, new Date(`2027-02-${at}`)).at(-1)?.level,
    );

    expect(levels).toEqual([0, 1, 1, 0]);
  });

  test.each([
    [{ word: 'b' }, 'level: Required.'],
    [{ word: 'b', level: 1, since: '2027-01-01' }, 'since: There is no such field.'],
    [{ word: 'b', level: 1, from: '2027-02-29' }, 'from: '],
    [{ word: 'b', level: 1, from: '2027-02-02', until: '2027-02-01' }, 'until: Must not be before from.'],
    ['b', 'row: '],
    [null, 'row: '],
  ])('are refused with their place, what they are and what is wrong: %j', (wrong, sentence) => {
    const rows = [{ word: 'b', level: 1 }, wrong];

    expect(() => checked(rows)).toThrow(`rules.words[1] ${JSON.stringify(wrong)}: ${sentence}`);
  });

  test('are told shortened when they are long', () => {
    expect(() => checked([{ word: 'x'.repeat(500) }])).toThrow(
      /^rules\.words\[0\] \{"word":"x+…: level: Required\.$/,
    );
  });
});
