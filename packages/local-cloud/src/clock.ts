import { existsSync, readFileSync } from 'node:fs';
import { writeFileAtomically } from './files.ts';

/** The run's clock: real time plus an offset that every worker thread shares through `buffer` (one float64, milliseconds). */
export interface Clock {
  readonly buffer: SharedArrayBuffer;
  /** Milliseconds since the epoch on the moved clock. */
  now(): number;
  date(): Date;
  /** Milliseconds by which the clock is ahead of real time. */
  offset(): number;
  /** Moves the clock forward; listeners run before this returns. */
  advance(milliseconds: number): void;
  onAdvance(listener: () => void): void;
}

/** Makes the clock; with a file, the offset survives a restart. */
export function createClock(file?: string): Clock {
  const buffer = new SharedArrayBuffer(8);
  const cell = new Float64Array(buffer);
  const listeners: (() => void)[] = [];
  if (file && existsSync(file))
    cell[0] = Number(JSON.parse(readFileSync(file, 'utf8')).offsetMilliseconds) || 0;
  const offset = () => cell[0] ?? 0;
  return {
    buffer,
    offset,
    now: () => Date.now() + offset(),
    date: () => new Date(Date.now() + offset()),
    advance(milliseconds) {
      cell[0] = offset() + milliseconds;
      if (file) writeFileAtomically(file, JSON.stringify({ offsetMilliseconds: offset() }));
      for (const listener of listeners) listener();
    },
    onAdvance: (listener) => void listeners.push(listener),
  };
}

const durationPattern = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** Milliseconds of an ISO 8601 duration of weeks, days, hours, minutes and seconds; undefined when it is none (months and years vary in length). */
export function parseDuration(text: string): number | undefined {
  const found = durationPattern.exec(text);
  if (!found || /^P$|T$/.test(text)) return undefined;
  const [weeks, days, hours, minutes, seconds] = found.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return Math.round(((weeks * 7 + days) * 86_400 + hours * 3600 + minutes * 60 + seconds) * 1000);
}
