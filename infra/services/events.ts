import { CfnOutput, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { eventPrefix } from '../../shared/table/keys.ts';
import { DeadLetterQueue } from '../constructs/dead-letter-queue.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import { consumeTableStream } from '../constructs/table-stream.ts';
import { WorkQueue } from '../constructs/work-queue.ts';
import type { Platform } from './platform.ts';

/** Committed events, out of the table's stream into the queues. */
export class EventRelay extends Construct {
  /** Made after the services: it sends to every queue that they have. */
  constructor(scope: Construct, { stage, table, alarms }: Platform) {
    super(scope, 'Events');
    const relay = new ServiceFunction(this, 'Relay', {
      stage,
      bundle: 'stream-relay-events',
      description: 'Committed events to the queues',
      memoryMegabytes: 512,
      timeoutSeconds: 30,
    });
    const deadLetters = new DeadLetterQueue(this, 'Dead', { stage, alarms, name: 'events', fifo: false });
    deadLetters.bindSender(relay);
    for (const queue of scope.node.findAll().filter((one) => one instanceof WorkQueue))
      queue.bindSender(relay);
    consumeTableStream({
      table,
      consumer: relay,
      filter: { eventName: ['INSERT'], dynamodb: { Keys: { sk: { S: [{ prefix: eventPrefix }] } } } },
      deadLetters,
      // Nothing committed may be left unsent: what cannot be read is put aside by the function itself, so a failing batch
      // means that a queue does not answer, and that passes.
      retryAttempts: -1,
    });
    alarms.watch('StreamLate', relay.lambda.metric('IteratorAge', { statistic: 'Maximum' }));
    new CfnOutput(Stack.of(this), 'RelayFunction', { value: relay.lambda.functionName });
  }
}
