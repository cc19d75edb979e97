import { join, resolve } from 'node:path';
import { readAssembly } from './assembly.ts';
import { createClock, parseDuration } from './clock.ts';
import type { ApiKind, LocalContext, Surroundings } from './context.ts';
import { lockDataFolder, makeFolder } from './data-folder.ts';
import { describeQueues } from './describe-queues.ts';
import { awsJson } from './engines/aws-json.ts';
import { startDynamoDb } from './engines/dynamodb.ts';
import { listen } from './engines/ports.ts';
import { startQueuesAndObjects } from './engines/queues-and-objects.ts';
import { startIdentity } from './identity/identity.ts';
import { readyMadePeople } from './identity/people.ts';
import { serveLocalPages } from './local-pages.ts';
import type { LocalOptions, LocalRun } from './local-run.ts';
import { startMailCapture } from './mail/capture.ts';
import type { Parts } from './parts.ts';
import { createParts } from './parts.ts';
import { createResources } from './resources.ts';

export type { LocalDescription, LocalOptions, LocalRun } from './local-run.ts';

/** Mails that a description holds. */
const describedMails = 50;

/**
 * Runs a synthesized application on this machine until `stop`. Rejects with a sentence for a person when it cannot (Java or a port is missing, a
 * resource type is unknown); nothing is left running then.
 */
export async function startLocal(options: LocalOptions): Promise<LocalRun> {
  process.env.TZ = 'UTC'; // as in Lambda
  const stacks = readAssembly(options.assemblyDir);
  const parts = createParts();
  try {
    let run: LocalRun | undefined;
    const surroundings = await startSurroundings(options, parts, () => run);
    const context = await createResources(stacks, surroundings);
    run = localRun(context);
    return run;
  } catch (error) {
    await parts.stop();
    throw error;
  }
}

async function startSurroundings(
  options: LocalOptions,
  parts: Parts,
  run: () => LocalRun | undefined,
): Promise<Surroundings> {
  const { ports = {}, log } = options;
  const dataDir = options.dataDir && resolve(options.dataDir);
  if (dataDir) {
    makeFolder(dataDir, 'The data folder');
    parts.add({ stop: lockDataFolder(dataDir) });
  }
  const clock = createClock(dataDir && join(dataDir, 'clock.json'));
  const people = { ...readyMadePeople, ...options.people };
  const apis: Surroundings['apis'] = new Map();
  const serve = (kind: ApiKind) =>
    listen(`${kind} API`, ports[kind] ?? 0, async (request, response) => {
      const ready = run();
      if (kind === 'market' && ready && (await serveLocalPages(request, response, ready))) return;
      const api = ready && apis.get(kind);
      if (api) return api.handle(request, response);
      response
        .writeHead(503, { 'content-type': 'application/json' })
        .end('{"message":"Service Unavailable"}');
    });
  const [dynamodb, engines, identity, mail, market, gateway, sandbox] = await Promise.all([
    parts.keep(startDynamoDb({ dataDir: dataDir && join(dataDir, 'dynamodb') })),
    parts.keep(
      startQueuesAndObjects({
        dataDir: dataDir && join(dataDir, 'queues-and-objects'),
        clock,
        objectsPort: ports.objects,
      }),
    ),
    parts.keep(startIdentity({ dataDir, clock, port: ports.issuer ?? 0, people, log })),
    parts.keep(startMailCapture({ dataDir, clock })),
    parts.keep(serve('market')),
    parts.keep(serve('gateway')),
    parts.keep(serve('sandbox')),
  ]);
  return {
    clock,
    log,
    dataDir,
    maxWorkers: options.workersPerFunction ?? 8,
    dynamodb: {
      ...dynamodb,
      call: awsJson(dynamodb.endpoint, 'dynamodb'),
      streams: awsJson(dynamodb.endpoint, 'streams'),
    },
    engines: { ...engines, sqs: awsJson(engines.sqsEndpoint, 'sqs') },
    identity,
    mail,
    servers: { market, gateway, sandbox },
    apis,
    parts,
  };
}

function localRun(context: LocalContext): LocalRun {
  const { clock, identity, servers, mail } = context;
  const accessToken = async (role: string) => {
    const person = Object.hasOwn(identity.people, role) ? identity.people[role] : undefined;
    if (!person) throw new Error(`Nobody is called "${role}" here`);
    return identity.accessToken(person);
  };
  const { endpoint, engineEndpoint } = context.dynamodb;
  const { sqsEndpoint, s3Endpoint } = context.engines;
  const engines = { dynamodb: endpoint, dynamodbUnmended: engineEndpoint, sqs: sqsEndpoint, s3: s3Endpoint };
  const addresses = {
    apiUrl: servers.market.url,
    gatewayUrl: servers.gateway.url,
    sandboxUrl: servers.sandbox.url,
    issuer: identity.issuer,
  };
  return {
    ...addresses,
    localUrl: `${servers.market.url}/_local`,
    people: identity.people,
    engines,
    names: Object.fromEntries(
      context.resources.map((resource) => [resource.logicalId, context.refOf(resource)]),
    ),
    now: clock.date,
    accessToken,
    queues: () => describeQueues(context),
    mail: (count = describedMails) => mail.latest(count),
    aheadMilliseconds: clock.offset,
    advance(duration) {
      const milliseconds = parseDuration(duration);
      if (milliseconds === undefined)
        throw new Error(
          `"${duration}" is no duration of weeks, days, hours, minutes and seconds in ISO 8601`,
        );
      clock.advance(milliseconds);
    },
    addPerson: identity.addPerson,
    async describe() {
      const people = await Promise.all(
        Object.entries(identity.people).map(
          async ([role, person]) => [role, { ...person, accessToken: await accessToken(role) }] as const,
        ),
      );
      const queues = await describeQueues(context);
      const clients = identity.clientIds();
      const now = clock.date().toISOString();
      const aheadSeconds = Math.round(clock.offset() / 1000);
      return {
        ...addresses,
        clients,
        people: Object.fromEntries(people),
        queues,
        engines,
        mail: mail.latest(describedMails),
        now,
        aheadSeconds,
      };
    },
    stop: () => context.parts.stop(),
  };
}
