import { Construct } from 'constructs';
import { ordersContract } from '../../shared/orders/contract.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import { WorkQueue } from '../constructs/work-queue.ts';
import { bindPayments } from './billing.ts';
import { httpFunction } from './http-function.ts';
import type { Platform } from './platform.ts';

/** Orders and entitlements. */
export class OrdersService extends Construct {
  readonly queue: WorkQueue;

  constructor(scope: Construct, platform: Platform) {
    super(scope, 'Orders');
    const { stage, alarms, table, keys, gateway } = platform;
    const http = httpFunction(this, platform, { name: 'orders', contract: ordersContract });
    bindPayments(http, platform);
    keys.bindDataKey(http);
    http.give('GATEWAY_URL', gateway.url);

    const open = new ServiceFunction(this, 'Open', {
      stage,
      bundle: 'queue-open-entitlements',
      description: 'Entitlements of paid orders',
      memoryMegabytes: 512,
      timeoutSeconds: 30,
    });
    table.bind(open, 'readWrite');
    keys.bindDataKey(open);
    this.queue = new WorkQueue(this, 'Queue', {
      stage,
      alarms,
      name: 'orders',
      consumer: open,
      batchSize: 10,
      maximumConcurrency: 20,
      maxReceiveCount: 8,
    });
  }
}
