import { join, resolve } from 'node:path';
import { readAssembly } from './assembly.ts';
import { createClock, parseDuration } from './clock.ts';
import type { LocalContext, Surroundings } from './context.ts';
import { lockDataFolder, makeFolder } from './data-folder.ts';
import { describeQueues } from './describe-queues.ts';
import { awsJson } from './engines/aws-json.ts';
import { startDynamoDb } from './engines/dynamodb.ts';
import { listen } from './engines/ports.ts';
import { startQueuesAndObjects } from './engines/queues-and-objects.ts';
import { startIdentity } from './identity/identity.ts';
import { serveLocalPages } from './local-pages.ts';
import type { LocalOptions, LocalRun } from './local-run.ts';
import { startMailCapture } from './mail/capture.ts';
import type { Parts } from './parts.ts';
import { createParts } from './parts.ts';
import { createResources } from './resources.ts';

/** Mails that a description holds. */
const describedMails = 50;

/**
 * Runs a synthesized application on this machine until `stop`. Rejects with a sentence for a person when it cannot (Java or a port is missing, a
 * resource type is unknown); nothing is left running then.
 */
export async function startLocal<Api extends string>(options: LocalOptions<Api>): Promise<LocalRun<Api>> {
  process.env.TZ = 'UTC'; // as in Lambda
  const stacks = readAssembly(options.assemblyDir);
  const parts = createParts();
  try {
    let run: LocalRun<Api> | undefined;
    const surroundings = await startSurroundings(options, parts, () => run);
    const context = await createResources(stacks, surroundings);
    run = localRun(context, options);
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
  const { applicationName, people, log, pages } = options;
  const ports: Readonly<Record<string, number | undefined>> = options.ports ?? {};
  const dataDir = options.dataDir && resolve(options.dataDir);
  if (dataDir) {
    makeFolder(dataDir, 'The data folder');
    parts.add({ stop: lockDataFolder(dataDir) });
  }
  const clock = createClock(dataDir && join(dataDir, 'clock.json'));
  const apis: Surroundings['apis'] = new Map();
  const serve = (name: string) =>
    listen(`${name} API`, ports[name] ?? 0, async (request, response) => {
      const ready = run();
      if (name === pages.api && ready && (await serveLocalPages(request, response, ready))) return;
      const api = ready && apis.get(name);
      if (api) return api.handle(request, response);
      response
        .writeHead(503, { 'content-type': 'application/json' })
        .end('{"message":"Service Unavailable"}');
    });
  const [dynamodb, engines, identity, mail, servers] = await Promise.all([
    parts.keep(startDynamoDb({ dataDir: dataDir && join(dataDir, 'dynamodb') })),
    parts.keep(
      startQueuesAndObjects({
        dataDir: dataDir && join(dataDir, 'queues-and-objects'),
        clock,
        objectsPort: ports.objects,
      }),
    ),
    parts.keep(startIdentity({ dataDir, clock, port: ports.issuer ?? 0, people, log, applicationName })),
    parts.keep(startMailCapture({ dataDir, clock })),
    Promise.all(options.apis.map(async (name) => [name, await parts.keep(serve(name))] as const)),
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
    servers: new Map(servers),
    apis,
    parts,
  };
}

/** @throws where the text is no duration that a clock can be moved by */
function millisecondsOf(duration: string): number {
  const milliseconds = parseDuration(duration);
  if (milliseconds === undefined)
    throw new Error(`"${duration}" is no duration of weeks, days, hours, minutes and seconds in ISO 8601`);
  return milliseconds;
}

function localRun<Api extends string>(context: LocalContext, { pages }: LocalOptions<Api>): LocalRun<Api> {
  const { clock, identity, servers, mail } = context;
  const accessToken = async (role: string) => {
    const person = Object.hasOwn(identity.people, role) ? identity.people[role] : undefined;
    if (!person) throw new Error(`Nobody is called "${role}" here`);
    return identity.accessToken(person);
  };
  const { endpoint, engineEndpoint } = context.dynamodb;
  const { sqsEndpoint, s3Endpoint } = context.engines;
  const engines = { dynamodb: endpoint, dynamodbUnmended: engineEndpoint, sqs: sqsEndpoint, s3: s3Endpoint };
  const apis = Object.fromEntries([...servers].map(([name, { url }]) => [name, url])) as Record<Api, string>;
  const { issuer } = identity;
  const localUrl = `${apis[pages.api]}${pages.path}`;
  return {
    apis,
    issuer,
    localUrl,
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
    advance: (duration) => clock.advance(millisecondsOf(duration)),
    addPerson: identity.addPerson,
    async describe() {
      const people = await Promise.all(
        Object.entries(identity.people).map(
          async ([role, person]) => [role, { ...person, accessToken: await accessToken(role) }] as const,
        ),
      );
      return {
        apis,
        issuer,
        clients: identity.clientIds(),
        people: Object.fromEntries(people),
        queues: await describeQueues(context),
        engines,
        mail: mail
          .latest(describedMails)
          .map(({ html: _, ...each }) => ({ ...each, page: `${localUrl}/mail?id=${each.id}` })),
        now: clock.date().toISOString(),
        aheadSeconds: Math.round(clock.offset() / 1000),
      };
    },
    stop: () => context.parts.stop(),
  };
}
