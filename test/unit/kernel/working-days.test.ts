import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
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
import { addWorkingDays, isWorkingDay, workingDaysBetween } from '../../../shared/china/working-days.ts';

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

  test('a year that is not published yet has free weekends and fixed holidays, and takes corrections', () => {
    expect(isWorkingDay(beijing('2035-10-01T12:00:00'))).toBe(false);
    expect(isWorkingDay(beijing('2035-10-08T12:00:00'))).toBe(true);
    expect(isWorkingDay(beijing('2035-10-06T12:00:00'))).toBe(false);
    const overrides = { daysOff: ['2035-10-08'], workingDays: ['2035-10-06'] };
    expect(isWorkingDay(beijing('2035-10-08T12:00:00'), overrides)).toBe(false);
    expect(isWorkingDay(beijing('2035-10-06T12:00:00'), overrides)).toBe(true);
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
