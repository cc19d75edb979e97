import chineseDays from 'chinese-days';
import { addShanghaiDays, shanghaiDay, shanghaiWeekday } from './shanghai.ts';

/** Days (`YYYY-MM-DD`, Shanghai) of a deployment's own, which win over the built-in calendar. */
export type CalendarOverrides = { daysOff: readonly string[]; workingDays: readonly string[] };

export const noCalendarOverrides: CalendarOverrides = { daysOff: [], workingDays: [] };

// Fixed by the State Council's regulation on public holidays, so true of years whose schedule is not published yet.
const fixedHolidays = new Set(['01-01', '05-01', '05-02', '10-01', '10-02', '10-03']);

// The library's own answer for ordinary days depends on the machine's time zone; what it knows of a special day does not.
const specialDay = (day: string): { work: boolean } | undefined => {
  const detail = chineseDays.getDayDetail(day);
  return detail.name.includes(',') ? detail : undefined;
};

/**
 * Whether the Shanghai day of `at` is a working day of the Chinese statutory calendar: make-up Saturdays and Sundays are,
 * public holidays are not. A year whose schedule the built-in calendar does not know (it is published each November)
 * has free weekends and the holidays with a fixed date; its movable holidays and make-up days come by `overrides`.
 */
export function isWorkingDay(at: Date, overrides: CalendarOverrides = noCalendarOverrides): boolean {
  const day = shanghaiDay(at);
  if (overrides.workingDays.includes(day)) return true;
  if (overrides.daysOff.includes(day)) return false;
  const special = specialDay(day);
  if (special) return special.work;
  const isPublished = specialDay(`${day.slice(0, 4)}-10-01`) !== undefined;
  return shanghaiWeekday(at) <= 5 && (isPublished || !fixedHolidays.has(day.slice(5)));
}

/**
 * The same time of day on the `days`-th working day after the Shanghai day of `from`. Counting starts with the next day,
 * so what is handed in on a Friday or on the free Saturday after it is due on Monday when one working day is given.
 * `days` is a whole number from 0 (answers `from` itself) to 1000; anything else is a RangeError.
 */
export function addWorkingDays(
  from: Date,
  days: number,
  overrides: CalendarOverrides = noCalendarOverrides,
): Date {
  if (!Number.isInteger(days) || days < 0 || days > 1000)
    throw new RangeError(`days must be a whole number from 0 to 1000, not ${days}`);
  let at = from;
  for (let left = days; left > 0; ) {
    at = addShanghaiDays(at, 1);
    if (isWorkingDay(at, overrides)) left -= 1;
  }
  return at;
}

/** Working days after the Shanghai day of `from`, up to and including that of `to`; 0 when `to` is not later. */
export function workingDaysBetween(
  from: Date,
  to: Date,
  overrides: CalendarOverrides = noCalendarOverrides,
): number {
  let count = 0;
  const last = shanghaiDay(to);
  for (let at = addShanghaiDays(from, 1); shanghaiDay(at) <= last; at = addShanghaiDays(at, 1)) {
    if (isWorkingDay(at, overrides)) count += 1;
  }
  return count;
}
