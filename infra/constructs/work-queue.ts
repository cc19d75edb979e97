import { Duration } from 'aws-cdk-lib';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { DeduplicationScope, FifoThroughputLimit, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type QueueName, queueTable } from '../../shared/kernel/queues.ts';
import type { Stage } from '../stage.ts';
import type { Alarms } from './alarms.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import type { ServiceFunction } from './service-function.ts';

export type WorkQueueProps = {
  readonly stage: Stage;
  readonly alarms: Alarms;
  readonly name: QueueName;
  readonly consumer: ServiceFunction;
  /** messages handed to one invocation; they are handled one after the other */
  readonly batchSize: number;
  /** invocations at once: what the consumer does to others (sellers, mail) is bounded by it */
  readonly maximumConcurrency: number;
  /** receives after which a message is dead; a consumer that pauses by visibility needs as many as it may pause */
  readonly maxReceiveCount: number;
};

/** A queue, its dead-letter queue with alarm and runbook paragraph, and its consumer: always together. */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: DeadLetterQueue;
  readonly name: QueueName;

  constructor(scope: Construct, id: string, props: WorkQueueProps) {
    super(scope, id);
    const { stage, alarms, name, consumer } = props;
    const { fifo } = queueTable[name];
    this.name = name;
    this.deadLetters = new DeadLetterQueue(this, 'Dead', { stage, alarms, name, fifo });
    this.queue = new Queue(this, 'Queue', {
      queueName: `yunshi-${stage.name}-${name}${fifo ? '.fifo' : ''}`,
      ...(fifo && {
        fifo: true,
        deduplicationScope: DeduplicationScope.MESSAGE_GROUP,
        fifoThroughputLimit: FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
      }),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      // Six times the consumer's limit, as AWS asks for: a message is not handed out twice while it is being handled.
      visibilityTimeout: Duration.seconds(consumer.timeoutSeconds * 6),
      deadLetterQueue: { queue: this.deadLetters.queue, maxReceiveCount: props.maxReceiveCount },
    });
    this.queue.grantConsumeMessages(consumer.lambda);
    // Said, though it is the default: a property that a template leaves out stays as the pause has left it.
    new EventSourceMapping(this, 'Source', {
      target: consumer.lambda,
      enabled: true,
      eventSourceArn: this.queue.queueArn,
      batchSize: props.batchSize,
      maxConcurrency: props.maximumConcurrency,
      reportBatchItemFailures: true,
    });
    this.deadLetters.bindSender(consumer);
    consumer.give(queueTable[name].variable, this.queue.queueUrl);
  }

  /** Grants and configures in one: `fn` may put messages on this queue. */
  bindSender(fn: ServiceFunction): void {
    this.queue.grantSendMessages(fn.lambda);
    fn.give(queueTable[this.name].variable, this.queue.queueUrl);
  }

  /** As {@link bindSender}; `fn` may also make a waiting message visible before its time. */
  bindWaker(fn: ServiceFunction): void {
    this.bindSender(fn);
    this.queue.grant(fn.lambda, 'sqs:ChangeMessageVisibility');
  }
}
