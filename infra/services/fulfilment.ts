import { Construct } from 'constructs';
import { WorkQueue } from '../constructs/work-queue.ts';
import type { Platform } from './platform.ts';

/** Sellers' endpoints, and the notifications that are delivered to them. */
export class FulfilmentService extends Construct {
  readonly queue: WorkQueue;

  constructor(scope: Construct, { stage, alarms }: Platform) {
    super(scope, 'Fulfilment');
    this.queue = new WorkQueue(this, 'Notifications', {
      stage,
      alarms,
      name: 'notifications',
      fifo: true,
      // One at a time: messages of different entitlements in one batch would wait for each other's sellers.
      batchSize: 1,
      maximumConcurrency: 50,
      // The pauses between attempts are the message's own: each ends in another receive.
      maxReceiveCount: 60,
    });
  }
}
