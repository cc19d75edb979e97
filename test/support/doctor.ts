import { App } from 'aws-cdk-lib';
import { onTestFinished } from 'vitest';
import { exampleStages } from '../../infra/build/example-stages.ts';
import { type Check, type Patient, runChecks } from '../../infra/doctor/check.ts';
import { connect } from '../../infra/doctor/clients.ts';
import { report } from '../../infra/doctor/report.ts';
import { readStage } from '../../infra/stage.ts';
import { type Account, startAwsStandIn } from './marketplace/aws-stand-in.ts';

export const stage = readStage(new App({ context: { stage: 'prod', stages: exampleStages } }).node);
export const mailDomain = stage.mailFrom.split('@')[1] ?? '';
export const dataKey = Buffer.alloc(32, 7).toString('base64');
export const paymentSecret = 'p'.repeat(32);

/** An account in which nothing is wrong before a deployment, and everything is deployed. */
const healthy = (): Account => ({
  account: stage.account ?? '',
  bootstrapVersion: '21',
  concurrentExecutions: 1000,
  parameters: {
    '/yunshi/prod/data-key': { type: 'String', value: dataKey },
    '/yunshi/prod/payment-secret': { type: 'String', value: paymentSecret },
  },
  mail: {
    sends: true,
    outOfSandbox: true,
    identities: { [mailDomain]: { verified: true, dkim: 'SUCCESS' } },
  },
  stacks: {
    'yunshi-prod-edge': {
      status: 'CREATE_COMPLETE',
      outputs: {
        ApiDns: 'api.market.example CNAME one.aws.example',
        GatewayDns: 'gw.market.example CNAME two.aws.example',
      },
    },
    'yunshi-prod-data': {
      status: 'UPDATE_COMPLETE',
      outputs: { TableName: 'table', UploadBucketName: 'bucket' },
    },
    'yunshi-prod-identity': {
      status: 'CREATE_COMPLETE',
      outputs: {
        Issuer: 'https://issuer.example',
        ClientId: 'client',
        SignInUrl: 'https://sign-in.example',
        UserPoolId: 'pool',
      },
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

/** What a check finds in a stand-in of that account, changed as the test says; the stand-in ends with the test. */
export async function look(
  check: Check,
  change: (account: Account) => void = () => undefined,
  own: Partial<Patient> = {},
) {
  const account = healthy();
  change(account);
  const aws = await startAwsStandIn(account);
  onTestFinished(aws.stop);
  const patient: Patient = {
    stage,
    aws: connect('eu-west-1'),
    fetch,
    resolve: async (name) => (name.startsWith('api.') ? ['one.aws.example.'] : ['two.aws.example']),
    sleep: async () => undefined,
    now: () => new Date('2026-11-02T02:00:00Z'),
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
