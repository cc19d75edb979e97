import { describe, expect, it } from 'vitest';
import { createApp } from '../../infra/app.ts';
import { entryPoints } from '../../infra/build/bundle-functions.ts';
import { contracts } from '../../shared/contracts.ts';
import { type Contract, routeKey } from '../../shared/kernel/contract.ts';
import {
  assembly,
  circlesIn,
  localResources,
  ofType,
  type Properties,
  type Resource,
  resourcesOf,
  routesOf,
  stacksOf,
  stageNames,
} from './assembly.ts';

const operations = Object.values(contracts).flatMap((contract: Contract) => Object.values(contract));
const functions = (resources: readonly Resource[]) => ofType(resources, 'AWS::Lambda::Function');
const idOf = (reference: unknown): string | undefined =>
  (reference as { 'Fn::GetAtt'?: string[]; Ref?: string })?.['Fn::GetAtt']?.[0] ??
  (reference as { Ref?: string })?.Ref;

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

describe.each(stageNames)('HTTP APIs of %s', (stage) => {
  const resources = assembly[stage];
  const apis = ofType(resources, 'AWS::ApiGatewayV2::Api');
  const bodies = apis.map(({ properties }) => properties.Body as Properties);
  const routes = routesOf(resources);

  it('are one resource each, whatever their routes, and say beside the body nothing that CloudFormation refuses there', () => {
    expect(apis).toHaveLength(stage === 'dev' ? 3 : 2);
    for (const { properties } of apis)
      expect(Object.keys(properties).sort()).toEqual(['Body', 'FailOnWarnings']);
    const parts = resources.filter(({ type }) => type.startsWith('AWS::ApiGatewayV2::'));
    expect(new Set(parts.map(({ type }) => type.split('::')[2]))).toEqual(
      new Set(['Api', 'Stage', ...(stage === 'prod' ? ['DomainName', 'ApiMapping'] : [])]),
    );
    for (const { tags } of bodies)
      expect(tags).toContainEqual({ name: 'stage', 'x-amazon-apigateway-tag-value': stage });
  });

  it('has one route for each operation, and a token is asked for wherever the contract does not say public', () => {
    for (const operation of operations) {
      const own = routes.filter(({ key }) => key === routeKey(operation));
      expect(own, routeKey(operation)).toHaveLength(1);
      expect(own[0]?.security).toEqual(operation.auth === 'public' ? [] : ['people']);
    }
  });

  it('has no other open route than the gateway, preflights and, in dev, the payment sandbox, each for a reason', () => {
    const known = new Set(operations.map(routeKey));
    const others = routes.filter(({ key }) => !known.has(key));
    expect(others.map(({ key }) => key).sort()).toEqual(
      [
        '$default',
        'ANY /gw/{proxy+}',
        'GET /',
        'OPTIONS /{proxy+}',
        ...(stage === 'dev' ? ['GET /pay', 'POST /pay'] : []),
      ].sort(),
    );
    for (const { key, security, description } of routes)
      if (security.length === 0) expect(description, key).toMatch(/^Open on purpose: .+/);
  });
});

describe.each(stageNames)('the front of HTTP APIs of %s', (stage) => {
  const resources = assembly[stage];
  const apis = ofType(resources, 'AWS::ApiGatewayV2::Api');
  const bodies = apis.map(({ properties }) => properties.Body as Properties);

  it('lets in with tokens of the user pool only, for the console only', () => {
    const schemes = bodies.flatMap(({ components }) =>
      Object.entries((components as { securitySchemes?: Properties }).securitySchemes ?? {}),
    );
    expect(schemes).toEqual([
      [
        'people',
        {
          type: 'oauth2',
          'x-amazon-apigateway-authorizer': {
            type: 'jwt',
            identitySource: '$request.header.Authorization',
            jwtConfiguration: {
              issuer: { 'Fn::ImportValue': expect.stringMatching(/-identity:.*ProviderURL/) },
              audience: [{ 'Fn::ImportValue': expect.stringMatching(/-identity:.*Console/) }],
            },
          },
        },
      ],
    ]);
  });

  it('names every parameter of a path, as API Gateway wants it', () => {
    const places = bodies.flatMap(({ paths }) => Object.entries(paths as Record<string, Properties>));
    expect(places.length).toBeGreaterThan(50);
    for (const [path, { parameters = [] }] of places)
      expect(
        (parameters as Properties[]).map(({ name, in: place, required }) => [name, place, required]),
        path,
      ).toEqual([...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => [name, 'path', true]));
  });

  it('throttles and logs each API, and lists the pages that may call', () => {
    const stages = ofType(resources, 'AWS::ApiGatewayV2::Stage').map(({ properties }) => properties);
    expect(stages).toHaveLength(apis.length);
    for (const properties of stages) {
      expect(properties.AccessLogSettings).toBeTruthy();
      expect((properties.DefaultRouteSettings as Properties).ThrottlingRateLimit).toBeGreaterThan(0);
    }
    for (const body of bodies)
      expect(JSON.stringify(body['x-amazon-apigateway-cors'] ?? {})).not.toContain('"*"');
  });
});

describe.each(stageNames)('answers of HTTP APIs of %s', (stage) => {
  const resources = assembly[stage];
  const apis = ofType(resources, 'AWS::ApiGatewayV2::Api');
  const bodies = apis.map(({ properties }) => properties.Body as Properties);
  const routes = routesOf(resources);

  it('lets pages read the headers that answers tell things in', () => {
    const pages = bodies.flatMap((body) => body['x-amazon-apigateway-cors'] ?? []);
    expect(pages).toEqual([
      expect.objectContaining({
        exposeHeaders: expect.arrayContaining([
          'request-id',
          'retry-after',
          'location',
          'allow',
          'idempotency-replayed',
          'content-language',
        ]),
      }),
    ]);
  });

  it('waits for an answer as long as the function may take, so that a time limit is told by who knows of it', () => {
    const timeouts = new Map(
      functions(resources).map(({ logicalId, properties }) => [logicalId, Number(properties.Timeout)]),
    );
    expect(routes.length).toBeGreaterThan(100);
    for (const { key, integration } of routes) {
      const [, called = ''] = /"Fn::GetAtt":\["(\w+)","Arn"\]/.exec(JSON.stringify(integration.uri)) ?? [];
      const longest = Math.min(30_000, Number(timeouts.get(called)) * 1000);
      expect(Number(integration.timeoutInMillis), key).toBeGreaterThanOrEqual(longest);
    }
  });

  it('may call the functions behind it, each through one permission for this API', () => {
    const permitted = ofType(resources, 'AWS::Lambda::Permission').map(
      ({ properties }) => `${idOf(properties.FunctionName)} ${JSON.stringify(properties.SourceArn)}`,
    );
    const called = new Map(routes.map(({ api, integration }) => [JSON.stringify(integration.uri), api]));
    expect(called.size).toBeGreaterThan(10);
    for (const [uri, api] of called) {
      const [, fn = ''] = /"Fn::GetAtt":\["(\w+)","Arn"\]/.exec(uri) ?? [];
      expect(
        permitted.filter((each) => each.startsWith(`${fn} `) && each.includes(`{"Ref":"${api}"}`)),
        fn,
      ).toHaveLength(1);
    }
  });
});

describe.each(stageNames)('limits of HTTP APIs of %s', (stage) => {
  const resources = assembly[stage];
  const routes = routesOf(resources);

  it('limits each open route of the public API by itself, so that nobody uses up the others through one', () => {
    const limited = ofType(resources, 'AWS::ApiGatewayV2::Stage').filter(
      ({ properties }) => properties.RouteSettings,
    );
    expect(limited).toHaveLength(1);
    const [{ ApiId, RouteSettings, DefaultRouteSettings } = {}] = limited.map(({ properties }) => properties);
    const single = RouteSettings as Record<string, Properties>;
    // API Gateway refuses the limit of a route that is not there yet: these come with the API, for which the stage waits.
    const open = routes.filter(({ api, security }) => api === idOf(ApiId) && security.length === 0);
    expect(open.length).toBeGreaterThan(3);
    expect(Object.keys(single).sort()).toEqual(open.map(({ key }) => key).sort());
    for (const limit of Object.values(single))
      expect(Number(limit.ThrottlingRateLimit)).toBeLessThan(
        Number((DefaultRouteSettings as Properties).ThrottlingRateLimit),
      );
  });

  it('logs each request as one JSON object, whatever API Gateway has to say about an error', () => {
    for (const { properties } of ofType(resources, 'AWS::ApiGatewayV2::Stage')) {
      const { Format } = properties.AccessLogSettings as { Format: string };
      // API Gateway puts quotes of its own around the message under this name only.
      expect(Format).not.toContain('messageString');
      expect(JSON.parse(Format)).toMatchObject({
        error: '$context.error.message',
        status: '$context.status',
      });
    }
    const groups = ofType(resources, 'AWS::Logs::LogGroup').filter(({ logicalId }) =>
      logicalId.includes('AccessLogs'),
    );
    for (const { properties } of groups)
      expect(JSON.stringify(properties.LogGroupName)).toContain('/aws/vendedlogs/');
  });

  it('lets one permission a function in', () => {
    const permissions = ofType(resources, 'AWS::Lambda::Permission').map(({ properties }) =>
      idOf(properties.FunctionName),
    );
    expect(new Set(permissions).size).toBe(permissions.length);
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
