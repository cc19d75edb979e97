import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App } from 'aws-cdk-lib';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { exampleStages } from '../../infra/build/example-stages.ts';
import { addresses } from '../../infra/doctor/after/addresses.ts';
import { alarm } from '../../infra/doctor/after/alarm.ts';
import { outputs } from '../../infra/doctor/after/outputs.ts';
import { preflight } from '../../infra/doctor/after/preflight.ts';
import { sources } from '../../infra/doctor/after/sources.ts';
import { bootstrap } from '../../infra/doctor/before/bootstrap.ts';
import { credentials } from '../../infra/doctor/before/credentials.ts';
import { domain } from '../../infra/doctor/before/domain.ts';
import { deploymentKeys } from '../../infra/doctor/before/keys.ts';
import { mail } from '../../infra/doctor/before/mail.ts';
import { quotas } from '../../infra/doctor/before/quotas.ts';
import { type Check, type Patient, runChecks } from '../../infra/doctor/check.ts';
import { connect } from '../../infra/doctor/clients.ts';
import { hasFailed, report } from '../../infra/doctor/report.ts';
import { readStage } from '../../infra/stage.ts';
import { type Account, startAwsStandIn } from '../support/aws-stand-in.ts';

const stage = readStage(new App({ context: { stage: 'prod', stages: exampleStages } }).node);
const mailDomain = stage.mailFrom.split('@')[1] ?? '';
const dataKey = Buffer.alloc(32, 7).toString('base64');
const paymentSecret = 'p'.repeat(32);

/** An account in which nothing is wrong before a deployment, and everything is deployed. */
const healthy = (): Account => ({
  account: stage.account ?? '',
  bootstrapVersion: '21',
  concurrentExecutions: 1000,
  parameters: {
    '/yunshi/prod/data-key': { type: 'String', value: dataKey },
    '/yunshi/prod/payment-secret': { type: 'String', value: paymentSecret },
  },
  mail: { sends: true, outOfSandbox: true, identities: { [mailDomain]: { verified: true, dkim: 'SUCCESS' } } },
  stacks: {
    'yunshi-prod-edge': {
      status: 'CREATE_COMPLETE',
      outputs: { ApiDns: 'api.market.example CNAME one.aws.example', GatewayDns: 'gw.market.example CNAME two.aws.example' },
    },
    'yunshi-prod-data': { status: 'UPDATE_COMPLETE', outputs: { TableName: 'table', UploadBucketName: 'bucket' } },
    'yunshi-prod-identity': {
      status: 'CREATE_COMPLETE',
      outputs: { Issuer: 'https://issuer.example', ClientId: 'client', SignInUrl: 'https://sign-in.example', UserPoolId: 'pool' },
    },
    'yunshi-prod-market': {
      status: 'UPDATE_COMPLETE',
      outputs: {
        ApiUrl: 'https://api.example',
        GatewayUrl: 'https://gw.example',
        RelayFunction: 'relay',
        AlarmTopicArn: 'arn:aws:sns:eu-west-1:1:alarms',
      },
    },
  },
  resources: {
    'yunshi-prod-market': [
      { type: 'AWS::Lambda::Function', id: 'relay' },
      { type: 'AWS::Lambda::EventSourceMapping', id: 'orders' },
      { type: 'AWS::Lambda::EventSourceMapping', id: 'stream' },
    ],
  },
  mappings: { orders: 'Enabled', stream: 'Enabled', ofAnotherStage: 'Disabled' },
  concurrency: {},
  alarms: ['dead-letters'],
  topicTakes: true,
  subscriptions: [{ arn: 'arn:aws:sns:eu-west-1:1:alarms:2', endpoint: 'ops@market.example' }],
});

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});
beforeAll(() => {
  process.env.AWS_ACCESS_KEY_ID = 'key';
  process.env.AWS_SECRET_ACCESS_KEY = 'secret';
});

async function look(check: Check, change: (account: Account) => void = () => undefined, own: Partial<Patient> = {}) {
  const account = healthy();
  change(account);
  const aws = await startAwsStandIn(account);
  stops.push(aws.stop);
  process.env.AWS_ENDPOINT_URL = aws.url;
  const patient: Patient = {
    stage,
    aws: connect('eu-west-1'),
    fetch,
    resolve: async (name) => (name.startsWith('api.') ? ['one.aws.example.'] : ['two.aws.example']),
    sleep: async () => undefined,
    ...own,
  };
  const seen = await runChecks([check], patient);
  return {
    seen,
    set: aws.set,
    states: seen.flatMap(({ findings }) => findings.map(({ state }) => state)),
    zh: report(seen, 'zh'),
    en: report(seen, 'en'),
  };
}

const before: [string, Check][] = Object.entries({ credentials, bootstrap, quotas, deploymentKeys, domain, mail });
const cloud: [string, Check][] = [...before, ['outputs', outputs], ['sources', sources], ['alarm', alarm]];

describe('in an account where nothing is wrong', () => {
  test.each(cloud)('%s finds nothing', async (_name, check) => {
    const { seen, states } = await look(check);
    expect(states.length).toBeGreaterThan(0);
    expect([states.filter((state) => state !== 'ok'), hasFailed(seen)]).toEqual([[], false]);
  });
});

type Mistake = [string, Check, (account: Account) => void, RegExp];
const mistakes: Mistake[] = [
  ['credentials of another account', credentials, (account) => Object.assign(account, { account: '999999999999' }), /999999999999/],
  [
    'no bootstrap',
    bootstrap,
    (account) => Object.assign(account, { bootstrapVersion: undefined }),
    /npx cdk bootstrap aws:\/\/111122223333\/ap-southeast-1/,
  ],
  ['an old bootstrap', bootstrap, (account) => Object.assign(account, { bootstrapVersion: '3' }), /npx cdk bootstrap/],
  ["a new account's quota", quotas, (account) => Object.assign(account, { concurrentExecutions: 10 }), /Service Quotas/],
  [
    'a missing key',
    deploymentKeys,
    ({ parameters }) => delete parameters['/yunshi/prod/data-key'],
    /put-parameter --region ap-southeast-1 --name \/yunshi\/prod\/data-key/,
  ],
  [
    'a data key of the wrong length',
    deploymentKeys,
    ({ parameters }) => Object.assign(parameters['/yunshi/prod/data-key'] ?? {}, { value: 'c2hvcnQ=' }),
    /32 bytes/,
  ],
  [
    'a short payment secret',
    deploymentKeys,
    ({ parameters }) => Object.assign(parameters['/yunshi/prod/payment-secret'] ?? {}, { value: 'short' }),
    /32 characters/,
  ],
  [
    'a key that CloudFormation cannot read',
    deploymentKeys,
    ({ parameters }) => Object.assign(parameters['/yunshi/prod/data-key'] ?? {}, { type: 'SecureString' }),
    /must be a String/,
  ],
  ["SES's sandbox", mail, ({ mail: ses }) => Object.assign(ses, { outOfSandbox: false }), /production access/],
  ['a paused SES account', mail, ({ mail: ses }) => Object.assign(ses, { sends: false }), /paused/],
  [
    'DKIM records that are not there',
    mail,
    ({ mail: ses }) => Object.assign(ses.identities[mailDomain] ?? {}, { verified: false, dkim: 'PENDING' }),
    /MailDns1/,
  ],
  ['a stack that is not there', outputs, ({ stacks }) => delete stacks['yunshi-prod-market'], /yunshi-prod-market is not deployed/],
  [
    'a stack that rolled back',
    outputs,
    ({ stacks }) => Object.assign(stacks['yunshi-prod-data'] ?? {}, { status: 'UPDATE_ROLLBACK_COMPLETE' }),
    /UPDATE_ROLLBACK_COMPLETE/,
  ],
  ['an output that is missing', outputs, ({ stacks }) => delete stacks['yunshi-prod-identity']?.outputs.SignInUrl, /SignInUrl/],
  ['a relay that nobody can name', outputs, ({ stacks }) => delete stacks['yunshi-prod-market']?.outputs.RelayFunction, /RelayFunction/],
  ['a queue that is not read', sources, (account) => Object.assign(account.mappings, { orders: 'Disabled' }), /sqs:orders is not read/],
  ['a stream that nobody reads', sources, ({ mappings }) => delete mappings.stream, /not read \(missing\)/],
  [
    'alarms that nobody has confirmed to get',
    alarm,
    ({ subscriptions }) => Object.assign(subscriptions[0] ?? {}, { arn: 'PendingConfirmation' }),
    /Press the link/,
  ],
  ['a topic that takes no alarms', alarm, (account) => Object.assign(account, { topicTakes: false }), /cloudwatch\.amazonaws\.com/],
];

describe('the doctor sees', () => {
  test.each(mistakes)('%s, and says what to do', async (_name, check, change, said) => {
    const { seen, zh, en } = await look(check, change);
    expect(hasFailed(seen)).toBe(true);
    expect(en).toMatch(said);
    expect(zh).toMatch(/✗ .*[一-鿿]/);
  });

  test('names that lead elsewhere', async () => {
    const { states, en } = await look(domain, undefined, { resolve: async () => ['elsewhere.example'] });
    expect([states, en]).toEqual([['fail', 'fail'], expect.stringContaining('api.market.example CNAME one.aws.example')]);
  });

  test('that it could not look, and why', async () => {
    const { en } = await look(credentials, (account) => Object.assign(account, { account: '<' }));
    expect(en).toMatch(/Could not look/);
  });
});

test('an alarm that was set off is set back, whether it arrived or not', async () => {
  const wanted = ['ALARM', 'OK'].map((state) => ({ alarm: 'dead-letters', state }));
  expect((await look(alarm)).set).toEqual(wanted);
  expect((await look(alarm, (account) => Object.assign(account, { topicTakes: false }))).set).toEqual(wanted);
});

test('the values of keys stand in no report', async () => {
  for (const change of [
    undefined,
    ({ parameters }: Account) => Object.assign(parameters['/yunshi/prod/data-key'] ?? {}, { type: 'SecureString' }),
  ]) {
    const { zh, en } = await look(deploymentKeys, change);
    expect([zh, en].some((text) => text.includes(dataKey) || text.includes(paymentSecret))).toBe(false);
  }
});

test('finds nothing that stops a dev as it is shipped, after the steps that the runbook gives for it', async () => {
  const { context } = JSON.parse(readFileSync('cdk.json', 'utf8'));
  const dev = readStage(new App({ context: { ...context, stage: 'dev' } }).node);
  const asShipped = (account: Account) => {
    const ofDev = <T>(named: Record<string, T>) =>
      Object.fromEntries(Object.entries(named).map(([name, value]) => [name.replace('prod', 'dev'), value]));
    const market = account.stacks['yunshi-prod-market']?.outputs ?? {};
    delete market.AlarmTopicArn;
    Object.assign(market, { SandboxUrl: 'https://sandbox.example' });
    account.mail = { sends: true, outOfSandbox: false, identities: {} };
    Object.assign(account, { concurrentExecutions: 10, alarms: [], subscriptions: [] });
    for (const part of ['parameters', 'stacks', 'resources'] as const) Object.assign(account, { [part]: ofDev<unknown>(account[part]) });
  };
  for (const [name, check] of cloud) {
    const { seen, en } = await look(check, asShipped, { stage: dev });
    expect({ name, en, failed: hasFailed(seen) }).toMatchObject({ failed: false });
  }
  expect((await look(mail, asShipped, { stage: dev })).en).toMatch(/! SES does not know yunshi\.example/);
});

test('a domain that SES does not know fails where nothing of ours makes it known', async () => {
  const forget = ({ mail: ses }: Account) => delete ses.identities[mailDomain];
  const existing = await look(mail, forget, { stage: { ...stage, mailIdentity: 'existing' } });
  expect([hasFailed(existing.seen), existing.en]).toEqual([true, expect.stringContaining('set mailIdentity to create')]);
  expect(hasFailed((await look(mail, forget)).seen)).toBe(false);
});

describe('addresses and preflight', () => {
  type Answering = {
    readonly preflightStatus?: number;
    readonly allowOrigin?: string;
    readonly allowMethods?: string;
    readonly allowHeaders?: string;
    readonly broken?: string;
  };
  const everyMethod = 'GET,POST,PUT';
  const everyHeader = 'authorization, content-type, idempotency-key';

  /** A deployed marketplace's front, as browsers and callers meet it. */
  async function front(answering: Answering = {}): Promise<string> {
    const { preflightStatus = 204, allowOrigin = 'own', allowMethods = everyMethod, allowHeaders = everyHeader, broken } = answering;
    const pages: Record<string, [number, Record<string, string>, unknown]> = {
      '/v1/openapi.json': [200, {}, { openapi: '3.1.0' }],
      '/v1/products': [200, {}, { items: [] }],
      '/gw/no-such-prefix/': [404, { 'x-ca-error-code': 'unknown_api' }, {}],
      '/.well-known/openid-configuration': [200, {}, { authorization_endpoint: 'https://sign-in.example/authorize' }],
    };
    const server = createServer((request, response) => {
      const { origin = '' } = request.headers;
      if (request.method === 'OPTIONS') {
        const mayCall = allowOrigin === 'any' || stage.origins.includes(origin);
        const cors = {
          'access-control-allow-origin': origin,
          'access-control-allow-methods': allowMethods,
          'access-control-allow-headers': allowHeaders,
        };
        response.writeHead(preflightStatus, mayCall ? cors : {}).end();
        return;
      }
      const [status, headers, body] = pages[request.url ?? ''] ?? [404, {}, {}];
      response.writeHead(request.url === broken ? 500 : status, request.url === broken ? {} : headers).end(JSON.stringify(body));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    stops.push(() => new Promise((done) => server.close(() => done())));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
  const deployedAt = (url: string) => (account: Account) => {
    Object.assign(account.stacks['yunshi-prod-market']?.outputs ?? {}, { ApiUrl: url, GatewayUrl: `${url}/` });
    Object.assign(account.stacks['yunshi-prod-identity']?.outputs ?? {}, { Issuer: url });
  };

  test('of a deployment as it should be are found good', async () => {
    const url = await front();
    expect((await look(addresses, deployedAt(url))).states).toEqual(['ok', 'ok', 'ok', 'ok']);
    expect((await look(preflight, deployedAt(url))).states).toEqual([...stage.origins.map(() => 'ok'), 'ok']);
  });

  test.each(['/v1/openapi.json', '/v1/products', '/gw/no-such-prefix/', '/.well-known/openid-configuration'])(
    'an address that does not answer as it should is named: %s',
    async (broken) => {
      const { states, en } = await look(addresses, deployedAt(await front({ broken })));
      expect(states.filter((state) => state === 'fail')).toHaveLength(1);
      expect(en).toContain(`${broken} does not answer`);
    },
  );

  test('a preflight that a catch-all route answers with 404 is seen', async () => {
    const { seen, en } = await look(preflight, deployedAt(await front({ preflightStatus: 404 })));
    expect([hasFailed(seen), en]).toEqual([true, expect.stringContaining('status 404')]);
  });

  test.each<[string, Answering]>([
    ['methods', { allowMethods: 'GET' }],
    ['headers', { allowHeaders: 'content-type' }],
  ])('a preflight that does not allow the %s of a write is seen', async (what, answering) => {
    const { states, en } = await look(preflight, deployedAt(await front(answering)));
    expect(states).toEqual([...stage.origins.map(() => 'fail'), 'ok']);
    expect(en).toContain(`access-control-allow-${what}`);
  });

  test('an API that any page may call is seen', async () => {
    const { states } = await look(preflight, deployedAt(await front({ allowOrigin: 'any' })));
    expect(states).toEqual([...stage.origins.map(() => 'ok'), 'fail']);
  });

  test('an address that nobody listens at is told', async () => {
    const { states } = await look(addresses, deployedAt('http://127.0.0.1:1'));
    expect(states).toEqual(['fail', 'fail', 'fail', 'fail']);
  });
});
