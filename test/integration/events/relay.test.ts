import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { marshall } from '@aws-sdk/util-dynamodb';
import { account, type QueuesAndObjects, startQueuesAndObjects } from '@yunshi/local-cloud/engines';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectQueues, mostMessageBytes } from '../../../functions/runtime/queues.ts';
import { queueTable } from '../../../shared/kernel/queues.ts';
import type { ServiceCall } from '../../../shared/outside/aws/json-service.ts';
import { newEnvironment } from '../../support/new-environment.ts';

let engines: QueuesAndObjects;
let sqs: SQSClient;
let relay: (event: DynamoDBStreamEvent) => Promise<unknown>;
const urls: Record<string, string> = {};

beforeAll(async () => {
  engines = await startQueuesAndObjects();
  const connection = {
    endpoint: engines.sqsEndpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  };
  sqs = new SQSClient(connection);
  const queue = async (variable: string, fifo: boolean) => {
    const QueueName = fifo ? `${variable}.fifo` : variable;
    await sqs.send(new CreateQueueCommand({ QueueName, Attributes: fifo ? { FifoQueue: 'true' } : {} }));
    urls[variable] = `${engines.sqsEndpoint}/${account}/${QueueName}`;
  };
  for (const { variable, fifo } of Object.values(queueTable)) await queue(variable, fifo);
  await queue('DEAD_LETTER_QUEUE_URL', false);
  newEnvironment({
    ...urls,
    AWS_ENDPOINT_URL_SQS: engines.sqsEndpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
  relay = (await import('../../../functions/stream/relay-events.ts')).handler;
});
afterAll(() => engines.stop());

const record = (number: number, data: Record<string, unknown>, name = 'entitlement.created') => {
  const row = { name, at: '2026-11-02T02:00:00.000Z', by: 'system:test', requestId: 'r', data };
  const key = { pk: 'ent_1', sk: `event#${String(number).padStart(9, '0')}` };
  return {
    eventID: String(number),
    dynamodb: { Keys: marshall(key), NewImage: marshall({ ...key, ...row }) },
  };
};
const send = (...records: unknown[]) => relay({ Records: records } as DynamoDBStreamEvent);
async function bodies(name: string): Promise<string[]> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl: urls[`${name}_QUEUE_URL`] ?? '', MaxNumberOfMessages: 10 }),
  );
  return Messages.map(({ Body = '' }) => Body);
}

test('relays an event whose texts hold characters that a queue refuses, as it was committed', async () => {
  const buyerName = `云\uFFFE\uFFFF\u0001\u{1F600}`;
  await send(record(1, { endpointId: 'end_1', buyerName }));
  expect((await bodies('NOTIFICATIONS')).map((body) => JSON.parse(body).data.buyerName)).toEqual([buyerName]);
});

test('puts an event that no queue can take aside, and relays those behind it', async () => {
  await send(
    record(2, { note: 'x'.repeat(mostMessageBytes) }, 'order.cancelled'),
    record(3, { note: 'short' }, 'order.cancelled'),
  );
  expect((await bodies('MESSAGES')).map((body) => JSON.parse(body).version)).toEqual([3]);
  expect((await bodies('DEAD_LETTER')).map((body) => JSON.parse(body).sk.S)).toEqual(['event#000000002']);
});

test('relays more than a request can hold', async () => {
  const notes = Array.from({ length: 12 }, (_, place) =>
    record(10 + place, { note: 'x'.repeat(50_000) }, 'order.cancelled'),
  );
  await send(...notes);
  const found = [...(await bodies('MESSAGES')), ...(await bodies('MESSAGES'))].map(
    (body) => JSON.parse(body).version,
  );
  expect(found.sort()).toEqual(notes.map((_, place) => 10 + place));
});

test('lets no message overtake one of its group that was not taken', async () => {
  const requests: string[][] = [];
  const refusing = async (_action: string, input: object) => {
    const { Entries } = input as { Entries: { Id: string; MessageBody: string }[] };
    requests.push(Entries.map(({ MessageBody }) => MessageBody));
    const refused = Entries.filter(({ MessageBody }) => MessageBody === '"a2"' || MessageBody === '"b1"');
    return { Failed: refused.map(({ Id }) => ({ Id, Code: 'InternalError', SenderFault: false })) };
  };
  const message = (body: string) => ({
    body: JSON.stringify(body),
    group: body.slice(0, 1),
    deduplicationId: body,
  });
  const sent = connectQueues(refusing as ServiceCall).sendAll(
    'http://queue/x.fifo',
    ['a1', 'c1', 'a2', 'b1', 'c2', 'a3', 'b2'].map(message),
  );
  await expect(sent).rejects.toThrow('2 messages were not taken');
  expect(requests).toEqual([
    ['"a1"', '"c1"'],
    ['"a2"', '"b1"', '"c2"'],
  ]);
});
