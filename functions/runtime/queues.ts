import { ChangeMessageVisibilityCommand, SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

export type OutgoingMessage = { readonly body: string; readonly deduplicationId?: string; readonly group?: string };

/** What functions do with queues. Addresses are queue URLs. */
export type Queues = ReturnType<typeof connectQueues>;

const batchSize = 10;

export function connectQueues(client = new SQSClient({})) {
  const toEntry = (message: OutgoingMessage, queueUrl: string) => ({
    MessageBody: message.body,
    ...(queueUrl.endsWith('.fifo') && { MessageGroupId: message.group, MessageDeduplicationId: message.deduplicationId }),
  });

  return {
    async send(queueUrl: string, message: OutgoingMessage): Promise<void> {
      await client.send(new SendMessageCommand({ QueueUrl: queueUrl, ...toEntry(message, queueUrl) }));
    },

    /** In the order given, ten at a time. @throws when any was not taken: the caller sends all again, receivers tell repeats by id */
    async sendAll(queueUrl: string, messages: readonly OutgoingMessage[]): Promise<void> {
      for (let from = 0; from < messages.length; from += batchSize) {
        const entries = messages
          .slice(from, from + batchSize)
          .map((message, place) => ({ Id: String(place), ...toEntry(message, queueUrl) }));
        const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: entries }));
        if (Failed.length > 0) throw new Error(`${Failed.length} messages were not taken: ${Failed[0]?.Code}`);
      }
    },

    /** Hides a received message for this long, 12 h at most; 0 shows it at once. */
    async hide(queueUrl: string, receiptHandle: string, seconds: number): Promise<void> {
      await client.send(
        new ChangeMessageVisibilityCommand({ QueueUrl: queueUrl, ReceiptHandle: receiptHandle, VisibilityTimeout: seconds }),
      );
    },
  };
}
