import type { LocalContext, LocalResource, ResourcePlugin } from '../context.ts';
import { account, region } from '../engines/aws-json.ts';

/** Without DeduplicationScope and FifoThroughputLimit, which only set limits of the cloud's throughput and which the engine refuses. */
const attributeNames = [
  'ContentBasedDeduplication',
  'DelaySeconds',
  'FifoQueue',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'RedrivePolicy',
  'VisibilityTimeout',
];

function nameOf(resource: LocalResource, context: LocalContext): string {
  const name = context.nameOf(resource, 'QueueName');
  return resource.raw.FifoQueue && !name.endsWith('.fifo') ? `${name}.fifo` : name;
}

const arnOf = (name: string) => `arn:aws:sqs:${region}:${account}:${name}`;

/** AWS::SQS::Queue: standard and FIFO, with visibility, delay and redrive. Retention is not enforced by the engine. */
export const queue: ResourcePlugin = {
  type: 'AWS::SQS::Queue',
  identify(resource, context) {
    const name = nameOf(resource, context);
    const url = `${context.engines.sqsEndpoint}/${account}/${name}`;
    return { ref: url, attributes: { Arn: arnOf(name), QueueName: name, QueueUrl: url } };
  },
  async create(resource, context) {
    const name = nameOf(resource, context);
    const properties = context.properties(resource);
    const attributes: Record<string, string> = {};
    for (const key of attributeNames) {
      const value = properties[key];
      if (value !== undefined)
        attributes[key] = typeof value === 'object' ? JSON.stringify(value) : String(value);
    }
    const call = context.engines.sqs;
    const url = `${context.engines.sqsEndpoint}/${account}/${name}`;
    const { FifoQueue, ...settable } = attributes;
    await call('CreateQueue', { QueueName: name, Attributes: FifoQueue === 'true' ? { FifoQueue } : {} });
    await call('SetQueueAttributes', { QueueUrl: url, Attributes: settable });
    const redrive = properties.RedrivePolicy as { deadLetterTargetArn?: string } | undefined;
    context.queues.set(arnOf(name), { name, url, deadLetterArn: redrive?.deadLetterTargetArn });
  },
};
