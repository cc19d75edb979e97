import { join } from 'node:path';
import { functionEnvironment } from './environment.ts';
import { openEnvironments } from './function-process.ts';
import { type Measurement, median, p95, rounded } from './measure.ts';
import type { BenchTable } from './open-table.ts';
import { startSample } from './sample-server.ts';
import { callOf, groupSecret, idsOf, path, seedGroup } from './seed-group.ts';

const group = 'bench';
const calls = 400;
const rounds = 4;
const environments = 4;

/** Calls through the gateway's function, in turns with the same calls made directly, all on one machine with the table engine. */
export async function gatewayCalls(bundles: string, table: BenchTable): Promise<Measurement> {
  const backend = await startSample('api-backend', ['--key', idsOf(group).groupId, '--secret', groupSecret]);
  const open = await startSample('api-backend', []);
  await seedGroup(table, group, backend.url);
  const opened = (way: string, file: string, event: unknown) => ({
    way,
    events: Array.from({ length: calls }, () => event),
    one: openEnvironments(file, functionEnvironment(table)),
    many: openEnvironments(file, functionEnvironment(table), environments),
    latencies: [] as number[],
    cpuMs: 0,
    systemMs: 0,
    busyMs: 0,
  });
  const direct = opened('direct', join(import.meta.dirname, 'direct-call.ts'), { url: `${open.url}${path}` });
  const gateway = opened('gateway', join(bundles, 'gateway-call', 'index.js'), callOf(group));
  const ways = [direct, gateway];
  try {
    for (const { one, many, events } of ways)
      await Promise.all([one.run(events, '200'), many.run(events, '200')]);
    for (let round = 0; round < rounds; round++)
      for (const way of ways) {
        const { latenciesMs, cpuMs, systemMs } = await way.one.run(way.events, '200');
        way.latencies.push(...latenciesMs);
        way.cpuMs += cpuMs;
        way.systemMs += systemMs;
        way.busyMs += (await way.many.run(way.events, '200')).wallMs;
      }
  } finally {
    for (const { stop } of [...ways.flatMap(({ one, many }) => [one, many]), backend, open]) stop();
  }
  const rows = ways.map(({ way, cpuMs, systemMs, latencies, busyMs }) => ({
    way,
    'median ms': median(latencies, 2),
    'p95 ms': p95(latencies, 2),
    'added median ms': rounded(median(latencies, 2) - median(direct.latencies, 2), 2),
    'added p95 ms': rounded(p95(latencies, 2) - p95(direct.latencies, 2), 2),
    'CPU ms per call': rounded(cpuMs / latencies.length, 2),
    'of it system': rounded(systemMs / latencies.length, 2),
    'calls per s': rounded((latencies.length * 1000) / latencies.reduce((sum, one) => sum + one, 0), 0),
    [`calls per s, ${environments} environments`]: rounded((rounds * calls * 1000) / busyMs, 0),
  }));
  return { name: 'gatewayCalls', title: 'API calls: through the gateway and directly', rows };
}
