import { join } from 'node:path';
import { accessPrefixEntity, packRoute } from '../../shared/catalogue/api-groups/access-prefix.ts';
import { secretContext } from '../../shared/catalogue/api-groups/secret-context.ts';
import { sealerOf } from '../../shared/kernel/sealed.ts';
import { grantQuota } from '../../shared/metering/access.ts';
import { appCodeDigest, appCredentialEntity } from '../../shared/metering/app-credential.ts';
import { dataKey, functionEnvironment } from './environment.ts';
import { openEnvironments } from './function-process.ts';
import { type Measurement, median, p95, rounded } from './measure.ts';
import type { BenchTable } from './open-table.ts';
import { startSample } from './sample-server.ts';

const secret = 'the-secret-of-a-group-of-the-bench';
const groupId = 'grp_bench';
const appCode = 'bench-app-code';
const path = '/companies/91110108MA00000A1X';
const calls = 400;
const rounds = 4;
const environments = 4;

/** A published group, a buyer with an app, and more calls bought than are made. */
async function seed({ table }: BenchTable, backendUrl: string): Promise<void> {
  const now = new Date();
  const api = {
    method: 'GET',
    pathTemplate: '/companies/{creditCode}',
    operationId: 'getCompany',
    summary: '查询企业',
    parameters: [],
  } as const;
  const sealedSecret = sealerOf(dataKey).seal(secret, secretContext(groupId));
  const route = { backendUrl, sealedSecret, packedApis: packRoute([{ ...api, parameters: [] }]) };
  const access = {
    buyerId: 'usr_bench',
    sellerId: 'sel_bench',
    groupId,
    entitlementId: 'ent_bench',
    countingRule: 'success-only',
  } as const;
  const changes = [
    accessPrefixEntity.create({ prefix: 'bench', groupId, sellerId: 'sel_bench', route, version: 1 }),
    appCredentialEntity.create({ digest: appCodeDigest(appCode), appId: 'cap_bench', ownerId: 'usr_bench', version: 1 }),
    ...grantQuota({
      ...access,
      startsAt: now.toISOString(),
      endsAt: new Date(now.getTime() + 86_400_000).toISOString(),
      calls: 10_000_000,
    }),
  ];
  await table.commit(changes, { actor: { kind: 'system', name: 'bench' }, now, requestId: 'bench' });
}

const gatewayEvent = {
  version: '2.0',
  rawPath: `/gw/bench${path}`,
  rawQueryString: '',
  headers: { authorization: `APPCODE ${appCode}`, accept: 'application/json' },
  requestContext: { requestId: 'bench', http: { method: 'GET', path: `/gw/bench${path}` } },
};

/** Calls through the gateway's function, in turns with the same calls made directly, all on one machine with the table engine. */
export async function gatewayCalls(bundles: string, table: BenchTable): Promise<Measurement> {
  const backend = await startSample('api-backend', ['--key', groupId, '--secret', secret]);
  const open = await startSample('api-backend', []);
  await seed(table, backend.url);
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
  const gateway = opened('gateway', join(bundles, 'gateway-call', 'index.js'), gatewayEvent);
  const ways = [direct, gateway];
  try {
    for (const { one, many, events } of ways) await Promise.all([one.run(events, '200'), many.run(events, '200')]);
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
