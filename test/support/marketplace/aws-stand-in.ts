import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { vi } from 'vitest';

/** An account as its owner made it, wrongly or rightly: what the services of the stand-in answer from. */
export type Account = {
  account: string;
  /** `undefined` is an account that nobody has bootstrapped */
  bootstrapVersion?: string;
  concurrentExecutions: number;
  parameters: Record<string, { type: string; value: string }>;
  mail: {
    sends: boolean;
    outOfSandbox: boolean;
    identities: Record<string, { verified: boolean; dkim: string }>;
  };
  stacks: Record<string, { status: string; outputs: Record<string, string> }>;
  /** what stacks are made of, beside what they tell */
  resources: Record<string, { type: string; id: string }[]>;
  /** of sources of functions, by id */
  mappings: Record<string, string>;
  /** what functions reserve, by name */
  concurrency: Record<string, number>;
  alarms: string[];
  /** what the topic does with an alarm's action */
  topicTakes: boolean;
  subscriptions: { arn: string; endpoint: string }[];
};

type Answer = { readonly status?: number; readonly json?: unknown; readonly xml?: string };

/**
 * The AWS services that the doctor asks, as one server that speaks their wire formats (JSON by target, REST, query with XML answers)
 * about one made-up account; clients that are made from now on ask it. `set` are the states that alarms were set to.
 */
export async function startAwsStandIn(account: Account) {
  const set: { alarm: string; state: string }[] = [];
  const server = createServer(async (request, response) => {
    const { status = 200, json, xml } = await answer(request, account, set);
    response.writeHead(status, {
      'content-type': xml === undefined ? 'application/x-amz-json-1.1' : 'text/xml',
    });
    response.end(xml ?? JSON.stringify(json ?? {}));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${port}`);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'key');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  const stop = () =>
    new Promise<void>((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  return { set, stop };
}

async function answer(
  request: IncomingMessage,
  account: Account,
  set: { alarm: string; state: string }[],
): Promise<Answer> {
  const body = await textOf(request);
  const target = request.headers['x-amz-target'];
  if (typeof target === 'string')
    return byTarget(target.split('.').at(-1) ?? '', JSON.parse(body), account, set);
  if (request.method === 'GET') return byPath(request.url ?? '', account);
  return byQuery(new URLSearchParams(body), account);
}

function byTarget(
  operation: string,
  input: Record<string, unknown>,
  account: Account,
  set: { alarm: string; state: string }[],
): Answer {
  switch (operation) {
    case 'GetParameter':
      if (account.bootstrapVersion === undefined)
        return { status: 400, json: { __type: 'ParameterNotFound' } };
      return { json: { Parameter: { Name: input.Name, Value: account.bootstrapVersion } } };
    case 'GetParameters': {
      const names = (input.Names as string[]).filter((name) => name in account.parameters);
      return {
        json: {
          Parameters: names.map((Name) => ({
            Name,
            Type: account.parameters[Name]?.type,
            Value: account.parameters[Name]?.value,
          })),
        },
      };
    }
    case 'DescribeAlarms':
      return { json: { MetricAlarms: account.alarms.map((AlarmName) => ({ AlarmName, StateValue: 'OK' })) } };
    case 'SetAlarmState':
      set.push({ alarm: String(input.AlarmName), state: String(input.StateValue) });
      return {};
    case 'DescribeAlarmHistory': {
      const wasSetOff = set.some(({ alarm, state }) => alarm === input.AlarmName && state === 'ALARM');
      const HistorySummary = account.topicTakes
        ? 'Successfully executed action arn:aws:sns:x'
        : 'Failed to execute action arn:aws:sns:x';
      return {
        json: { AlarmHistoryItems: wasSetOff ? [{ AlarmName: input.AlarmName, HistorySummary }] : [] },
      };
    }
    default:
      return unknown(operation);
  }
}

function byPath(path: string, { concurrentExecutions, mail, mappings, concurrency }: Account): Answer {
  if (path.includes('/event-source-mappings')) {
    const EventSourceMappings = Object.entries(mappings).map(([UUID, State]) => ({
      UUID,
      State,
      EventSourceArn: `arn:aws:sqs:${UUID}`,
    }));
    return { json: { EventSourceMappings } };
  }
  const [, name] = /\/functions\/(.+)\/concurrency/.exec(path) ?? [];
  if (name !== undefined) return { json: { ReservedConcurrentExecutions: concurrency[name] } };
  if (path.includes('/account-settings'))
    return { json: { AccountLimit: { ConcurrentExecutions: concurrentExecutions } } };
  if (path === '/v2/email/account')
    return { json: { ProductionAccessEnabled: mail.outOfSandbox, SendingEnabled: mail.sends } };
  const [, domain = ''] = /^\/v2\/email\/identities\/(.+)$/.exec(path) ?? [];
  const identity = mail.identities[decodeURIComponent(domain)];
  if (!identity) return { status: 404, json: { __type: 'NotFoundException', message: 'no such identity' } };
  return { json: { VerifiedForSendingStatus: identity.verified, DkimAttributes: { Status: identity.dkim } } };
}

function byQuery(input: URLSearchParams, account: Account): Answer {
  const operation = input.get('Action') ?? '';
  switch (operation) {
    case 'GetCallerIdentity':
      return result(
        operation,
        `<Account>${account.account}</Account><Arn>arn:aws:iam::${account.account}:user/deployer</Arn>`,
      );
    case 'DescribeStacks': {
      const name = input.get('StackName') ?? '';
      const stack = account.stacks[name];
      if (!stack) return failure('ValidationError', `Stack with id ${name} does not exist`);
      const outputs = Object.entries(stack.outputs).map(
        ([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`,
      );
      const shown = `<StackName>${name}</StackName><StackStatus>${stack.status}</StackStatus><CreationTime>2026-11-27T00:00:00Z</CreationTime>`;
      return result(
        operation,
        `<Stacks><member>${shown}<Outputs>${outputs.join('')}</Outputs></member></Stacks>`,
      );
    }
    case 'ListStackResources': {
      const members = (account.resources[input.get('StackName') ?? ''] ?? []).map(
        ({ type, id }) =>
          `<member><ResourceType>${type}</ResourceType><PhysicalResourceId>${id}</PhysicalResourceId></member>`,
      );
      return result(operation, `<StackResourceSummaries>${members.join('')}</StackResourceSummaries>`);
    }
    case 'ListSubscriptionsByTopic': {
      const members = account.subscriptions.map(
        ({ arn, endpoint }) =>
          `<member><SubscriptionArn>${arn}</SubscriptionArn><Endpoint>${endpoint}</Endpoint></member>`,
      );
      return result(operation, `<Subscriptions>${members.join('')}</Subscriptions>`);
    }
    default:
      return unknown(operation);
  }
}

const result = (operation: string, content: string): Answer => ({
  xml: `<${operation}Response><${operation}Result>${content}</${operation}Result></${operation}Response>`,
});
const failure = (code: string, message: string): Answer => ({
  status: 400,
  xml: `<ErrorResponse><Error><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
});
const unknown = (operation: string): Answer => ({
  status: 400,
  json: { __type: 'UnknownOperation', message: operation },
});

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
