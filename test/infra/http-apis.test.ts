import { describe, expect, it } from 'vitest';
import { contracts } from '../../shared/contracts.ts';
import { type Contract, routeKey } from '../../shared/kernel/contract.ts';
import { assembly, functions, idOf, ofType, type Properties, routesOf, stageNames } from './assembly.ts';

const operations = Object.values(contracts).flatMap((contract: Contract) => Object.values(contract));

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
