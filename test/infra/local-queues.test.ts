import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createClock } from '../../infra/local/clock.ts';
import type { LocalContext } from '../../infra/local/context.ts';
import { account, awsJson } from '../../infra/local/engines/aws-json.ts';
import type { QueuesAndObjects } from '../../infra/local/engines/queues-and-objects.ts';
import { startQueuesAndObjects } from '../../infra/local/engines/queues-and-objects.ts';
import type { LocalFunction } from '../../infra/local/functions/local-function.ts';
import { pollQueue } from '../../infra/local/triggers/queue-poller.ts';
import { openTakenMessages } from '../../infra/local/triggers/taken-messages.ts';

interface Received {
  Messages?: { Body: string; ReceiptHandle: string; Attributes: Record<string, string> }[];
}

const clock = createClock();
let dataDir: string;
let engines: QueuesAndObjects;
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'local-queues-'));
  engines = await startQueuesAndObjects({ dataDir, clock });
});
afterAll(async () => {
  await engines?.stop();
  rmSync(dataDir, { recursive: true });
});

async function receive(name: string) {
  const input = { QueueUrl: `${engines.sqsEndpoint}/${account}/${name}`, MessageSystemAttributeNames: ['All'], VisibilityTimeout: 3600 };
  return (await awsJson(engines.sqsEndpoint, 'sqs')<Received>('ReceiveMessage', input)).Messages?.[0];
}

it.each(['plain', 'ordered.fifo'])('keeps a message of the queue %s that is made visible at once, over restarts too', async (name) => {
  const call = awsJson(engines.sqsEndpoint, 'sqs');
  const QueueUrl = `${engines.sqsEndpoint}/${account}/${name}`;
  await call('CreateQueue', { QueueName: name, Attributes: {} });
  const group = name.endsWith('.fifo') ? { MessageGroupId: 'g', MessageDeduplicationId: '1' } : {};
  await call('SendMessage', { QueueUrl, MessageBody: 'm', ...group });
  const first = await receive(name);
  expect(await receive(name)).toBeUndefined();
  await call('ChangeMessageVisibility', { QueueUrl, ReceiptHandle: first?.ReceiptHandle, VisibilityTimeout: 0 });
  expect((await receive(name))?.Attributes.ApproximateReceiveCount).toBe('2');
  await engines.stop();
  engines = await startQueuesAndObjects({ dataDir, clock });
  expect(await receive(name)).toBeUndefined();
  clock.advance(3_600_000);
  expect((await receive(name))?.Attributes.ApproximateReceiveCount).toBe('3');
});

it('starts after a kill that came between the deletion of a message and the note of it', async () => {
  const sqs = awsJson(engines.sqsEndpoint, 'sqs');
  const url = `${engines.sqsEndpoint}/${account}/killed`;
  await sqs('CreateQueue', { QueueName: 'killed', Attributes: {} });
  await sqs('SendMessage', { QueueUrl: url, MessageBody: 'm' });
  const handle = (await receive('killed'))?.ReceiptHandle ?? '';
  openTakenMessages(dataDir, 'mapping').take([handle]);
  await sqs('DeleteMessage', { QueueUrl: url, ReceiptHandle: handle });
  const context = { dataDir, engines: { ...engines, sqs }, queues: new Map([['arn', { name: 'killed', url }]]), log: () => undefined };
  const properties = { EventSourceArn: 'arn', FunctionName: 'fn' };
  const target = { name: 'fn', maxConcurrency: 1 } as LocalFunction;
  const polling = await pollQueue({ id: 'mapping', properties, target, context: context as unknown as LocalContext });
  await polling.stop();
});
