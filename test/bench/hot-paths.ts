import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { bundleFunctions, projectRoot } from '../../infra/build/bundle-functions.ts';
import { cpuShares } from './cpu-shares.ts';
import { openDeliveries } from './deliveries.ts';
import { functionEnvironment } from './environment.ts';
import { openEnvironments } from './function-process.ts';
import { type Measurement, type Row, rounded } from './measure.ts';
import type { BenchTable } from './open-table.ts';
import { startSample } from './sample-server.ts';
import { withTheSdk } from './sdk/on-the-sdk.ts';
import { callOf, groupSecret, idsOf, seedGroup } from './seed-group.ts';

/** Clients of table and queues, the one before and the one that is deployed. */
const clients: Readonly<Record<string, readonly Plugin[]>> = { "Amazon's SDK": [withTheSdk], 'our own': [] };
const rounds = 3;

/** What is done again and again, by which function, and the answer that says that it was done. */
type HotPath = {
  readonly name: string;
  readonly fn: string;
  readonly expected: string;
  readonly inRound: number;
  readonly events: (count: number) => Promise<readonly unknown[]>;
};

/** What one call and one delivery cost, by turns with Amazon's SDK and with the client that is deployed, and what the time goes into. */
export async function hotPaths(table: BenchTable): Promise<Measurement> {
  const group = 'hot';
  const backend = await startSample('api-backend', ['--key', idsOf(group).groupId, '--secret', groupSecret]);
  await seedGroup(table, group, backend.url);
  const deliveries = await openDeliveries(table, 'hot');
  const call: HotPath = {
    ...{ name: 'API call', fn: 'gateway-call', expected: '200', inRound: 800 },
    events: async (count) => Array.from({ length: count }, () => callOf(group)),
  };
  const delivery: HotPath = {
    ...{ name: 'delivery', fn: 'queue-deliver-notification', expected: 'done', inRound: 200 },
    events: deliveries.events,
  };

  try {
    const rows = [...(await measured(call, table)), ...(await measured(delivery, table))];
    return { name: 'hotPaths', title: 'The two hot paths: CPU, and shares of it', rows };
  } finally {
    backend.stop();
    deliveries.stop();
  }
}

async function measured({ name, fn, expected, inRound, events }: HotPath, table: BenchTable): Promise<Row[]> {
  const ways = await Promise.all(Object.entries(clients).map((client) => openWay(client, fn, table)));

  for (const { environment } of ways) await environment.run(await events(inRound), expected);
  for (let round = 0; round < rounds; round++)
    for (const way of ways) way.cpuMs += (await way.environment.run(await events(inRound), expected)).cpuMs;

  const rows: Row[] = [];
  for (const { client, bundle, environment, cpuMs } of ways) {
    const { profile } = await environment.run(await events(inRound), expected, { profiled: true });
    environment.stop();
    if (!profile) throw new Error('the process was not profiled');
    const shares = Object.entries(cpuShares(profile, bundle));
    rows.push({
      path: name,
      client,
      'CPU ms': rounded(cpuMs / (rounds * inRound), 2),
      ...Object.fromEntries(shares.map(([part, share]) => [`${part} %`, rounded(100 * share, 0)])),
    });
  }
  return rows;
}

/** A path's function in a process of its own, bundled so that a profile can be read. */
async function openWay([client, plugins]: [string, readonly Plugin[]], fn: string, table: BenchTable) {
  const outdir = join(projectRoot, 'dist', 'bench', plugins.length > 0 ? 'hot-sdk' : 'hot-own');
  await bundleFunctions(outdir, [fn], { minify: false, plugins });
  const bundle = join(outdir, fn, 'index.js');
  return { client, bundle, environment: openEnvironments(bundle, functionEnvironment(table)), cpuMs: 0 };
}
