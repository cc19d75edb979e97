import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { takeConsumed } from './capacity-log.ts';
import { log, logFailed } from './log.ts';
import type { Queues } from './queues.ts';

export type Delivery = {
  readonly receiptHandle: string;
  readonly receiveCount: number;
  readonly sentAt: Date;
};

/** `done` takes the message off the queue; `later` leaves it there, hidden for as long as the handler has arranged. */
export type Handled = 'done' | 'later';

export type QueueRoot = { readonly queues: Queues; readonly deadLetterQueueUrl: string };

/** What tells a message of one kind from others: a zod schema or something like it. */
type Schema<M> = {
  safeParse(value: unknown): { readonly success: true; readonly data: M } | { readonly success: false };
};

/**
 * The Lambda handler of a queue: each message is handled on its own and answered for on its own. What cannot be read goes
 * straight to the dead-letter queue, so that it blocks nobody; what fails is tried again by the queue. On a FIFO queue,
 * messages behind a failed one of their group wait with it.
 */
export function queueFunction<M>(
  schema: Schema<M>,
  handle: (message: M, delivery: Delivery) => Promise<Handled>,
  root: () => QueueRoot,
) {
  return middy<SQSEvent, SQSBatchResponse>().handler(async ({ Records }) => {
    const failed = new Set<string>();
    const stuckGroups = new Set<string>();
    for (const record of Records) {
      const group = record.attributes.MessageGroupId;
      if (group !== undefined && stuckGroups.has(group)) {
        failed.add(record.messageId);
        continue;
      }
      if ((await handleRecord(record, schema, handle, root)) === 'later') {
        failed.add(record.messageId);
        if (group !== undefined) stuckGroups.add(group);
      }
    }
    return { batchItemFailures: [...failed].map((itemIdentifier) => ({ itemIdentifier })) };
  });
}

async function handleRecord<M>(
  record: SQSRecord,
  schema: Schema<M>,
  handle: (message: M, delivery: Delivery) => Promise<Handled>,
  root: () => QueueRoot,
): Promise<Handled> {
  const { messageId, attributes } = record;
  const startedAt = performance.now();
  takeConsumed();
  try {
    const message = schema.safeParse(parsed(record.body));
    if (!message.success) {
      log.error('message not readable', { messageId });
      const { queues, deadLetterQueueUrl } = root();
      await queues.send(deadLetterQueueUrl, {
        body: record.body,
        group: attributes.MessageGroupId ?? messageId,
        deduplicationId: messageId,
      });
      return 'done';
    }
    const handled = await handle(message.data, {
      receiptHandle: record.receiptHandle,
      receiveCount: Number(attributes.ApproximateReceiveCount),
      sentAt: new Date(Number(attributes.SentTimestamp)),
    });
    log.info('message', {
      messageId,
      handled,
      milliseconds: Math.round(performance.now() - startedAt),
      ...takeConsumed(),
    });
    return handled;
  } catch (error) {
    logFailed('message failed', error, { messageId, receiveCount: attributes.ApproximateReceiveCount });
    return 'later';
  }
}

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};
