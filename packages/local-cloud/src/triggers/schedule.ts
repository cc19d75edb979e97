import type { Clock } from '../clock.ts';

import type { Outcome } from '../functions/messages.ts';
import type { Stoppable } from '../parts.ts';
import { type NextTime, parseCron } from './cron.ts';

const unitMilliseconds: Record<string, number> = {
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
};

/** Reads `rate(…)` and `cron(…)`; seconds are allowed here for tests. Throws an error that names the schedule. */
export function parseSchedule(expression: string, name: string): NextTime {
  const rate = /^rate\((\d+) (second|minute|hour|day)s?\)$/.exec(expression);
  const milliseconds = rate && Number(rate[1]) * (unitMilliseconds[rate[2] ?? ''] ?? 0);
  if (milliseconds) return (from) => from + milliseconds;
  const cron = /^cron\((.+)\)$/.exec(expression);
  const next = cron?.[1] ? parseCron(cron[1]) : undefined;
  if (!next) throw new Error(`${name}: the local run cannot read the schedule "${expression}"`);
  return next;
}

interface Options {
  name: string;
  clock: Clock;
  next: NextTime;
  run(): Promise<Outcome>;
}

/** Milliseconds between looks at the clock. */
const lookMilliseconds = 200;

/**
 * Runs what is due on the moved clock, never twice at once. Every schedule is due once soon after the start, so that what fell due while the run was
 * down is done; after a jump of the clock it is due once at once.
 */
export function runOnSchedule({ clock, next, run }: Options): Stoppable {
  let dueAt = Math.min(next(clock.now()), clock.now() + 1000);
  let running = false;
  let stopped = false;
  async function look(): Promise<void> {
    if (running || stopped || clock.now() < dueAt) return;
    running = true;
    const startedAt = clock.now();
    dueAt = next(startedAt);
    const outcome = await run();
    running = false;
    if (outcome.kind === 'throttled') dueAt = startedAt;
  }
  const timer = setInterval(look, lookMilliseconds);
  clock.onAdvance(() => void look());
  return {
    stop() {
      stopped = true;
      clearInterval(timer);
    },
  };
}
