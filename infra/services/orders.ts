import { Construct } from 'constructs';
import { WorkQueue } from '../constructs/work-queue.ts';
import type { Platform } from './platform.ts';

/** Orders and entitlements. */
export class OrdersService extends Construct {
  readonly queue: WorkQueue;

  constructor(scope: Construct, { stage, alarms }: Platform) {
    super(scope, 'Orders');
    this.queue = new WorkQueue(this, 'Queue', { stage, alarms, name: 'orders', batchSize: 10, maximumConcurrency: 20, maxReceiveCount: 8 });
  }
}
