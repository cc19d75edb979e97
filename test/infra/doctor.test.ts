import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import { alarm } from '../../infra/doctor/after/alarm.ts';
import { outputs } from '../../infra/doctor/after/outputs.ts';
import { sources } from '../../infra/doctor/after/sources.ts';
import { bootstrap } from '../../infra/doctor/before/bootstrap.ts';
import { calendar } from '../../infra/doctor/before/calendar.ts';
import { credentials } from '../../infra/doctor/before/credentials.ts';
import { domain } from '../../infra/doctor/before/domain.ts';
import { deploymentKeys } from '../../infra/doctor/before/keys.ts';
import { mail } from '../../infra/doctor/before/mail.ts';
import { quotas } from '../../infra/doctor/before/quotas.ts';
import type { Check } from '../../infra/doctor/check.ts';
import { hasFailed } from '../../infra/doctor/report.ts';
import { readStage } from '../../infra/stage.ts';
import { dataKey, look, mailDomain, paymentSecret, stage } from '../support/doctor.ts';
import type { Account } from '../support/marketplace/aws-stand-in.ts';

const before: [string, Check][] = Object.entries({
  credentials,
  bootstrap,
  quotas,
  deploymentKeys,
  domain,
  mail,
  calendar,
});
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
  [
    'credentials of another account',
    credentials,
    (account) => Object.assign(account, { account: '999999999999' }),
    /999999999999/,
  ],
  [
    'no bootstrap',
    bootstrap,
    (account) => Object.assign(account, { bootstrapVersion: undefined }),
    /npx cdk bootstrap aws:\/\/111122223333\/ap-southeast-1/,
  ],
  [
    'an old bootstrap',
    bootstrap,
    (account) => Object.assign(account, { bootstrapVersion: '3' }),
    /npx cdk bootstrap/,
  ],
  [
    "a new account's quota",
    quotas,
    (account) => Object.assign(account, { concurrentExecutions: 10 }),
    /Service Quotas/,
  ],
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
  [
    "SES's sandbox",
    mail,
    ({ mail: ses }) => Object.assign(ses, { outOfSandbox: false }),
    /production access/,
  ],
  ['a paused SES account', mail, ({ mail: ses }) => Object.assign(ses, { sends: false }), /paused/],
  [
    'DKIM records that are not there',
    mail,
    ({ mail: ses }) => Object.assign(ses.identities[mailDomain] ?? {}, { verified: false, dkim: 'PENDING' }),
    /MailDns1/,
  ],
  [
    'a stack that is not there',
    outputs,
    ({ stacks }) => delete stacks['yunshi-prod-market'],
    /yunshi-prod-market is not deployed/,
  ],
  [
    'a stack that rolled back',
    outputs,
    ({ stacks }) => Object.assign(stacks['yunshi-prod-data'] ?? {}, { status: 'UPDATE_ROLLBACK_COMPLETE' }),
    /UPDATE_ROLLBACK_COMPLETE/,
  ],
  [
    'an output that is missing',
    outputs,
    ({ stacks }) => delete stacks['yunshi-prod-identity']?.outputs.SignInUrl,
    /SignInUrl/,
  ],
  [
    'a relay that nobody can name',
    outputs,
    ({ stacks }) => delete stacks['yunshi-prod-market']?.outputs.RelayFunction,
    /RelayFunction/,
  ],
  [
    'a queue that is not read',
    sources,
    (account) => Object.assign(account.mappings, { orders: 'Disabled' }),
    /sqs:orders is not read/,
  ],
  ['a stream that nobody reads', sources, ({ mappings }) => delete mappings.stream, /not read \(missing\)/],
  [
    'alarms that nobody has confirmed to get',
    alarm,
    ({ subscriptions }) => Object.assign(subscriptions[0] ?? {}, { arn: 'PendingConfirmation' }),
    /Press the link/,
  ],
  [
    'a topic that takes no alarms',
    alarm,
    (account) => Object.assign(account, { topicTakes: false }),
    /cloudwatch\.amazonaws\.com/,
  ],
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
    expect([states, en]).toEqual([
      ['fail', 'fail'],
      expect.stringContaining('api.market.example CNAME one.aws.example'),
    ]);
  });

  test('that it could not look, and why', async () => {
    const { en } = await look(credentials, (account) => Object.assign(account, { account: '<' }));
    expect(en).toMatch(/Could not look/);
  });
});

describe('the calendar', () => {
  const inDecember = { now: () => new Date('2026-12-01T02:00:00Z') };
  const withRows = {
    ...stage,
    rules: JSON.stringify({ calendar: [{ from: '2027-10-01', until: '2027-10-07', work: false }] }),
  };

  test.each([
    ['in November', {}, ['ok']],
    ['in December, when the next year is published', inDecember, ['warn']],
    ['in December, of a deployment that has rows of its own', { ...inDecember, stage: withRows }, ['ok']],
    ['in a year that nobody knows', { now: () => new Date('2029-05-01T02:00:00Z') }, ['warn']],
  ])('%s', async (_when, own, wanted) => {
    const { states, en } = await look(calendar, () => undefined, own);
    expect(states).toEqual(wanted);
    expect(en.includes('rules.calendar')).toBe(wanted.includes('warn'));
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
    ({ parameters }: Account) =>
      Object.assign(parameters['/yunshi/prod/data-key'] ?? {}, { type: 'SecureString' }),
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
    for (const part of ['parameters', 'stacks', 'resources'] as const)
      Object.assign(account, { [part]: ofDev<unknown>(account[part]) });
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
  expect([hasFailed(existing.seen), existing.en]).toEqual([
    true,
    expect.stringContaining('set mailIdentity to create'),
  ]);
  expect(hasFailed((await look(mail, forget)).seen)).toBe(false);
});
