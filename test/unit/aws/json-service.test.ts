import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { jsonService } from '../../../shared/outside/aws/json-service.ts';
import { ServiceError } from '../../../shared/outside/aws/service-error.ts';

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

/** What the service does with the requests to come, one after the other; then it answers. */
let plan: Answer[] = [];
let received: { body: string; headers: IncomingMessage['headers']; socket: Socket }[] = [];
const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  received.push({ body, headers: request.headers, socket: request.socket });
  const answer = plan.shift() ?? answers(200, { done: '云' });
  answer(response, request);
});
let endpoint: string;
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

const answers =
  (status: number, content: unknown): Answer =>
  (response) => {
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    response.writeHead(status, { 'x-amzn-requestid': 'request-1' }).end(text);
  };
const refuses = (type: string, more: object = {}, status = 400): Answer =>
  answers(status, { __type: `com.amazonaws.dynamodb.v20120810#${type}`, ...more });
const hangsUp: Answer = (_response, request) => void request.socket.destroy();

const keys = { accessKeyId: 'an-id', secretAccessKey: 'the-secret', sessionToken: 'the-token' };
async function call(...what: Answer[]): Promise<unknown> {
  plan = [...what];
  received = [];
  return jsonService('dynamodb', { region: 'us-east-1', endpoint, keys: () => keys })('PutItem', { a: '市' });
}
const failure = (...what: Answer[]): Promise<ServiceError> =>
  call(...what).then(
    () => Promise.reject(new Error('did not fail')),
    (error: ServiceError) => error,
  );

test('sends an action with its input in JSON, signed, and gives the answer', async () => {
  expect(await call()).toEqual({ done: '云' });
  expect(received).toMatchObject([
    {
      body: '{"a":"市"}',
      headers: {
        host: endpoint.slice('http://'.length),
        'content-type': 'application/x-amz-json-1.0',
        'content-length': '11',
        'x-amz-target': 'DynamoDB_20120810.PutItem',
        'x-amz-security-token': 'the-token',
        authorization: expect.stringContaining('Credential=an-id/'),
      },
    },
  ]);
});

test('sends one request after the other on the same connection', async () => {
  await call();
  const [first] = received;
  await call();
  expect(received[0]?.socket).toBe(first?.socket);
});

test.each<[string, Answer]>([
  ['it throttles', refuses('ProvisionedThroughputExceededException')],
  ['it fails', answers(500, { __type: 'InternalServerError' })],
  ['something in front of it fails', answers(503, '<html>busy</html>')],
  ['the connection breaks', hangsUp],
])('asks again when %s, with the same bytes', async (_what, passes) => {
  expect(await call(passes)).toEqual({ done: '云' });
  expect(received.map(({ body }) => body)).toEqual(['{"a":"市"}', '{"a":"市"}']);
});

test.each<[string, Answer, object]>([
  ['fails', answers(500, {}), { name: 'Status500', status: 500 }],
  ['breaks the connection', hangsUp, { code: 'ECONNRESET' }],
])('gives up when it %s three times', async (_what, fails, expected) => {
  expect(await failure(fails, fails, fails)).toMatchObject(expected);
  expect(received).toHaveLength(3);
});

test('does not ask again for what is refused for good', async () => {
  const error = await failure(refuses('ConditionalCheckFailedException'));
  expect(error).toBeInstanceOf(ServiceError);
  expect(error).toMatchObject({
    name: 'ConditionalCheckFailedException',
    status: 400,
    requestId: 'request-1',
  });
  expect(received).toHaveLength(1);
});

test('tells why each write of a transaction was cancelled', async () => {
  const CancellationReasons = [
    { Code: 'None' },
    { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed', Item: { pk: { S: 'x' } } },
  ];
  const error = await failure(refuses('TransactionCanceledException', { CancellationReasons }));
  expect(error.reasons).toEqual(['None', 'ConditionalCheckFailed']);
});

test('an error holds no key, no token and nothing of the input, whatever the service says', async () => {
  const message = `The Canonical String should have been: host, x-amz-security-token:the-token, an-id, the-secret, 市`;
  const error = await failure(refuses('InvalidSignatureException', { message }, 403));
  const told = [error.message, error.stack, JSON.stringify(error), String(error)].join();
  for (const secret of ['an-id', 'the-secret', 'the-token', '市']) expect(told).not.toContain(secret);
});

test('an error about the form of a request says what is wrong with it', async () => {
  const error = await failure(refuses('ValidationException', { message: 'Invalid UpdateExpression' }));
  expect(error.message).toBe('PutItem: ValidationException: Invalid UpdateExpression');
});
