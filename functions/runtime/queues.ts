import { jsonService, type ServiceCall } from '../../shared/outside/aws/json-service.ts';
import { awsSettings } from './composition.ts';

/** `body` is JSON. */
export type OutgoingMessage = {
  readonly body: string;
  readonly deduplicationId?: string;
  readonly group?: string;
};

/** What functions do with queues. Addresses are queue URLs. */
export type Queues = ReturnType<typeof connectQueues>;

const batchSize = 10;

/** Bytes that every queue takes, as one message and as one request. (SQS takes 1 MiB where a queue is set to it, 256 KiB everywhere.) */
export const mostMessageBytes = 256 * 1024;

/**
 * SQS refuses U+FFFE and U+FFFF for good, and anybody may type them into a name; the local engine refuses all beyond U+FFFD. Within
 * JSON they can be written in another way.
 */
const allowedText = (json: string): string =>
  json.replace(/[\uD800-\uDFFF\uFFFE\uFFFF]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`);

/** Bytes of a body as it is sent. */
export const sentBytes = (body: string): number => Buffer.byteLength(allowedText(body));

const isOrdered = (queueUrl: string): boolean => queueUrl.endsWith('.fifo');

/**
 * Requests in the order given, each within the limits of SQS. Of a FIFO queue's group a request holds one message at most: single
 * messages of a request may be refused while later ones are taken, and one that comes again must not have been overtaken.
 */
function inRequests(queueUrl: string, messages: readonly OutgoingMessage[]): OutgoingMessage[][] {
  const requests: OutgoingMessage[][] = [];
  let bytesLeft = 0;
  for (const message of messages) {
    const bytes = sentBytes(message.body);
    const open = requests.at(-1);
    const groupIsIn = isOrdered(queueUrl) && open?.some(({ group }) => group === message.group);
    if (open && open.length < batchSize && bytes <= bytesLeft && !groupIsIn) open.push(message);
    else {
      requests.push([message]);
      bytesLeft = mostMessageBytes;
    }
    bytesLeft -= bytes;
  }
  return requests;
}

type Batch = { readonly Failed?: readonly { readonly Code?: string }[] };

export function connectQueues(call: ServiceCall = jsonService('sqs', awsSettings('SQS'))) {
  const toEntry = (message: OutgoingMessage, queueUrl: string) => ({
    MessageBody: allowedText(message.body),
    ...(isOrdered(queueUrl) && {
      MessageGroupId: message.group,
      MessageDeduplicationId: message.deduplicationId,
    }),
  });

  return {
    async send(queueUrl: string, message: OutgoingMessage): Promise<void> {
      await call('SendMessage', { QueueUrl: queueUrl, ...toEntry(message, queueUrl) });
    },

    /** In the order given, ten at a time at most. @throws when any was not taken: the caller sends all again, receivers tell repeats by id */
    async sendAll(queueUrl: string, messages: readonly OutgoingMessage[]): Promise<void> {
      for (const request of inRequests(queueUrl, messages)) {
        const Entries = request.map((message, place) => ({
          Id: String(place),
          ...toEntry(message, queueUrl),
        }));
        const { Failed = [] } = await call<Batch>('SendMessageBatch', { QueueUrl: queueUrl, Entries });
        if (Failed.length > 0)
          throw new Error(`${Failed.length} messages were not taken: ${Failed[0]?.Code}`);
      }
    },

    /** Hides a received message for this long, 12 h at most; 0 shows it at once. */
    async hide(queueUrl: string, receiptHandle: string, seconds: number): Promise<void> {
      await call('ChangeMessageVisibility', {
        QueueUrl: queueUrl,
        ReceiptHandle: receiptHandle,
        VisibilityTimeout: seconds,
      });
    },
  };
}
