/**
 * Calendar of Asia/Shanghai. The zone has been UTC+8 without summer time since September 1991, so a fixed offset is exact
 * for every date that the marketplace stores, and needs no time-zone data.
 */
const offsetMs = 8 * 3_600_000;
const dayMs = 86_400_000;

const shifted = (at: Date): Date => new Date(at.getTime() + offsetMs);
const fromWall = (year: number, month: number, day: number): Date =>
  new Date(Date.UTC(year, month - 1, day) - offsetMs);

/** Calendar day in Shanghai, `YYYY-MM-DD`. */
export const shanghaiDay = (at: Date): string => shifted(at).toISOString().slice(0, 10);

/** Calendar month in Shanghai, `YYYY-MM`. */
export const shanghaiMonth = (at: Date): string => shifted(at).toISOString().slice(0, 7);

/** Hour in Shanghai, `YYYY-MM-DDTHH`. */
export const shanghaiHour = (at: Date): string => shifted(at).toISOString().slice(0, 13);

/** Calendar year in Shanghai. */
export const shanghaiYear = (at: Date): number => shifted(at).getUTCFullYear();

/** Day of the week in Shanghai, 1 (Monday) to 7 (Sunday). */
export const shanghaiWeekday = (at: Date): number => shifted(at).getUTCDay() || 7;

/** Minutes since midnight in Shanghai, 0 to 1439. */
export const shanghaiMinuteOfDay = (at: Date): number =>
  shifted(at).getUTCHours() * 60 + shifted(at).getUTCMinutes();

/** The instant at which the Shanghai day of `at` began. */
export const startOfShanghaiDay = (at: Date): Date => {
  const wall = shifted(at);
  return fromWall(wall.getUTCFullYear(), wall.getUTCMonth() + 1, wall.getUTCDate());
};

/** The instant at which the Shanghai day after that of `at` begins: the first one that no longer belongs to it. */
export const endOfShanghaiDay = (at: Date): Date => new Date(startOfShanghaiDay(at).getTime() + dayMs);

/** The instant at which the Shanghai month of `at` began. */
export const startOfShanghaiMonth = (at: Date): Date =>
  fromWall(shanghaiYear(at), shifted(at).getUTCMonth() + 1, 1);

/** The instant at which the Shanghai year of `at` began. */
export const startOfShanghaiYear = (at: Date): Date => fromWall(shanghaiYear(at), 1, 1);

/** The instant at which the Shanghai day `YYYY-MM-DD` begins; undefined when there is no such day. */
export const parseShanghaiDay = (day: string): Date | undefined => {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!match) return undefined;
  const at = fromWall(Number(match[1]), Number(match[2]), Number(match[3]));
  return shanghaiDay(at) === day ? at : undefined;
};

/** The same time of day, `days` calendar days later (earlier when negative). */
export const addShanghaiDays = (at: Date, days: number): Date => new Date(at.getTime() + days * dayMs);

/** The same time of day and day of the month, `months` later; the last day of the month where that day does not exist. */
export const addShanghaiMonths = (at: Date, months: number): Date => {
  const wall = shifted(at);
  const day = wall.getUTCDate();
  const target = new Date(wall.getTime());
  target.setUTCDate(1);
  target.setUTCMonth(target.getUTCMonth() + months);
  const daysInMonth = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  target.setUTCDate(Math.min(day, daysInMonth));
  return new Date(target.getTime() - offsetMs);
};
