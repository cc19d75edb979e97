import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { HttpAnswer } from '../../../functions/runtime/http/problem.ts';
import type { HttpEvent } from '../../../functions/runtime/http/request.ts';
import { walletOf } from '../../../shared/billing/ledger/account.ts';
import { newEnvironment } from '../../support/new-environment.ts';
import { makeTable, type TestTable } from '../../support/table.ts';
import { paymentSecret } from '../../support/things/billing.ts';
import { auditLedger } from '../../support/things/ledger.ts';

type Billing = (event: HttpEvent, context: never) => Promise<HttpAnswer>;
type Sandbox = (event: APIGatewayProxyEventV2) => Promise<HttpAnswer>;

let engine: TestTable;
let billing: Billing;
let sandbox: Sandbox;
let callbacks: Server;
/** where the API is asked */
let domainName: string;

/** The deployed functions themselves, with an environment of their own; callbacks travel over a real connection. */
beforeAll(async () => {
  engine = await makeTable();
  callbacks = createServer(async (request, response) => {
    const answer = await call('POST /v1/payment-callbacks/sandbox', await text(request));
    response.writeHead(answer.statusCode, answer.headers).end(answer.body);
  });
  await new Promise<void>((done) => callbacks.listen(0, '127.0.0.1', done));
  const address = callbacks.address();
  domainName = `127.0.0.1:${typeof address === 'object' ? address?.port : undefined}`;
  const variables = {
    TABLE_NAME: engine.tableName,
    PAYMENT_SECRET: paymentSecret,
    SANDBOX_URL: 'https://pay.example.com',
    RULES: '{"billing":{"topUpMaxFen":100000}}',
    AWS_ENDPOINT_URL_DYNAMODB: inject('dynamoDbEndpoint'),
    AWS_REGION: 'local',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  };
  newEnvironment(variables);
  billing = (await import('../../../functions/http/billing.ts')).handler as Billing;
  sandbox = (await import('../../../functions/sandbox/pay.ts')).handler;
});
afterAll(() => void callbacks.close());

const call = (routeKey: string, body?: string, key?: string) =>
  billing(
    {
      routeKey,
      headers: { 'content-type': 'application/json', ...(key && { 'idempotency-key': key }) },
      body,
      isBase64Encoded: false,
      requestContext: {
        requestId: 'req',
        domainName,
        http: { sourceIp: '127.0.0.1' },
        ...(key && {
          authorizer: {
            jwt: {
              claims: { sub: 'usr_payer', username: 'payer', token_use: 'access', client_id: 'console' },
            },
          },
        }),
      },
    } as unknown as HttpEvent,
    undefined as never,
  );

const visit = (method: 'GET' | 'POST', fields: Record<string, string>, accept = 'text/html') =>
  sandbox({
    headers: { accept, 'accept-language': 'en' },
    queryStringParameters: method === 'GET' ? fields : undefined,
    body:
      method === 'POST' ? Buffer.from(new URLSearchParams(fields).toString()).toString('base64') : undefined,
    isBase64Encoded: method === 'POST',
    requestContext: { http: { method, path: '/pay' } },
  } as unknown as APIGatewayProxyEventV2);

const topUp = async (amountFen: number, key: string) => {
  const answer = await call('POST /v1/wallet/top-ups', JSON.stringify({ amountFen }), key);
  return { status: answer.statusCode, ...JSON.parse(answer.body) } as {
    status: number;
    paymentId: string;
    payUrl: string;
  };
};
const ticketOf = (payUrl: string): string => new URL(payUrl).searchParams.get('ticket') ?? '';

test('a payer confirms on the pay page, and the money is there once; forged and repeated callbacks change nothing', async () => {
  const { payUrl, paymentId } = await topUp(5000, 'first-key');
  const ticket = ticketOf(payUrl);
  const shown = await visit('GET', { ticket });
  expect(shown).toMatchObject({ statusCode: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
  expect(shown.body).toContain('¥ 50.00');
  expect((await visit('GET', { ticket, lang: 'zh' })).body).toContain('确认支付');
  const forged = JSON.parse((await visit('POST', { ticket, action: 'forge' }, 'application/json')).body);
  expect(forged.answer.status).toBe(401);
  expect((await auditLedger(engine))[walletOf('usr_payer')]).toBeUndefined();
  const paid = (await visit('POST', { ticket, action: 'pay' })).body;
  expect(paid).toContain('Paid; the merchant was told.');
  const told = /name="ticket" value="([^"]+)"/.exec(paid)?.[1] ?? '';
  const repeated = JSON.parse(
    (await visit('POST', { ticket: told, action: 'repeat' }, 'application/json')).body,
  );
  expect(repeated.answer).toEqual({ status: 200, body: JSON.stringify({ paymentId, received: true }) });
  const replayed = await call('POST /v1/payment-callbacks/sandbox', JSON.stringify(repeated.callback));
  expect({ status: replayed.statusCode, body: replayed.body }).toEqual(repeated.answer);
  expect((await auditLedger(engine))[walletOf('usr_payer')]).toBe(5000);
});

test('the same key gets the same pay page again', async () => {
  const [first, again] = [await topUp(700, 'second-key'), await topUp(700, 'second-key')];
  expect(again).toEqual(first);
  expect(await topUp(701, 'second-key')).toMatchObject({ status: 422 });
  expect(await call('POST /v1/wallet/top-ups', JSON.stringify({ amountFen: 700 }))).toMatchObject({
    statusCode: 401,
  });
});

test('a deployment may set its own figures', async () => {
  expect(await topUp(100_001, 'third-key')).toMatchObject({
    status: 400,
    errors: [{ pointer: '/amountFen' }],
  });
});
