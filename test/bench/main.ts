import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleFunctions, entryPoints, projectRoot } from '../../infra/build/bundle-functions.ts';
import { bundleSizes } from './bundle-sizes.ts';
import { coldStarts } from './cold-starts.ts';
import { deliveries } from './deliveries.ts';
import { gatewayCalls } from './gateway-calls.ts';
import { hangingBackend } from './hanging-backend.ts';
import { hotPaths } from './hot-paths.ts';
import { type Measurement, machine } from './measure.ts';
import { openBenchTable } from './open-table.ts';
import { printTable } from './print-table.ts';
import { walked } from './walked.ts';

/** `npm run bench [-- coldStarts gatewayCalls ...]`: prints each measurement and writes all of them to `results/<date>.json`. */
const only = process.argv.slice(2);
const startedAt = new Date();
const on = machine();
const names = Object.keys(entryPoints());
const bundles = join(projectRoot, 'dist', 'bench', 'functions');
const metafile = await bundleFunctions(bundles);
await bundleFunctions();
const table = await openBenchTable();
const done: Measurement[] = [];

async function measure(name: string, take: () => Promise<readonly Measurement[]>): Promise<void> {
  if (only.length > 0 && !only.includes(name)) return;
  for (const measurement of await take()) {
    printTable(measurement);
    done.push(measurement);
  }
}

try {
  console.log(JSON.stringify(on));
  await measure('bundleSizes', async () => [bundleSizes(metafile)]);
  await measure('coldStarts', async () => [await coldStarts(bundles, names, table)]);
  await measure('gatewayCalls', async () => [await gatewayCalls(bundles, table)]);
  await measure('hangingBackend', async () => [await hangingBackend(bundles, table)]);
  await measure('deliveries', async () => [await deliveries(bundles, table)]);
  await measure('hotPaths', async () => [await hotPaths(table)]);
  await measure('walked', () => walked(bundles));
} finally {
  await table.stop();
}

const results = join(import.meta.dirname, 'results');
const file = join(results, `${startedAt.toISOString().slice(0, 10)}.json`);
const seconds = Math.round((Date.now() - startedAt.getTime()) / 1000);
if (only.length === 0) {
  mkdirSync(results, { recursive: true });
  const measurements = Object.fromEntries(done.map(({ name, title, rows }) => [name, { title, rows }]));
  writeFileSync(
    file,
    `${JSON.stringify({ at: startedAt.toISOString(), seconds, machine: on, ...measurements }, null, 2)}\n`,
  );
}
console.log(`\n${seconds} s${only.length === 0 ? `, written to ${file.slice(projectRoot.length + 1)}` : ''}`);
