import { Session } from 'node:inspector/promises';
import { createRequire } from 'node:module';
import type { Work, Worked } from './function-process.ts';

type Answer = { readonly statusCode?: number; readonly batchItemFailures?: readonly unknown[] };

const [file = ''] = process.argv.slice(2);
const { handler } = createRequire(import.meta.url)(file) as {
  handler: (event: unknown, context: unknown) => Promise<Answer>;
};
const context = { getRemainingTimeInMillis: () => 10_000 };

const named = ({ statusCode, batchItemFailures = [] }: Answer): string =>
  statusCode !== undefined ? String(statusCode) : batchItemFailures.length > 0 ? 'failed' : 'done';

async function work(events: readonly unknown[]): Promise<Worked> {
  const latenciesMs: number[] = [];
  const answers: Record<string, number> = {};
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  for (const event of events) {
    const begunAt = performance.now();
    const answer = named(await handler(event, context));
    latenciesMs.push(performance.now() - begunAt);
    answers[answer] = (answers[answer] ?? 0) + 1;
  }
  const wallMs = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(cpu);
  return { wallMs, cpuMs: (user + system) / 1000, systemMs: system / 1000, latenciesMs, answers };
}

async function profiled(events: readonly unknown[]): Promise<Worked> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.start');
  const worked = await work(events);
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  return { ...worked, profile };
}

process.on('message', async (told: Work) =>
  process.send?.(await (told.profiled ? profiled : work)(told.events)),
);
