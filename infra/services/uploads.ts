import { Construct } from 'constructs';
import { WorkQueue } from '../constructs/work-queue.ts';
import type { Platform } from './platform.ts';

/** Uploaded files and the check of what they hold. */
export class UploadsService extends Construct {
  readonly queue: WorkQueue;

  constructor(scope: Construct, { stage, alarms }: Platform) {
    super(scope, 'Uploads');
    this.queue = new WorkQueue(this, 'Checks', { stage, alarms, name: 'checks', batchSize: 1, maximumConcurrency: 5, maxReceiveCount: 5 });
  }
}
