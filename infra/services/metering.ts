import { Construct } from 'constructs';
import { meteringContract } from '../../shared/metering/contract.ts';
import { DeadLetterQueue } from '../constructs/dead-letter-queue.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import { consumeTableStream } from '../constructs/table-stream.ts';
import { httpFunction } from './http-function.ts';
import { callsOut, type Platform } from './platform.ts';

/** Applications and usage in the public API, the gateway that API calls go through, and the usage figures. */
export class MeteringService extends Construct {
  constructor(scope: Construct, platform: Platform) {
    super(scope, 'Metering');
    platform.keys.bindDataKey(httpFunction(this, platform, { name: 'metering', contract: meteringContract }));
    this.gateway(platform);
    this.usage(platform);
  }

  private gateway(platform: Platform): void {
    const { stage, table, keys, gateway } = platform;
    const call = new ServiceFunction(this, 'Gateway', {
      stage,
      bundle: 'gateway-call',
      description: 'Metered API calls',
      memoryMegabytes: 1024,
      // API Gateway gives up at 30 s; the backend has less.
      timeoutSeconds: 29,
      // A flood of API calls must not take the marketplace's own functions their share of the account; on a developer's machine calls
      // queue for its few environments instead.
      reservedConcurrency: stage.local ? undefined : 500,
    });
    table.bind(call, 'readWrite');
    keys.bindDataKey(call);
    callsOut(call, platform);
    gateway.route('ANY /gw/{proxy+}', call, 'callers show an AppCode, which the function checks itself.');
  }

  private usage({ stage, table, alarms }: Platform): void {
    const count = new ServiceFunction(this, 'Usage', {
      stage,
      bundle: 'stream-count-usage',
      description: 'Quota counters to usage figures',
      memoryMegabytes: 512,
      timeoutSeconds: 30,
    });
    table.bind(count, 'readWrite');
    consumeTableStream({
      table,
      consumer: count,
      filter: { dynamodb: { NewImage: { type: { S: ['quota'] } } } },
      deadLetters: new DeadLetterQueue(this, 'Dead', { stage, alarms, name: 'usage', fifo: false }),
      // Figures only: one that cannot be counted must not hold the others back for a day.
      retryAttempts: 50,
    });
    alarms.watch('StreamLate', count.lambda.metric('IteratorAge', { statistic: 'Maximum' }));
  }
}
