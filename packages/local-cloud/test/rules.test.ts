import { describe, expect, it } from 'vitest';
import type { Stack } from '../src/assembly.ts';
import { parseDuration } from '../src/clock.ts';
import { startDynamoDb } from '../src/engines/dynamodb.ts';
import { type ApiBody, readRoutes } from '../src/http/api-body.ts';
import { createMatcher } from '../src/http/routes.ts';
import { createResolver } from '../src/intrinsics.ts';
import { passesFilters } from '../src/triggers/filter-criteria.ts';
import { parseSchedule } from '../src/triggers/schedule.ts';

const stack = (name: string, template: Stack['template']): Stack => ({ name, template, assets: new Map() });

describe('intrinsic functions', () => {
  const data = stack('Data', {
    Resources: { Table: { Type: 'T' } },
    Outputs: {
      Out: {
        Value: { 'Fn::GetAtt': ['Table', 'Arn'] },
        // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's own placeholders
        Export: { Name: { 'Fn::Sub': '${AWS::StackName}:Arn' } },
      },
    },
  });
  const market = stack('Market', {
    Parameters: {
      Stage: { Type: 'String', Default: 'dev' },
      Key: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/a/key' },
    },
    Mappings: { Sizes: { dev: { memory: 256 } } },
    Conditions: {
      IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] },
      IsDev: { 'Fn::Not': [{ Condition: 'IsProd' }] },
    },
    Resources: { Queue: { Type: 'Q' } },
  });
  const resolver = createResolver(
    [data, market],
    (_stack, id) => ({
      ref: `ref-${id}`,
      attributes: { Arn: `arn:${id}`, 'Nested.Name': 'n' },
    }),
    (name) => `value of ${name}`,
  );
  const resolve = (value: unknown) => resolver.resolve(market, value);

  it('are worked out within and across stacks', () => {
    expect(resolve({ a: [{ Ref: 'Queue' }, { 'Fn::GetAtt': 'Queue.Nested.Name' }] })).toEqual({
      a: ['ref-Queue', 'n'],
    });
    expect(resolve({ 'Fn::ImportValue': 'Data:Arn' })).toBe('arn:Table');
    expect(resolve({ 'Fn::Join': ['-', ['a', { Ref: 'AWS::Region' }, { Ref: 'Stage' }]] })).toBe(
      'a-us-east-1-dev',
    );
    expect(
      // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's own placeholders
      resolve({ 'Fn::Sub': ['${Queue}/${Queue.Arn}/${own}/${!kept}', { own: { Ref: 'Stage' } }] }),
    ).toMatch(/^ref-Queue\/arn:Queue\/dev\/\$\{kept\}$/);
    expect(resolve({ 'Fn::Select': [1, { 'Fn::Split': ['/', 'a/b/c'] }] })).toBe('b');
    expect(resolve({ 'Fn::FindInMap': ['Sizes', { Ref: 'Stage' }, 'memory'] })).toBe(256);
    expect(
      resolve({ x: { 'Fn::If': ['IsProd', 1, { Ref: 'AWS::NoValue' }] }, y: { 'Fn::If': ['IsDev', 2, 3] } }),
    ).toEqual({ y: 2 });
  });

  it('give the value of a parameter in SSM, not its name', () => {
    expect(resolve({ Ref: 'Key' })).toBe('value of /a/key');
  });

  it('stop with a name where something is not there', () => {
    expect(() => resolve({ Ref: 'Nothing' })).toThrow(/Market: Ref to "Nothing"/);
    expect(() => resolve({ 'Fn::GetAtt': ['Queue', 'Odd'] })).toThrow(/no attribute "Odd" of Queue \(Q\)/);
    expect(() => resolve({ 'Fn::Transform': {} })).toThrow(/does not know Fn::Transform/);
    expect(() => resolve({ 'Fn::ImportValue': 'x' })).toThrow(/No stack exports "x"/);
  });
});

describe('the body of an API', () => {
  const integration = { type: 'aws_proxy', uri: 'arn:x', payloadFormatVersion: '2.0' };
  const authorizer = {
    type: 'jwt',
    identitySource: '$request.header.Authorization',
    jwtConfiguration: { issuer: 'https://issuer.example', audience: ['console'] },
  };
  const body = (operation: object, scheme: object = authorizer): ApiBody => ({
    paths: {
      '/a/{x}': { parameters: [], get: { 'x-amazon-apigateway-integration': integration, ...operation } },
    },
    components: {
      securitySchemes: { people: { 'x-amazon-apigateway-authorizer': scheme } },
      'x-amazon-apigateway-integrations': { 'to-it': integration },
    },
  });

  it('is read into routes: the integration stands there or is referred to, and a scheme is an authorizer', () => {
    const $ref = '#/components/x-amazon-apigateway-integrations/to-it';
    const open = { key: 'GET /a/{x}', integration, scopes: [] };
    expect(readRoutes(body({}))).toEqual([open]);
    expect(readRoutes(body({ 'x-amazon-apigateway-integration': { $ref } }))).toEqual([open]);
    expect(readRoutes(body({ security: [{ people: ['read'] }] }))).toEqual([
      { ...open, authorizer: { issuer: 'https://issuer.example', audience: ['console'] }, scopes: ['read'] },
    ]);
  });

  it.each<[string, object, object?]>([
    ['only functions can be targets', { 'x-amazon-apigateway-integration': { type: 'http_proxy' } }],
    ['only functions can be targets', { 'x-amazon-apigateway-integration': undefined }],
    ['only functions can be targets', { 'x-amazon-apigateway-integration': { $ref: '#/components/x/y' } }],
    [
      'only payload format 2.0 is known',
      { 'x-amazon-apigateway-integration': { ...integration, payloadFormatVersion: '1.0' } },
    ],
    ['only one security scheme is known', { security: [{ people: [] }, { others: [] }] }],
    ['knows JWT authorizers that read the Authorization header only', { security: [{ others: [] }] }],
    [
      'knows JWT authorizers that read the Authorization header only',
      { security: [{ people: [] }] },
      { ...authorizer, type: 'request' },
    ],
    [
      'knows JWT authorizers that read the Authorization header only',
      { security: [{ people: [] }] },
      { ...authorizer, identitySource: '$request.querystring.token' },
    ],
  ])('stops a run, with the route, where it is not known: %s, %j', (sentence, operation, scheme) => {
    expect(() => readRoutes(body(operation, scheme))).toThrow(/^GET \/a\/\{x\}: /);
    expect(() => readRoutes(body(operation, scheme))).toThrow(sentence);
  });
});

describe('routes', () => {
  const keys = ['$default', 'ANY /a/{proxy+}', 'GET /a/{x}', 'GET /a/b', 'ANY /a/b', 'GET /a/{x}/c'];
  const match = createMatcher(keys.map((key) => ({ key, target: undefined })));
  it.each([
    ['GET', '/a/b', 'GET /a/b'],
    ['PUT', '/a/b', 'ANY /a/b'],
    ['GET', '/a/z', 'GET /a/{x}'],
    ['GET', '/a/z/c', 'GET /a/{x}/c'],
    ['GET', '/a/z/d', 'ANY /a/{proxy+}'],
    ['PUT', '/a/z', 'ANY /a/{proxy+}'],
    ['GET', '/b', '$default'],
    ['GET', '/a/', 'ANY /a/{proxy+}'],
  ])('%s %s goes to %s', (method, path, key) => {
    expect(match(method, path)?.route.key).toBe(key);
  });
});

describe('filter criteria', () => {
  const record = {
    eventName: 'INSERT',
    dynamodb: { NewImage: { type: { S: 'event' }, n: { N: '5' } }, size: 7 },
  };
  it.each<[boolean, unknown]>([
    [true, { eventName: ['INSERT', 'MODIFY'] }],
    [false, { eventName: ['REMOVE'] }],
    [true, { dynamodb: { NewImage: { type: { S: [{ prefix: 'ev' }] } } } }],
    [true, { dynamodb: { OldImage: { type: { S: [{ exists: false }] } } } }],
    [false, { dynamodb: { NewImage: { type: { S: [{ 'anything-but': ['event'] }] } } } }],
    [true, { dynamodb: { size: [{ numeric: ['>', 5, '<=', 7] }] } }],
    [false, { dynamodb: { size: [{ numeric: ['>', 7] }] } }],
    [true, { $or: [{ eventName: ['REMOVE'] }, { dynamodb: { size: [7] } }] }],
  ])('gives %s for %j', (expected, pattern) => {
    expect(passesFilters(record, [{ Pattern: JSON.stringify(pattern) }])).toBe(expected);
  });
});

describe('schedules', () => {
  const from = Date.parse('2026-11-21T20:05:30Z');
  it.each([
    ['rate(1 minute)', '2026-11-21T20:06:30.000Z'],
    ['rate(2 hours)', '2026-11-21T22:05:30.000Z'],
    ['cron(0/15 * * * ? *)', '2026-11-21T20:15:00.000Z'],
    ['cron(30 2 1 * ? *)', '2026-12-01T02:30:00.000Z'],
    ['cron(0 9 ? * MON-FRI *)', '2026-11-23T09:00:00.000Z'],
  ])('%s is due next at %s', (expression, due) => {
    expect(new Date(parseSchedule(expression, 'x')(from)).toISOString()).toBe(due);
  });
  it('stop with a name when unreadable', () => {
    expect(() => parseSchedule('sometimes', 'Nightly')).toThrow(/Nightly/);
  });
});

describe('the engines', () => {
  it('say that Java is missing', async () => {
    const { PATH } = process.env;
    process.env.PATH = '/nowhere';
    try {
      await expect(startDynamoDb()).rejects.toThrow(/Java was not found/);
    } finally {
      process.env.PATH = PATH;
    }
  });

  it.each([
    ['P4D', 345_600_000],
    ['PT1H30M', 5_400_000],
    ['P1W', 604_800_000],
    ['PT0.5S', 500],
    ['P', undefined],
    ['P1M', undefined],
  ])('read the duration %s', (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds);
  });
});
