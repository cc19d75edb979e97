import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkCalendar } from '../../../shared/china/check-calendar.ts';
import {
  coversServiceLevel,
  coversStoreHours,
  isWithinServiceHours,
  type ServiceHours,
} from '../../../shared/china/service-hours.ts';
import {
  addShanghaiMonths,
  endOfShanghaiDay,
  parseShanghaiDay,
  shanghaiDay,
  shanghaiMonth,
  shanghaiWeekday,
  startOfShanghaiDay,
  startOfShanghaiMonth,
  startOfShanghaiYear,
} from '../../../shared/china/shanghai.ts';
import {
  addWorkingDays,
  isWorkingDay,
  isYearKnown,
  workingDaysBetween,
} from '../../../shared/china/working-days.ts';

/** How the schedule of a year that nobody published yet could look. */
const nextYear = [
  { from: '2027-10-01', until: '2027-10-07', work: false },
  { from: '2027-10-09', until: '2027-10-09', work: true },
];
const beijing = (text: string) => new Date(`${text}+08:00`);
const instants = fc.date({
  min: new Date('2004-01-05T00:00:00Z'),
  max: new Date('2040-01-01T00:00:00Z'),
  noInvalidDate: true,
});

describe('working days', () => {
  test('National Day 2026 is free and the Saturday after it is worked', () => {
    expect(isWorkingDay(beijing('2026-10-01T12:00:00'))).toBe(false);
    expect(isWorkingDay(beijing('2026-10-10T12:00:00'))).toBe(true);
    expect(isWorkingDay(beijing('2026-10-11T12:00:00'))).toBe(false);
  });

  test('the day is that of Shanghai, not of UTC', () => {
    expect(isWorkingDay(new Date('2026-09-30T15:59:59Z'))).toBe(true);
    expect(isWorkingDay(new Date('2026-09-30T16:00:00Z'))).toBe(false);
  });

  test('a due time keeps the time of day and jumps over holidays', () => {
    expect(addWorkingDays(beijing('2026-09-30T17:00:00'), 1)).toEqual(beijing('2026-10-08T17:00:00'));
    expect(addWorkingDays(beijing('2026-10-08T17:00:00'), 2)).toEqual(beijing('2026-10-10T17:00:00'));
    expect(addWorkingDays(beijing('2026-11-20T23:30:00'), 1)).toEqual(beijing('2026-11-23T23:30:00'));
    expect(addWorkingDays(beijing('2026-11-21T10:00:00'), 1)).toEqual(beijing('2026-11-23T10:00:00'));
  });

  test('always ends on a working day, exactly so many later', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 30 }), (from, days) => {
        const due = addWorkingDays(from, days);
        expect(isWorkingDay(due)).toBe(true);
        expect(workingDaysBetween(from, due)).toBe(days);
        expect((due.getTime() - from.getTime()) % 86_400_000).toBe(0);
      }),
    );
  });
});

describe('the years of the calendar', () => {
  test('a year that is not published yet has free weekends and fixed holidays, and takes corrections', () => {
    expect(isWorkingDay(beijing('2035-10-01T12:00:00'))).toBe(false);
    expect(isWorkingDay(beijing('2035-10-08T12:00:00'))).toBe(true);
    expect(isWorkingDay(beijing('2035-10-06T12:00:00'))).toBe(false);
    const calendar = checkCalendar([
      { from: '2035-10-08', until: '2035-10-08', work: false },
      { from: '2035-10-06', until: '2035-10-06', work: true },
    ]);
    expect(isWorkingDay(beijing('2035-10-08T12:00:00'), calendar)).toBe(false);
    expect(isWorkingDay(beijing('2035-10-06T12:00:00'), calendar)).toBe(true);
  });

  test('the built-in calendar knows 2004 to 2026; the next year is known by a deployment’s rows', () => {
    const years = Array.from({ length: 40 }, (_, place) => 2000 + place).filter((year) => isYearKnown(year));
    expect([years[0], years.at(-1), years.length]).toEqual([2004, 2026, 23]);

    const calendar = checkCalendar(nextYear);
    expect(isYearKnown(2027, calendar)).toBe(true);
    expect(isYearKnown(2028, calendar)).toBe(false);
    const worked = ['2027-09-30', '2027-10-01', '2027-10-07', '2027-10-08', '2027-10-09', '2027-10-10'];
    expect(worked.map((day) => isWorkingDay(beijing(`${day}T12:00:00`), calendar))).toEqual([
      true,
      false,
      false,
      true,
      true,
      false,
    ]);
    expect(addWorkingDays(beijing('2027-09-30T17:00:00'), 2, calendar)).toEqual(
      beijing('2027-10-09T17:00:00'),
    );
  });

  test('of a longer range and a day within it, the day counts', () => {
    const range = { from: '2027-10-01', until: '2027-10-07', work: false };
    const within = { from: '2027-10-03', until: '2027-10-03', work: true };
    for (const rows of [
      [range, within],
      [within, range],
    ]) {
      const calendar = checkCalendar(rows);
      expect(isWorkingDay(beijing('2027-10-03T12:00:00'), calendar)).toBe(true);
      expect(isWorkingDay(beijing('2027-10-04T12:00:00'), calendar)).toBe(false);
    }
  });

  test.each([
    [{ from: '2027-10-01', work: false }, 'until: Required.'],
    [{ from: '2027-10-01', until: '2027-11-01', work: false }, 'until: At most 31 days in a row.'],
    [{ from: '2027-10-02', until: '2027-10-01', work: false }, 'until: Must not be before from.'],
    [{ from: '2027-10-01', until: '2027-10-01', work: 'no' }, 'work: '],
  ])('the row %j is none of the calendar', (row, sentence) => {
    expect(() => checkCalendar([row])).toThrow(`rules.calendar[0] ${JSON.stringify(row)}: ${sentence}`);
  });

  test('refuses a number of days that is none', () => {
    for (const days of [-1, 1.5, Number.NaN, 1001])
      expect(() => addWorkingDays(beijing('2026-11-20T12:00:00'), days)).toThrow(RangeError);
  });
});

describe('calendar of Shanghai', () => {
  test('starts and ends enclose the instant', () => {
    fc.assert(
      fc.property(instants, (at) => {
        const start = startOfShanghaiDay(at);
        expect(start <= at && at < endOfShanghaiDay(at)).toBe(true);
        expect(parseShanghaiDay(shanghaiDay(at))).toEqual(start);
        expect(startOfShanghaiMonth(at) <= start && startOfShanghaiYear(at) <= startOfShanghaiMonth(at)).toBe(
          true,
        );
        expect(shanghaiDay(startOfShanghaiMonth(at))).toBe(`${shanghaiMonth(at)}-01`);
      }),
    );
  });

  test('agrees with the time-zone data of the runtime', () => {
    const format = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' });
    fc.assert(fc.property(instants, (at) => void expect(shanghaiDay(at)).toBe(format.format(at))));
  });

  test('adding months keeps the day or takes the last one', () => {
    expect(addShanghaiMonths(beijing('2027-01-31T10:00:00'), 1)).toEqual(beijing('2027-02-28T10:00:00'));
    expect(addShanghaiMonths(beijing('2027-12-31T00:30:00'), 2)).toEqual(beijing('2028-02-29T00:30:00'));
    expect(addShanghaiMonths(beijing('2026-11-15T10:00:00'), -12)).toEqual(beijing('2025-11-15T10:00:00'));
  });

  test('there is no 30 February', () => {
    expect(parseShanghaiDay('2027-02-30')).toBeUndefined();
    expect(parseShanghaiDay('2027-2-3')).toBeUndefined();
    expect(shanghaiWeekday(beijing('2026-11-22T00:00:00'))).toBe(7);
  });
});

describe('service hours', () => {
  const weekdays: ServiceHours = { kind: 'custom', weekdays: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' };

  test('5x8 follows the statutory calendar, custom hours follow the weekdays', () => {
    expect(isWithinServiceHours(beijing('2026-10-01T10:00:00'), { kind: '5x8' })).toBe(false);
    expect(isWithinServiceHours(beijing('2026-10-01T10:00:00'), weekdays)).toBe(true);
    expect(isWithinServiceHours(beijing('2026-10-10T10:00:00'), { kind: '5x8' })).toBe(true);
    expect(isWithinServiceHours(beijing('2026-11-20T17:59:00'), weekdays)).toBe(true);
    expect(isWithinServiceHours(beijing('2026-11-20T18:00:00'), weekdays)).toBe(false);
    expect(isWithinServiceHours(beijing('2026-11-21T03:00:00'), { kind: '7x24' })).toBe(true);
  });

  test('tells which hours are enough for a market and for a store', () => {
    const always: ServiceHours = {
      kind: 'custom',
      weekdays: [1, 2, 3, 4, 5, 6, 7],
      from: '00:00',
      to: '24:00',
    };
    const late: ServiceHours = { ...weekdays, from: '10:00', to: '20:00' };
    expect(coversServiceLevel(always, '7x24')).toBe(true);
    expect(coversServiceLevel(weekdays, '7x24')).toBe(false);
    expect(coversServiceLevel({ kind: '5x8' }, '7x24')).toBe(false);
    expect(coversServiceLevel({ ...weekdays, weekdays: [1, 2, 3, 4] }, '5x8')).toBe(false);
    expect(coversServiceLevel({ ...weekdays, to: '08:00' }, '5x8')).toBe(false);
    expect(coversServiceLevel(late, '5x8')).toBe(true);
    expect(coversStoreHours(late)).toBe(false);
    expect(coversStoreHours(weekdays)).toBe(true);
  });
});
