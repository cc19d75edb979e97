import { Duration, Validations } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Stage } from '../stage.ts';
import type { Alarms } from './alarms.ts';
import type { ServiceFunction } from './service-function.ts';

export type DeadLetterQueueProps = { readonly stage: Stage; readonly alarms: Alarms; readonly name: string; readonly fifo: boolean };

/** Holds what our own code could not handle, and alarms at one message. */
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
    Validations.of(this.queue).acknowledge({ id: 'AwsSolutions-SQS3', reason: 'It is a dead-letter queue, of a queue or of a stream.' });
    alarms.add(this, 'Alarm', {
      metric: this.queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1), statistic: 'Maximum' }),
      threshold: 1,
      what: `Messages in ${name}-dead.`,
      runbook: `Dead letters: ${name}`,
    });
  }

  /** `fn` puts there itself what it can never handle. */
  bindSender(fn: ServiceFunction): void {
    this.queue.grantSendMessages(fn.lambda);
    fn.give('DEAD_LETTER_QUEUE_URL', this.queue.queueUrl);
  }
}
