import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { addresses } from '../../infra/doctor/after/addresses.ts';
import { preflight } from '../../infra/doctor/after/preflight.ts';
import { hasFailed } from '../../infra/doctor/report.ts';
import { look, stage } from '../support/doctor.ts';
import type { Account } from '../support/marketplace/aws-stand-in.ts';

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
  const {
    preflightStatus = 204,
    allowOrigin = 'own',
    allowMethods = everyMethod,
    allowHeaders = everyHeader,
    broken,
  } = answering;
  const pages: Record<string, [number, Record<string, string>, unknown]> = {
    '/v1/openapi.json': [200, {}, { openapi: '3.1.0' }],
    '/v1/products': [200, {}, { items: [] }],
    '/gw/no-such-prefix/': [404, { 'x-ca-error-code': 'unknown_api' }, {}],
    '/.well-known/openid-configuration': [
      200,
      {},
      { authorization_endpoint: 'https://sign-in.example/authorize' },
    ],
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
    response
      .writeHead(request.url === broken ? 500 : status, request.url === broken ? {} : headers)
      .end(JSON.stringify(body));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => new Promise<void>((done) => server.close(() => done())));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const deployedAt = (url: string) => (account: Account) => {
  Object.assign(account.stacks['yunshi-prod-market']?.outputs ?? {}, {
    ApiUrl: url,
    GatewayUrl: `${url}/`,
  });
  Object.assign(account.stacks['yunshi-prod-identity']?.outputs ?? {}, { Issuer: url });
};

describe('addresses and preflight', () => {
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
