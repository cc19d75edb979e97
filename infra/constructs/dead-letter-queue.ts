import { Duration, Validations } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Stage } from '../stage.ts';
import type { Alarms } from './alarms.ts';
import type { ServiceFunction } from './service-function.ts';

export type DeadLetterQueueProps = {
  readonly stage: Stage;
  readonly alarms: Alarms;
  readonly name: string;
  readonly fifo: boolean;
};

/** Those whose messages mean that somebody has paid and does not get. */
const urgent = ['events', 'orders', 'notifications'];

/** Holds what our own code could not handle, and alarms at one message; what to do about it stands in the runbook under its name. */
export class DeadLetterQueue extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { stage, alarms, name, fifo }: DeadLetterQueueProps) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      queueName: `yunshi-${stage.name}-${name}-dead${fifo ? '.fifo' : ''}`,
      ...(fifo && { fifo: true }),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    Validations.of(this.queue).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'It is a dead-letter queue, of a queue or of a stream.',
    });
    alarms.watch(
      urgent.includes(name) ? 'UrgentDeadLetters' : 'OtherDeadLetters',
      this.queue.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum' }),
    );
  }

  /** `fn` puts there itself what it can never handle. */
  bindSender(fn: ServiceFunction): void {
    this.queue.grantSendMessages(fn.lambda);
    fn.give('DEAD_LETTER_QUEUE_URL', this.queue.queueUrl);
  }
}
