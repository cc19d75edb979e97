import { Construct } from 'constructs';
import { WorkQueue } from '../constructs/work-queue.ts';
import type { Platform } from './platform.ts';

/** API groups, products, their review, the shelf and its search. */
export class CatalogueService extends Construct {
  readonly queue: WorkQueue;

  constructor(scope: Construct, { stage, alarms }: Platform) {
    super(scope, 'Catalogue');
    this.queue = new WorkQueue(this, 'Projections', {
      stage,
      alarms,
      name: 'projections',
      batchSize: 10,
      maximumConcurrency: 5,
      maxReceiveCount: 8,
    });
  }
}
