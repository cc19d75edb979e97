import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../infra/app.ts';
import { entryPoints, projectRoot } from '../../infra/build/bundle-functions.ts';
import { contracts } from '../../shared/contracts.ts';
import { type Contract, routeKey } from '../../shared/kernel/contract.ts';
import { assembly, localResources, ofType, type Properties, type Resource, stageNames } from './assembly.ts';

const operations = Object.values(contracts).flatMap((contract: Contract) => Object.values(contract));
const functions = (resources: readonly Resource[]) => ofType(resources, 'AWS::Lambda::Function');
const idOf = (reference: unknown): string | undefined =>
  (reference as { 'Fn::GetAtt'?: string[]; Ref?: string })?.['Fn::GetAtt']?.[0] ?? (reference as { Ref?: string })?.Ref;

describe.each(stageNames)('functions of %s', (stage) => {
  const resources = assembly[stage];

  it('deploys every entry point once, and nothing else', () => {
    const expected = Object.keys(entryPoints()).filter((name) => stage === 'dev' || name !== 'sandbox-pay');
    expect(functions(resources)).toHaveLength(expected.length);
  });

  it('states runtime, processor, memory, time limit, log group and tracing for each', () => {
    for (const { properties } of functions(resources)) {
      expect(properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'], TracingConfig: { Mode: 'Active' } });
      expect(properties.MemorySize).toBeGreaterThanOrEqual(256);
      expect(properties.Timeout).toBeGreaterThan(0);
      expect(idOf((properties.LoggingConfig as Properties).LogGroup)).toBeTruthy();
      expect(properties.VpcConfig).toBeUndefined();
    }
  });

  it('keeps no log for ever', () => {
    for (const { properties } of ofType(resources, 'AWS::Logs::LogGroup')) expect(properties.RetentionInDays).toBeGreaterThan(0);
  });

  it('provisions nothing that costs while nobody comes', () => {
    const standing = /EC2|RDS|ElastiCache|NatGateway|LoadBalanc|ECS|OpenSearch|KMS::Key/;
    expect(resources.filter(({ type }) => standing.test(type))).toEqual([]);
    expect(
      resources.filter(({ properties }) => 'ProvisionedConcurrencyConfig' in properties || 'ProvisionedThroughput' in properties),
    ).toEqual([]);
    expect(ofType(resources, 'AWS::CloudWatch::Alarm').length).toBeLessThanOrEqual(10);
  });

  it('tags what can be tagged', () => {
    for (const { properties } of functions(resources)) expect(properties.Tags).toContainEqual({ Key: 'stage', Value: stage });
  });

  it('stays far below the limit of a stack', () => {
    for (const stack of new Set(resources.map((each) => each.stack)))
      expect(resources.filter((each) => each.stack === stack).length).toBeLessThanOrEqual(400);
  });
});

describe.each(stageNames)('queues of %s', (stage) => {
  const resources = assembly[stage];
  const queues = ofType(resources, 'AWS::SQS::Queue');
  const dead = queues.filter(({ properties }) => String(properties.QueueName).includes('-dead'));
  const work = queues.filter((queue) => !dead.includes(queue));
  const sources = ofType(resources, 'AWS::Lambda::EventSourceMapping').map(({ properties }) => properties);
  const alarms = ofType(resources, 'AWS::CloudWatch::Alarm').map(({ properties }) => properties);
  const runbook = readFileSync(join(projectRoot, 'docs/runbook.md'), 'utf8');

  it('gives each queue a dead-letter queue of its own and a consumer that answers for each message', () => {
    expect(work).toHaveLength(5);
    for (const { logicalId, properties } of work) {
      const { deadLetterTargetArn } = properties.RedrivePolicy as Properties;
      expect(dead.map((queue) => queue.logicalId)).toContain(idOf(deadLetterTargetArn));
      const own = sources.filter(({ EventSourceArn }) => idOf(EventSourceArn) === logicalId);
      expect(own).toHaveLength(1);
      expect(own[0]).toMatchObject({ FunctionResponseTypes: ['ReportBatchItemFailures'] });
      const consumer = functions(resources).find((fn) => fn.logicalId === idOf(own[0]?.FunctionName));
      expect(properties.VisibilityTimeout).toBe(Number(consumer?.properties.Timeout) * 6);
      expect(properties.SqsManagedSseEnabled).toBe(true);
    }
  });

  it('alarms at the first dead letter', () => {
    for (const { logicalId } of dead) {
      const own = alarms.filter(({ Dimensions }) => (Dimensions as Properties[])?.some(({ Value }) => idOf(Value) === logicalId));
      expect(own).toHaveLength(1);
      expect(own[0]).toMatchObject({ Threshold: 1, EvaluationPeriods: 1, ComparisonOperator: 'GreaterThanOrEqualToThreshold' });
    }
  });

  it('names a runbook paragraph in each alarm that the runbook has', () => {
    for (const { AlarmDescription } of alarms) {
      const heading = /"(.+)"$/.exec(String(AlarmDescription))?.[1];
      expect(runbook.split('\n'), String(AlarmDescription)).toContain(`### ${heading}`);
    }
  });

  it('delivers notifications in order within an entitlement, one message an invocation', () => {
    const notifications = work.find(({ properties }) => properties.FifoQueue === true);
    expect(notifications?.properties).toMatchObject({
      DeduplicationScope: 'messageGroup',
      FifoThroughputLimit: 'perMessageGroupId',
      MessageRetentionPeriod: 14 * 86_400,
    });
    const source = sources.find(({ EventSourceArn }) => idOf(EventSourceArn) === notifications?.logicalId);
    expect(source?.BatchSize).toBe(1);
  });

  it('reads the stream with filters, halves failing batches, and keeps what it gives up on', () => {
    const streams = sources.filter(({ StartingPosition }) => StartingPosition !== undefined);
    expect(streams).toHaveLength(2);
    for (const stream of streams) {
      expect(stream).toMatchObject({ BisectBatchOnFunctionError: true, FunctionResponseTypes: ['ReportBatchItemFailures'] });
      expect((stream.FilterCriteria as { Filters: unknown[] }).Filters).toHaveLength(1);
      const { OnFailure } = stream.DestinationConfig as { OnFailure: Properties };
      expect(dead.map((queue) => queue.logicalId)).toContain(idOf(OnFailure.Destination));
    }
  });
});

describe.each(stageNames)('HTTP APIs of %s', (stage) => {
  const resources = assembly[stage];
  const routes = ofType(resources, 'AWS::ApiGatewayV2::Route').map(({ properties }) => properties);

  it('has one route for each operation, and a token is asked for wherever the contract does not say public', () => {
    for (const operation of operations) {
      const own = routes.filter(({ RouteKey }) => RouteKey === routeKey(operation));
      expect(own, routeKey(operation)).toHaveLength(1);
      expect(own[0]?.AuthorizationType).toBe(operation.auth === 'public' ? 'NONE' : 'JWT');
    }
  });

  it('has no other open route than the gateway and, in dev, the payment sandbox', () => {
    const known = new Set(operations.map(routeKey));
    const others = routes.map(({ RouteKey }) => String(RouteKey)).filter((key) => !known.has(key));
    expect(others.sort()).toEqual(
      stage === 'dev' ? ['$default', 'ANY /gw/{proxy+}', 'GET /pay', 'POST /pay'] : ['$default', 'ANY /gw/{proxy+}'],
    );
  });

  it('throttles and logs each API, and lists the pages that may call', () => {
    const stages = ofType(resources, 'AWS::ApiGatewayV2::Stage').map(({ properties }) => properties);
    expect(stages).toHaveLength(stage === 'dev' ? 3 : 2);
    for (const properties of stages) {
      expect(properties.AccessLogSettings).toBeTruthy();
      expect((properties.DefaultRouteSettings as Properties).ThrottlingRateLimit).toBeGreaterThan(0);
    }
    for (const { properties } of ofType(resources, 'AWS::ApiGatewayV2::Api'))
      expect(JSON.stringify(properties.CorsConfiguration ?? {})).not.toContain('"*"');
  });

  it('lets one permission a function in', () => {
    const permissions = ofType(resources, 'AWS::Lambda::Permission').map(({ properties }) => idOf(properties.FunctionName));
    expect(new Set(permissions).size).toBe(permissions.length);
  });
});

describe('a run on a developer’s machine', () => {
  const loopback = (resources: readonly Resource[]) =>
    functions(resources).map(({ properties }) => (properties.Environment as { Variables: Properties }).Variables.ALLOW_LOOPBACK);

  it('is the only one that may call loopback addresses', () => {
    expect(loopback(assembly.dev)).not.toContain('yes');
    expect(loopback(assembly.prod)).not.toContain('yes');
    expect(loopback(localResources())).toContain('yes');
  });

  it('is never prod', () => {
    expect(() => createApp({ context: { stage: 'prod', local: 'yes' } })).toThrow(/prod/);
  });
});
