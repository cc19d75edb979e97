import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { functionEnvironment } from './environment.ts';
import { openProcess } from './function-process.ts';
import { type Measurement, median, p95, rounded } from './measure.ts';
import type { BenchTable } from './open-table.ts';
import { callOf, seedGroup } from './seed-group.ts';

/** As many environments as fit on a small machine; the rules are those of a deployment with a thousand, in proportion. */
const environments = 8;
const slow = { slots: 3, firstSlots: 2, slotsPerApp: 3 };
const calls = 500;
/** Callers of the other seller's group: each calls again a moment after its answer. */
const callers = 12;
const pauseMilliseconds = 100;
/** Longer than a call at a group that is known as fast may go on without a slot. */
const settleMilliseconds = 6_000;

/** A gateway whose environments handle one call at a time; a call waits for the first that is free, as in Lambda. */
function openGateway(file: string, env: Record<string, string>) {
  const processes = Array.from({ length: environments }, () => openProcess(file, env));
  const free = [...processes];
  const waiting: ((process: (typeof processes)[number]) => void)[] = [];
  return {
    async call(event: unknown): Promise<{ readonly status: string; readonly milliseconds: number }> {
      const begunAt = performance.now();
      const process =
        free.pop() ?? (await new Promise<(typeof processes)[number]>((resolve) => waiting.push(resolve)));
      const { answers } = await process.work([event]);
      const next = waiting.shift();
      if (next) next(process);
      else free.push(process);
      return { status: Object.keys(answers).join(), milliseconds: performance.now() - begunAt };
    },
    stop: () => {
      for (const { stop } of processes) stop();
    },
  };
}

/** A backend that answers at once, or not at all. */
async function openBackend() {
  let hangs = false;
  const server = createServer((_, response) => {
    if (!hangs) response.end('{}');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hang: () => {
      hangs = true;
    },
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** One seller's calls while another seller's backend, called all the time by many, answers and then hangs (`docs/rules/5-api-calls.md`, "A call"). */
export async function hangingBackend(bundles: string, table: BenchTable): Promise<Measurement> {
  const [own, other] = [await openBackend(), await openBackend()];
  await Promise.all([seedGroup(table, 'usual', own.url), seedGroup(table, 'hanging', other.url)]);
  const env = { ...functionEnvironment(table), RULES: JSON.stringify({ metering: { slow } }) };
  const gateway = openGateway(join(bundles, 'gateway-call', 'index.js'), env);
  let over = false;
  const told = new Map<string, number>();
  const keepCalling = async () => {
    while (!over) {
      const { status } = await gateway.call(callOf('hanging'));
      told.set(status, (told.get(status) ?? 0) + 1);
      await sleep(pauseMilliseconds);
    }
  };
  const rows = [];
  // Whoever still waits for the backend when all is measured loses its process.
  for (let caller = 0; caller < callers; caller++)
    void keepCalling().catch((error: unknown) => over || console.error(error));
  try {
    for (let call = 0; call < calls; call++) await gateway.call(callOf('usual'));
    for (const backend of ['answers', 'hangs']) {
      if (backend === 'hangs') {
        other.hang();
        await sleep(settleMilliseconds);
      }
      told.clear();
      const own = [];
      for (let call = 0; call < calls; call++) own.push(await gateway.call(callOf('usual')));
      if (own.some(({ status }) => status !== '200'))
        throw new Error(`another seller's call was answered ${own.map(({ status }) => status)}`);
      const took = own.map(({ milliseconds }) => milliseconds);
      const toldThen = [...told].map(([status, count]) => `${status} ${count}`).join(', ');
      rows.push({
        'the one backend': backend,
        'its callers are told': toldThen,
        'median ms': median(took, 2),
        'p95 ms': p95(took, 2),
        'longest ms': rounded(Math.max(...took)),
      });
    }
  } finally {
    over = true;
    gateway.stop();
    for (const { stop } of [own, other]) stop();
  }
  const title = `Another seller's calls while ${callers} callers keep calling one backend; ${environments} environments`;
  return { name: 'hangingBackend', title, rows };
}
