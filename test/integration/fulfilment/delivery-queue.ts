import {
  CreateQueueCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { type createClock, startQueuesAndObjects } from '@yunshi/local-cloud/engines';
import { connectQueues } from '../../../functions/runtime/queues.ts';
import type { EventRoute } from '../../../shared/kernel/events/define-events.ts';
import type { EventMessage } from '../../../shared/kernel/events/event-message.ts';
import { localKeys, localService } from '../../support/marketplace/local-aws.ts';

export type DeliveryQueue = Awaited<ReturnType<typeof openDeliveryQueue>>;

/** The queue of notifications as deployed, on the test's clock. */
export async function openDeliveryQueue(clock: ReturnType<typeof createClock>) {
  const engine = await startQueuesAndObjects({ clock });
  const sqs = new SQSClient({ endpoint: engine.sqsEndpoint, region: 'us-east-1', credentials: localKeys });
  const Attributes = { FifoQueue: 'true', VisibilityTimeout: '30' };
  const QueueName = `deliveries-${process.pid}.fifo`;
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
  const queues = connectQueues(localService('sqs', engine.sqsEndpoint, 'us-east-1'));

  return {
    send: (event: EventMessage, { group = event.aggregateId }: EventRoute) =>
      queues.send(QueueUrl, { body: JSON.stringify(event), deduplicationId: event.id, group }),
    hide: (receiptHandle: string, seconds: number) => queues.hide(QueueUrl, receiptHandle, seconds),
    async receive(): Promise<Message | undefined> {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl,
          MaxNumberOfMessages: 1,
          MessageSystemAttributeNames: ['ApproximateReceiveCount'],
        }),
      );
      return Messages[0];
    },
    remove: ({ ReceiptHandle }: Message) => sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle })),
    stop: () => engine.stop(),
  };
}
