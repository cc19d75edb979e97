/** Gives the time after `from` (both milliseconds since the epoch) at which a schedule is due next. */
export type NextTime = (from: number) => number;

const fields = [
  { name: 'minute', from: 0, to: 59 },
  { name: 'hour', from: 0, to: 23 },
  { name: 'day', from: 1, to: 31 },
  { name: 'month', from: 1, to: 12 },
  { name: 'weekday', from: 1, to: 7 },
  { name: 'year', from: 1970, to: 2199 },
] as const;

const names = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/** The next time of a six-field cron expression in UTC (minute, hour, day, month, weekday 1 = Sunday, year); undefined when it cannot be read. */
export function parseCron(text: string): NextTime | undefined {
  const parts = text.trim().split(/\s+/);
  if (parts.length !== fields.length) return undefined;
  const sets = fields.map(({ from, to }, index) => parseField(parts[index] ?? '', from, to));
  if (sets.some((set) => !set)) return undefined;
  const [minutes, hours, days, monthSet, weekdays, years] = sets as Set<number>[];
  const dayFits = (date: Date) =>
    years?.has(date.getUTCFullYear()) &&
    monthSet?.has(date.getUTCMonth() + 1) &&
    days?.has(date.getUTCDate()) &&
    weekdays?.has(date.getUTCDay() + 1);
  return (from) => {
    const date = new Date(Math.floor(from / 60_000) * 60_000 + 60_000);
    for (let steps = 0; steps < 100_000; steps++) {
      if (!dayFits(date)) date.setUTCHours(24, 0, 0, 0);
      else if (!hours?.has(date.getUTCHours())) date.setUTCHours(date.getUTCHours() + 1, 0, 0, 0);
      else if (!minutes?.has(date.getUTCMinutes())) date.setUTCMinutes(date.getUTCMinutes() + 1);
      else return date.getTime();
    }
    return Number.POSITIVE_INFINITY;
  };
}

function parseField(text: string, from: number, to: number): Set<number> | undefined {
  const numbered = text
    .toUpperCase()
    .replaceAll(/[A-Z]{3}/g, (word) => String(to === 7 ? names.indexOf(word) + 1 : months.indexOf(word) + 1));
  const found = new Set<number>();
  for (const part of numbered.split(',')) {
    const match = /^(?:\*|\?|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part);
    if (!match) return undefined;
    const first = match[1] === undefined ? from : Number(match[1]);
    const last =
      match[2] !== undefined
        ? Number(match[2])
        : match[1] === undefined || match[3] !== undefined
          ? to
          : first;
    for (let value = first; value <= last; value += Number(match[3] ?? 1)) found.add(value);
  }
  return found.size > 0 ? found : undefined;
}
