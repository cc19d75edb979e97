import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { FixtureRun } from './fixture/run.ts';
import { startFixture } from './fixture/run.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let fixture: FixtureRun;
let url: string;
beforeAll(async () => {
  fixture = await startFixture();
  url = fixture.run.apis.front;
});
afterAll(() => fixture?.stop());

interface Told {
  event: APIGatewayProxyEventV2WithJWTAuthorizer;
  remaining: number;
  zone: number;
  region: string;
}

/** What the fixture's function tells about its event. */
const told = async (answer: Response | Promise<Response>) => (await (await answer).json()) as Told;
const get = (path: string, headers: Record<string, string> = {}) => fetch(`${url}${path}`, { headers });

describe('HTTP APIs of the local run', () => {
  it('hands a request to the function in payload format 2.0', async () => {
    const answer = await get('/v1/things/%E4%B8%80?a=1&a=2&b=%20', { cookie: 'x=1; y=2', 'X-Own': 'yes' });
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    const { event, remaining, zone, region } = await told(answer);
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: 'GET /v1/things/{id}',
      rawPath: '/v1/things/一',
      pathParameters: { id: '一' },
      rawQueryString: 'a=1&a=2&b=%20',
      queryStringParameters: { a: '1,2', b: ' ' },
      cookies: ['x=1', 'y=2'],
      headers: { 'x-own': 'yes' },
      isBase64Encoded: false,
      requestContext: { stage: '$default', http: { method: 'GET', protocol: 'HTTP/1.1' } },
    });
    expect(event.requestContext.authorizer).toBeUndefined();
    expect(remaining).toBeGreaterThan(5000);
    expect(remaining).toBeLessThanOrEqual(10_000);
    expect({ zone, region }).toEqual({ zone: 0, region: 'us-east-1' });
  });

  it('gives a request one id, to the function and to the caller', async () => {
    const answers = await Promise.all([get('/v1/things/1'), get('/v1/things/2')]);
    const ids = answers.map((answer) => answer.headers.get('apigw-requestid') ?? '');
    expect(
      await Promise.all(answers.map(async (answer) => (await told(answer)).event.requestContext.requestId)),
    ).toEqual(ids);
    expect(new Set(ids).size).toBe(2);
    for (const id of ids) expect(id).toMatch(/^[\w-]{15}=$/);
  });

  it('prefers literal segments, follows greedy variables and answers 404 elsewhere', async () => {
    expect((await told(get('/v1/things/first'))).event.routeKey).toBe('GET /v1/things/first');
    expect((await told(get('/v1/files/a/b%2Fc'))).event.pathParameters).toEqual({ proxy: 'a/b/c' });
    const missing = await get('/v1/elsewhere');
    expect([missing.status, await missing.json()]).toEqual([404, { message: 'Not Found' }]);
    const other = await fetch(`${fixture.run.apis.calls}/any/thing`, { method: 'PATCH' });
    expect((await told(other)).event.routeKey).toBe('$default');
  });
});

describe('requests to the local run', () => {
  it('cuts a decoded path at its question mark, and refuses a line and headers of more than 10,240 bytes', async () => {
    const { event } = await told(get('/v1/things/a%3Fb?c=1'));
    expect(event).toMatchObject({
      rawPath: '/v1/things/a',
      pathParameters: { id: 'a' },
      rawQueryString: 'c=1',
    });
    expect((await get('/v1/things/1', { 'x-long': 'x'.repeat(9_000) })).status).toBe(200);
    const large = [
      await get('/v1/things/1', { 'x-long': 'x'.repeat(10_300) }),
      await get(`/v1/things/1?a=${'x'.repeat(10_300)}`),
    ];
    for (const answer of large)
      expect([answer.status, await answer.json()]).toEqual([
        431,
        { message: 'Request Header Fields Too Large' },
      ]);
  });

  it('hands over binary bodies in base64 and text as text', async () => {
    const post = (body: string | Uint8Array<ArrayBuffer>, type: string) =>
      fetch(`${url}/v1/things/x`, { method: 'POST', body, headers: { 'content-type': type } });
    const binary = (await told(post(new Uint8Array([0, 255]), 'image/png'))).event;
    expect([binary.body, binary.isBase64Encoded]).toEqual(['AP8=', true]);
    const text = (await told(post('{"名":1}', 'application/json; charset=utf-8'))).event;
    expect([text.body, text.isBase64Encoded]).toEqual(['{"名":1}', false]);
  });

  it('lets only valid tokens through, with their claims as text', async () => {
    const none = await get('/v1/me');
    expect([none.status, await none.json()]).toEqual([401, { message: 'Unauthorized' }]);
    const token = await fixture.run.accessToken('staff');
    const forged = `${token.slice(0, -6)}AAAAAA`;
    expect((await get('/v1/me', { authorization: `Bearer ${forged}` })).status).toBe(401);
    // What Node would read as the same three parts, API Gateway does not.
    for (const other of [
      `${token}.`,
      `${token}.x`,
      `${token}=`,
      `${token}==`,
      `.${token}`,
      token.replace('.', '=.'),
    ])
      expect([other, (await get('/v1/me', { authorization: `Bearer ${other}` })).status]).toEqual([
        other,
        401,
      ]);
    const allowed = await get('/v1/me', { authorization: `Bearer ${token}` });
    const { jwt } = (await told(allowed)).event.requestContext.authorizer;
    expect(jwt.claims).toMatchObject({
      sub: fixture.run.people.staff?.id,
      'cognito:groups': '[staff]',
      token_use: 'access',
    });
    const scoped = await get('/v1/scoped', { authorization: `Bearer ${token}` });
    expect([scoped.status, await scoped.json()]).toEqual([403, { message: 'Forbidden' }]);
  });
});

describe('preflight requests to the local run', () => {
  it('hands a preflight request to the route that takes it, and adds to its answer who may call', async () => {
    const headers = { origin: 'http://127.0.0.1:5000', 'access-control-request-method': 'POST' };
    const answer = await fetch(`${url}/v1/files/a`, { method: 'OPTIONS', headers });
    expect(answer.headers.get('access-control-allow-methods')).toBe('POST');
    expect((await told(answer)).event.routeKey).toBe('ANY /v1/files/{proxy+}');
  });

  it('answers preflight requests that no route takes itself, for listed origins only', async () => {
    const ask = (origin: string) =>
      fetch(`${url}/v1/me`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      });
    const allowed = await ask('http://127.0.0.1:5000');
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('access-control-allow-origin')).toBe('http://127.0.0.1:5000');
    expect(allowed.headers.get('access-control-max-age')).toBe('3600');
    expect((await ask('http://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
    expect(
      (await get('/v1/things/1', { origin: 'http://127.0.0.1:5000' })).headers.get(
        'access-control-allow-origin',
      ),
    ).toBe('http://127.0.0.1:5000');
  });
});

describe('functions of the local run that cannot answer', () => {
  it('answers 500 for a function that fails, ends or takes too long, and goes on', async () => {
    for (const path of ['/v1/things/crash', '/v1/things/exit', '/v1/slow']) {
      const answer = await get(path);
      expect([path, answer.status, await answer.json()]).toEqual([
        path,
        500,
        { message: 'Internal Server Error' },
      ]);
    }
    expect(fixture.log.some((line) => line.includes('Task timed out after 1.00 seconds'))).toBe(true);
    expect((await get('/v1/things/1')).status).toBe(200);
  });

  it('answers 503 beyond the reserved concurrency and 413 beyond 10 MB', async () => {
    const statuses = await Promise.all([1, 2, 3].map(async () => (await get('/v1/single')).status));
    expect(statuses.sort()).toEqual([200, 503, 503]);
    const big = await fetch(`${url}/v1/things/x`, {
      method: 'POST',
      body: new Uint8Array(10 * 1024 * 1024 + 1),
    });
    expect([big.status, await big.json()]).toEqual([413, { message: 'Request Entity Too Large' }]);
  });
});
