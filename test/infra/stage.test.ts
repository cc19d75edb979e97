import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../infra/build/bundle-functions.ts';
import { exampleStages } from '../../infra/build/example-stages.ts';
import { readStage } from '../../infra/stage.ts';
import { StageValues } from '../../infra/stage-values.ts';
import { ruleDefaults } from '../../shared/rules.ts';

const shipped = JSON.parse(readFileSync(join(projectRoot, 'cdk.json'), 'utf8')).context;
const read = (context: Record<string, unknown>) => readStage(new App({ context }).node);
const dev = (values: Record<string, unknown> = {}) => read({ stages: { dev: values } });
const prod = (values: Record<string, unknown> = {}) =>
  read({ stage: 'prod', stages: { prod: { ...exampleStages.prod, ...values } } });

describe('the values of a stage', () => {
  it('are asked for in prod one and all, with what each is, before anything is deployed', () => {
    const names = ['account', 'region', 'domain', 'origins', 'alarmEmail', 'mailFrom', 'paymentUrl'] as const;
    const lines = names.map((name) => `${name}: to be filled in: ${StageValues.shape[name].description}`);
    const blank = Object.fromEntries(names.map((name) => [name, '']));
    expect(() => read({ stage: 'prod', stages: { prod: blank } })).toThrow(lines.join('\n  '));
    expect(Object.keys(shipped.stages.prod)).toEqual(expect.arrayContaining([...names]));
    for (const name of names) expect(() => prod({ [name]: '' }), name).toThrow(`${name}: to be filled in`);
  });

  it('are enough in dev as they are shipped', () => {
    expect(read(shipped).name).toBe('dev');
    expect(dev()).toMatchObject({ name: 'dev', reserve: false, mailIdentity: 'existing', rules: '{}' });
  });

  it.each([
    ['origins', 'http://console.yunshi.example', 'origins.0: must be https'],
    ['origins', 'https://console.yunshi.example/', 'origins.0: must be https'],
    ['origins', 'https://a.example,https://*', 'origins.1: must be https'],
    ['paymentUrl', 'http://payments.yunshi.example', "paymentUrl: must be the payment provider's address"],
    ['consoleUrl', 'http://console.yunshi.example', "consoleUrl: must be the console's address"],
    ['consoleUrl', 'https://console.yunshi.example/', "consoleUrl: must be the console's address"],
    ['account', 111122223333, 'account: must be'],
    ['account', '1111', "account: must be the AWS account's 12 digits"],
    ['region', 'cn-north-1', 'region: must be an AWS region'],
    ['domain', 'https://yunshi.example', 'domain: must be a domain of your own'],
    ['alarmEmail', 'nobody', 'alarmEmail: must be an e-mail address'],
    ['mailFrom', 'yunshi.example', 'mailFrom: must be an e-mail address'],
    ['mailIdentity', 'both', 'mailIdentity: must be create or existing'],
    ['reserve', 'maybe', 'reserve: must be yes or no'],
    ['rules', '[1]', 'rules: must be a JSON object'],
    ['rules', '{"a":', 'rules: must be a JSON object'],
    ['rules', '{"foo":{"x":1}}', 'rules.foo: no such rule; there are: addresses, apis, billing'],
    [
      'rules',
      { orders: { unpaidMinute: 1 } },
      'rules.orders.unpaidMinute: no such rule; there are: unpaidMinutes',
    ],
    ['rules', { orders: { unpaidMinutes: '1' } }, 'rules.orders.unpaidMinutes: must be of the same kind'],
    [
      'rules',
      { sellers: { markets: [{ market: 'api', from: '2027-02-30', depositFen: 1 }] } },
      'rules.sellers.markets[0] {"market":"api","from":"2027-02-30","depositFen":1}: from: ',
    ],
    ['rules', { textChecks: { words: 'x'.repeat(2500) } }, 'rules: has 25'],
    ['rules', { calendar: { daysOff: [] } }, 'rules.calendar: must be of the same kind'],
    [
      'rules',
      { sellers: { calendar: [] } },
      'rules.sellers.calendar: no such rule; rules.calendar holds for all contexts',
    ],
    ['alarmMail', 'a@yunshi.example', 'alarmMail: no such value; there are: account'],
  ])('refuse %s = %j, saying what it must be', (name, value, sentence) => {
    expect(() => prod({ [name]: value })).toThrow(`\n  ${sentence}`);
  });
});

describe('where the values of a stage stand', () => {
  it('stand in cdk.json, so that no deployment has to repeat them, and -c lays single ones over them', () => {
    expect(prod()).toMatchObject({
      account: '111122223333',
      origins: ['https://console.yunshi.example'],
      reserve: true,
    });
    const stages = { prod: exampleStages.prod };
    const origins = 'https://a.example, http://localhost:5173';
    expect(read({ stage: 'prod', stages, origins, reserve: 'no' })).toMatchObject({
      origins: ['https://a.example', 'http://localhost:5173'],
      reserve: false,
      mailFrom: 'no-reply@yunshi.example',
    });
  });

  it('of the cloud mean nothing to a run on a developer’s machine', () => {
    const local = read({
      local: 'yes',
      stages: { dev: { ...exampleStages.prod, rules: { orders: { unpaidMinutes: 5 } } } },
    });
    expect([local.domain, local.region, local.account, local.alarmEmail]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(local.rules).toBe('{"orders":{"unpaidMinutes":5}}');
    const pages = ['http://127.0.0.1:5173', 'http://192.168.0.9:3000'];
    expect(read({ local: 'yes', origins: pages.join(',') }).origins).toEqual(pages);
    expect(() => dev({ origins: pages })).toThrow('origins.1: must be https');
    expect(dev({ domain: 'dev.yunshi.example' }).domain).toBe('dev.yunshi.example');
  });

  it('are told wrong in words and not by a stack trace', () => {
    const run = () =>
      execFileSync(process.execPath, ['infra/app.ts'], {
        cwd: projectRoot,
        env: { CDK_CONTEXT_JSON: '{"stage":"staging"}' },
        stdio: 'pipe',
      });
    expect(run).toThrow(
      expect.objectContaining({
        status: 1,
        stderr: Buffer.from('context: stage must be dev or prod, not "staging"\n'),
      }),
    );
  });
});

it('every figure that a function asks for can be overridden, and its name is known before a deployment', () => {
  const sources = globSync('functions/**/*.ts', { cwd: projectRoot }).map((file) =>
    readFileSync(join(projectRoot, file), 'utf8'),
  );
  const asked = sources.flatMap((source) =>
    [...source.matchAll(/ruleOverrides(?:WithCalendar)?\('(\w+)'\)/g)].map(([, name]) => name),
  );
  expect([...new Set(asked)].sort()).toEqual(Object.keys(ruleDefaults).sort());
});
