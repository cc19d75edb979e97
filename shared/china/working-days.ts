import chineseDays from 'chinese-days';
import { rowsAt } from './dated-rows.ts';
import { addShanghaiDays, shanghaiDay, shanghaiWeekday, shanghaiYear } from './shanghai.ts';

/**
 * A deployment's days off and make-up days, which win over the built-in calendar: each row holds days in a row that are all worked or
 * all free.
 */
export type Calendar = readonly { readonly from: string; readonly until: string; readonly work: boolean }[];

export const builtInCalendar: Calendar = [];

// Fixed by the State Council's regulation on public holidays, so true of years whose schedule is not published yet.
const fixedHolidays = new Set(['01-01', '05-01', '05-02', '10-01', '10-02', '10-03']);

// The library's own answer for ordinary days depends on the machine's time zone; what it knows of a special day does not.
const specialDay = (day: string): { work: boolean } | undefined => {
  const detail = chineseDays.getDayDetail(day);
  return detail.name.includes(',') ? detail : undefined;
};

/**
 * Whether the schedule of a year is known, which is published each November of the year before: it is built in, or a deployment's rows
 * hold it, of which one is then about National Day.
 */
export const isYearKnown = (year: number, calendar: Calendar = builtInCalendar): boolean =>
  specialDay(`${year}-10-01`) !== undefined ||
  rowsAt(calendar, new Date(`${year}-10-01T12:00:00+08:00`)).length > 0;

/**
 * Whether the Shanghai day of `at` is a working day of the Chinese statutory calendar: make-up Saturdays and Sundays are,
 * public holidays are not. A year whose schedule is not known has free weekends and the holidays with a fixed date; its movable
 * holidays and make-up days come by rows of `calendar`.
 */
export function isWorkingDay(at: Date, calendar: Calendar = builtInCalendar): boolean {
  const row = rowsAt(calendar, at).at(-1);
  if (row) return row.work;

  const day = shanghaiDay(at);
  const special = specialDay(day);
  if (special) return special.work;

  return shanghaiWeekday(at) <= 5 && (isYearKnown(shanghaiYear(at)) || !fixedHolidays.has(day.slice(5)));
}

/**
 * The same time of day on the `days`-th working day after the Shanghai day of `from`. Counting starts with the next day,
 * so what is handed in on a Friday or on the free Saturday after it is due on Monday when one working day is given.
 * `days` is a whole number from 0 (answers `from` itself) to 1000; anything else is a RangeError.
 */
export function addWorkingDays(from: Date, days: number, calendar: Calendar = builtInCalendar): Date {
  if (!Number.isInteger(days) || days < 0 || days > 1000)
    throw new RangeError(`days must be a whole number from 0 to 1000, not ${days}`);
  let at = from;
  for (let left = days; left > 0; ) {
    at = addShanghaiDays(at, 1);
    if (isWorkingDay(at, calendar)) left -= 1;
  }
  return at;
}

/** Working days after the Shanghai day of `from`, up to and including that of `to`; 0 when `to` is not later. */
export function workingDaysBetween(from: Date, to: Date, calendar: Calendar = builtInCalendar): number {
  let count = 0;
  const last = shanghaiDay(to);
  for (let at = addShanghaiDays(from, 1); shanghaiDay(at) <= last; at = addShanghaiDays(at, 1)) {
    if (isWorkingDay(at, calendar)) count += 1;
  }
  return count;
}
