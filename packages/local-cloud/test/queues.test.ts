import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createClock } from '../src/clock.ts';
import { account, awsJson } from '../src/engines/aws-json.ts';
import type { QueuesAndObjects } from '../src/engines/queues-and-objects.ts';
import { startQueuesAndObjects } from '../src/engines/queues-and-objects.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

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
  const input = {
    QueueUrl: `${engines.sqsEndpoint}/${account}/${name}`,
    MessageSystemAttributeNames: ['All'],
    VisibilityTimeout: 3600,
  };
  return (await awsJson(engines.sqsEndpoint, 'sqs')<Received>('ReceiveMessage', input)).Messages?.[0];
}

const queueNames = ['plain', 'ordered.fifo'];

async function queueWith(name: string, bodies: string[]) {
  const call = awsJson(engines.sqsEndpoint, 'sqs');
  const QueueUrl = `${engines.sqsEndpoint}/${account}/${name}`;
  await call('CreateQueue', { QueueName: name, Attributes: {} });
  for (const body of bodies) {
    const group = name.endsWith('.fifo') ? { MessageGroupId: 'g', MessageDeduplicationId: body } : {};
    await call('SendMessage', { QueueUrl, MessageBody: body, ...group });
  }
  return (action: string, handle: string | undefined, rest = {}) =>
    call(action, { QueueUrl, ReceiptHandle: handle, ...rest });
}

async function restart(): Promise<void> {
  await engines.stop();
  engines = await startQueuesAndObjects({ dataDir, clock });
}

it.each(queueNames)('keeps a message of the queue %s that is made visible at once', async (name) => {
  const ask = await queueWith(name, ['m']);
  const first = await receive(name);
  expect(await receive(name)).toBeUndefined();
  await ask('ChangeMessageVisibility', first?.ReceiptHandle, { VisibilityTimeout: 0 });
  const again = await receive(name);
  expect(again?.Attributes.ApproximateReceiveCount).toBe('2');
  await ask('DeleteMessage', again?.ReceiptHandle);
});

it.each(queueNames)(
  'gives back what a run held in its hands when it ended: queue %s, in order, and without counting the lost receive',
  async (name) => {
    const ask = await queueWith(name, ['done', 'held', 'behind']);
    const done = await receive(name);
    await ask('DeleteMessage', done?.ReceiptHandle);
    expect((await receive(name))?.Body).toBe('held');
    await restart();
    const held = await receive(name);
    expect([held?.Body, held?.Attributes.ApproximateReceiveCount]).toEqual(['held', '1']);
    await restart();
    const again = await receive(name);
    expect([again?.Body, again?.Attributes.ApproximateReceiveCount]).toEqual(['held', '1']);
    const forget = await queueWith(name, []);
    await forget('DeleteMessage', again?.ReceiptHandle);
    const behind = await receive(name);
    expect(behind?.Body).toBe('behind');
    await forget('DeleteMessage', behind?.ReceiptHandle);
    expect(await receive(name)).toBeUndefined();
  },
);
