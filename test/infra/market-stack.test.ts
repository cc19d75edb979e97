import { describe, expect, it } from 'vitest';
import { createApp } from '../../infra/app.ts';
import { entryPoints } from '../../infra/build/bundle-functions.ts';
import {
  assembly,
  circlesIn,
  functions,
  idOf,
  localResources,
  ofType,
  type Properties,
  type Resource,
  resourcesOf,
  stacksOf,
  stageNames,
} from './assembly.ts';

describe.each(stageNames)('functions of %s', (stage) => {
  const resources = assembly[stage];

  it('deploys every entry point once, and nothing else', () => {
    const expected = Object.keys(entryPoints()).filter((name) => stage === 'dev' || name !== 'sandbox-pay');
    expect(functions(resources)).toHaveLength(expected.length);
  });

  it('states runtime, processor, memory, time limit, log group and tracing for each', () => {
    for (const { properties } of functions(resources)) {
      expect(properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        TracingConfig: { Mode: 'Active' },
      });
      expect(properties.MemorySize).toBeGreaterThanOrEqual(256);
      expect(properties.Timeout).toBeGreaterThan(0);
      expect(idOf((properties.LoggingConfig as Properties).LogGroup)).toBeTruthy();
      expect(properties.VpcConfig).toBeUndefined();
    }
  });

  it('keeps no log for ever', () => {
    for (const { properties } of ofType(resources, 'AWS::Logs::LogGroup'))
      expect(properties.RetentionInDays).toBeGreaterThan(0);
  });
});

describe.each(stageNames)('the account of %s', (stage) => {
  const resources = assembly[stage];

  it('provisions nothing that costs while nobody comes', () => {
    const standing = /EC2|RDS|ElastiCache|NatGateway|LoadBalanc|ECS|OpenSearch|KMS::Key/;
    expect(resources.filter(({ type }) => standing.test(type))).toEqual([]);
    expect(
      resources.filter(
        ({ properties }) =>
          'ProvisionedConcurrencyConfig' in properties || 'ProvisionedThroughput' in properties,
      ),
    ).toEqual([]);
  });

  it('tells addresses and names that people need as outputs', () => {
    const outputs = new Map(
      stacksOf(stage).map(({ id, template }) => [id, Object.keys(template.Outputs ?? {})]),
    );
    const promised: Record<string, string[]> = {
      Data: ['TableName', 'UploadBucketName'],
      Identity: ['Issuer', 'ClientId', 'SignInUrl', 'UserPoolId'],
      Market: ['ApiUrl', 'GatewayUrl', ...(stage === 'dev' ? ['SandboxUrl'] : [])],
      ...(stage === 'prod' && { Edge: ['ApiDns', 'GatewayDns', 'MailDns1', 'MailDns2', 'MailDns3'] }),
    };
    for (const [stack, names] of Object.entries(promised))
      expect(outputs.get(stack)).toEqual(expect.arrayContaining(names));
  });

  it('reserves concurrency of the account only where the stage says so', () => {
    const reserved = (all: readonly Resource[]) =>
      functions(all).filter(({ properties }) => 'ReservedConcurrentExecutions' in properties).length;
    expect(reserved(resources)).toBe(stage === 'prod' ? 2 : 0);
    expect(reserved(resourcesOf(stage, { reserve: stage === 'prod' ? 'no' : 'yes' }))).toBe(
      stage === 'prod' ? 0 : 3,
    );
  });

  it('runs the clock once a minute, and never again for the same minute', () => {
    const [config, ...others] = ofType(resources, 'AWS::Lambda::EventInvokeConfig');
    expect([config?.properties.MaximumRetryAttempts, others]).toEqual([0, []]);
    const clock = functions(resources).find(
      ({ logicalId }) => logicalId === idOf(config?.properties.FunctionName),
    );
    expect(clock?.properties.Tags).toContainEqual({ Key: 'bundle', Value: 'schedule-run-due' });
  });

  it('tags what can be tagged', () => {
    for (const { properties } of functions(resources))
      expect(properties.Tags).toContainEqual({ Key: 'stage', Value: stage });
  });

  it('has no resources that wait for each other', () => {
    for (const { id, template } of stacksOf(stage)) expect(circlesIn(template.Resources), id).toEqual([]);
  });
});

describe.each(stageNames)('queues of %s', (stage) => {
  const resources = assembly[stage];
  const queues = ofType(resources, 'AWS::SQS::Queue');
  const dead = queues.filter(({ properties }) => String(properties.QueueName).includes('-dead'));
  const work = queues.filter((queue) => !dead.includes(queue));
  const sources = ofType(resources, 'AWS::Lambda::EventSourceMapping').map(({ properties }) => properties);

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
      expect(stream).toMatchObject({
        BisectBatchOnFunctionError: true,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      });
      expect((stream.FilterCriteria as { Filters: unknown[] }).Filters).toHaveLength(1);
      const { OnFailure } = stream.DestinationConfig as { OnFailure: Properties };
      expect(dead.map((queue) => queue.logicalId)).toContain(idOf(OnFailure.Destination));
    }
  });
});

describe('a run on a developer’s machine', () => {
  const loopback = (resources: readonly Resource[]) =>
    functions(resources).map(
      ({ properties }) => (properties.Environment as { Variables: Properties }).Variables.ALLOW_LOOPBACK,
    );

  it('is the only one that may call loopback addresses', () => {
    expect(loopback(assembly.dev)).not.toContain('yes');
    expect(loopback(assembly.prod)).not.toContain('yes');
    expect(loopback(localResources())).toContain('yes');
  });

  it('is never prod', () => {
    expect(() => createApp({ context: { stage: 'prod', local: 'yes' } })).toThrow(/prod/);
  });
});

describe('whoever verifies settlement accounts', () => {
  const given = (resources: readonly Resource[]) =>
    functions(resources).flatMap(({ properties: { Environment, Tags } }) => {
      const { SETTLEMENT_ACCOUNTS } = (Environment as { Variables: Properties }).Variables;
      const bundle = (Tags as { Key: string; Value: string }[]).find(({ Key }) => Key === 'bundle')?.Value;
      return SETTLEMENT_ACCOUNTS === undefined ? [] : [[bundle, SETTLEMENT_ACCOUNTS]];
    });

  it('is the sandbox in dev and on a developer’s machine, and never in prod', () => {
    expect(given(assembly.dev)).toEqual([['http-sellers', 'sandbox']]);
    expect(given(localResources())).toEqual([['http-sellers', 'sandbox']]);
    expect(given(assembly.prod)).toEqual([['http-sellers', 'none']]);
  });
});

describe('a paused deployment', () => {
  const switches = [
    ['AWS::Lambda::Function', 'ReservedConcurrentExecutions'],
    ['AWS::Lambda::EventSourceMapping', 'Enabled'],
    ['AWS::Events::Rule', 'State'],
  ] as const;
  const states = (resources: readonly Resource[]) =>
    switches.map(([type, property]) => [
      ...new Set(ofType(resources, type).map(({ properties }) => properties[property])),
    ]);

  it.each(stageNames)(
    'of %s runs no function of any stack, reads no queue and no stream, and starts nothing by the clock',
    (stage) => {
      const paused = resourcesOf(stage, { paused: 'yes' });
      expect(new Set(functions(paused).map(({ stack }) => stack))).toEqual(new Set(['Identity', 'Market']));
      expect(states(paused)).toEqual([[0], [false], ['DISABLED']]);
    },
  );

  it.each(stageNames)(
    'of %s opens again with the next one: what was switched off is said to be on, and not left out',
    (stage) => {
      expect(states(resourcesOf(stage, { reserve: 'no' }))).toEqual([[undefined], [true], ['ENABLED']]);
    },
  );
});
