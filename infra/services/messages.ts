import { Construct } from 'constructs';
import { WorkQueue } from '../constructs/work-queue.ts';
import type { Platform } from './platform.ts';

/** E-mails and the inbox. */
export class MessagesService extends Construct {
  readonly queue: WorkQueue;

  constructor(scope: Construct, { stage, alarms }: Platform) {
    super(scope, 'Messages');
    this.queue = new WorkQueue(this, 'Queue', {
      stage,
      alarms,
      name: 'messages',
      batchSize: 10,
      maximumConcurrency: 5,
      maxReceiveCount: 8,
    });
  }
}
