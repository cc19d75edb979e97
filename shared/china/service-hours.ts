import { shanghaiMinuteOfDay, shanghaiWeekday } from './shanghai.ts';
import { type Calendar, isWorkingDay } from './working-days.ts';

/**
 * When somebody can be reached, Beijing time. `5x8`: working days of the statutory calendar, 09:00 to 18:00. `custom`: weekdays
 * 1 (Monday) to 7 (Sunday), `from` and `to` as `HH:MM`, `to` up to `24:00` and later than `from`.
 */
export type ServiceHours =
  | { kind: '5x8' }
  | { kind: '7x24' }
  | { kind: 'custom'; weekdays: readonly number[]; from: string; to: string };

/** What a rule may ask for. */
export type ServiceLevel = '5x8' | '7x24';

const standardWindow = { from: 9 * 60, to: 18 * 60 };

const minutes = (clock: string): number | undefined => {
  const match = /^(\d{2}):(\d{2})$/.exec(clock);
  const value = match ? Number(match[1]) * 60 + Number(match[2]) : Number.NaN;
  return match && Number(match[2]) < 60 && value <= 1440 ? value : undefined;
};

/** The window of custom hours in minutes since midnight; undefined when it is not one. */
export function customWindow(hours: { from: string; to: string }): { from: number; to: number } | undefined {
  const from = minutes(hours.from);
  const to = minutes(hours.to);
  return from === undefined || to === undefined || to <= from ? undefined : { from, to };
}

/** Whether `at` lies within the hours; the end of a window no longer belongs to it. */
export function isWithinServiceHours(at: Date, hours: ServiceHours, calendar?: Calendar): boolean {
  if (hours.kind === '7x24') return true;
  const window = hours.kind === '5x8' ? standardWindow : customWindow(hours);
  if (!window) return false;
  const open =
    hours.kind === '5x8' ? isWorkingDay(at, calendar) : hours.weekdays.includes(shanghaiWeekday(at));
  const minute = shanghaiMinuteOfDay(at);
  return open && minute >= window.from && minute < window.to;
}

/** Whether the hours are at least what a market asks for: 5x8 = Monday to Friday, eight hours each. (`docs/rules/1-onboarding.md`, "The application") */
export function coversServiceLevel(hours: ServiceHours, level: ServiceLevel): boolean {
  if (hours.kind === '7x24') return true;
  if (hours.kind === '5x8') return level === '5x8';
  const window = customWindow(hours);
  if (!window) return false;
  const [days, length] = level === '5x8' ? [[1, 2, 3, 4, 5], 8 * 60] : [[1, 2, 3, 4, 5, 6, 7], 1440];
  return days.every((day) => hours.weekdays.includes(day)) && window.to - window.from >= length;
}

/** Whether a store's hours reach from Monday to Friday, 09:00 to 18:00 at least. (`docs/rules/1-onboarding.md`, "Store and settlement account") */
export function coversStoreHours(hours: ServiceHours): boolean {
  if (hours.kind !== 'custom') return true;
  const window = customWindow(hours);
  if (!window) return false;
  return (
    [1, 2, 3, 4, 5].every((day) => hours.weekdays.includes(day)) &&
    window.from <= standardWindow.from &&
    window.to >= standardWindow.to
  );
}
