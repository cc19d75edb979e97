import { fork } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { contracts } from '../../shared/contracts.ts';
import { type Contract, pathParameters } from '../../shared/kernel/contract.ts';
import { httpEvent } from '../support/http-event.ts';
import { functionEnvironment } from './environment.ts';
import { type Measurement, median, p95, rounded } from './measure.ts';
import type { BenchTable } from './open-table.ts';

const samples = 15;
const probe = join(import.meta.dirname, 'cold-start-probe.cjs');
type Sample = {
  readonly boot: number;
  readonly load: number;
  readonly first: number;
  readonly statusCode?: number;
};

/** Of ids that nothing has, but that could be. */
const prefixes: Readonly<Record<string, string>> = {
  productId: 'prd',
  uploadId: 'upl',
  appId: 'cap',
  applicationId: 'app',
};

/** A first invocation that gets as far as it can without anything but the table; undefined where there is none. */
function firstEvent(name: string): unknown {
  const [trigger, ...rest] = name.split('-');
  if (trigger === 'gateway') return gatewayEvent;
  if (trigger === 'queue' || trigger === 'stream') return { Records: [] };
  if (trigger === 'schedule') return {};
  if (trigger === 'sandbox')
    return { rawPath: '/pay', headers: {}, requestContext: { http: { method: 'GET', path: '/pay' } } };
  const contract =
    trigger === 'http' ? (contracts as Readonly<Record<string, Contract>>)[rest.join('-')] : undefined;
  // What one thing is asked for reads the table, even where there is nothing yet.
  const reading = Object.values(contract ?? {}).filter(
    ({ method, auth }) => method === 'GET' && auth !== 'operator',
  );
  const operation = reading.find(({ path }) => path.includes('{')) ?? reading[0];
  if (!operation) return undefined;
  const input = Object.fromEntries(
    pathParameters(operation.path).map((name) => [name, `${prefixes[name] ?? 'id'}_${'0'.repeat(26)}`]),
  );
  return httpEvent(operation, input, { caller: { userId: 'usr_nobody' } });
}

const gatewayEvent = {
  version: '2.0',
  rawPath: '/gw/nothing/here',
  rawQueryString: '',
  headers: { authorization: 'APPCODE none' },
  requestContext: { requestId: 'cold', http: { method: 'GET', sourceIp: '192.0.2.1' } },
};

function start(bundle: string, env: Record<string, string>, event: unknown): Promise<Sample> {
  const child = fork(probe, [bundle, ...(event === undefined ? [] : [JSON.stringify(event)])], {
    env,
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    child.once('message', (sample) => resolve(sample as Sample));
    child.once('exit', (code) => code !== 0 && reject(new Error(`${bundle} ended with ${code}`)));
  });
}

/** Each function in fresh processes: from the start of Node to the end of its first invocation. */
export async function coldStarts(
  bundles: string,
  names: readonly string[],
  { endpoint, tableName }: BenchTable,
): Promise<Measurement> {
  const rows = [];
  for (const name of names) {
    const bundle = join(bundles, name, 'index.js');
    const event = firstEvent(name);
    const seen: Sample[] = [];
    await start(bundle, functionEnvironment({ endpoint, tableName }), event); // brings the file into the disk's cache
    for (let sample = 0; sample < samples; sample++)
      seen.push(await start(bundle, functionEnvironment({ endpoint, tableName }), event));
    const kB = rounded(statSync(bundle).size / 1000, 0);
    const total = seen.map(({ boot, load, first }) => boot + load + first);
    rows.push({
      function: name,
      kB,
      'load ms': median(seen.map(({ load }) => load)),
      'first ms': event === undefined ? '' : median(seen.map(({ first }) => first)),
      'median ms': median(total),
      'p95 ms': p95(total),
      answered: seen[0]?.statusCode ?? '',
    });
  }
  return {
    name: 'coldStarts',
    title: `Cold starts: from the start of Node to the end of the first invocation, ${samples} fresh processes each`,
    rows,
  };
}
