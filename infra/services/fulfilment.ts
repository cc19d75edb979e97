import { Construct } from 'constructs';
import { fulfilmentContract } from '../../shared/fulfilment/contract.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import { WorkQueue } from '../constructs/work-queue.ts';
import { httpFunction } from './http-function.ts';
import { callsOut, type Platform } from './platform.ts';

/** Sellers' endpoints, and the notifications that are delivered to them. */
export class FulfilmentService extends Construct {
  readonly queue: WorkQueue;

  constructor(scope: Construct, platform: Platform) {
    super(scope, 'Fulfilment');
    const { stage, alarms, table, keys } = platform;
    const http = httpFunction(this, platform, { name: 'fulfilment', contract: fulfilmentContract });
    keys.bindDataKey(http);
    callsOut(http, platform);

    const deliver = new ServiceFunction(this, 'Deliver', {
      stage,
      bundle: 'queue-deliver-notification',
      description: 'Notifications to the endpoints of sellers',
      memoryMegabytes: 512,
      // An endpoint may take 30 s, and what it answered still has to be written down.
      timeoutSeconds: 45,
    });
    table.bind(deliver, 'readWrite');
    keys.bindDataKey(deliver);
    callsOut(deliver, platform);
    this.queue = new WorkQueue(this, 'Notifications', {
      stage,
      alarms,
      name: 'notifications',
      consumer: deliver,
      // One at a time: messages of different entitlements in one batch would wait for each other's sellers.
      batchSize: 1,
      maximumConcurrency: 50,
      // The pauses between attempts are the message's own: each ends in another receive.
      maxReceiveCount: 60,
    });
  }
}
