import { Construct } from 'constructs';
import { uploadsContract } from '../../shared/uploads/contract.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import { WorkQueue } from '../constructs/work-queue.ts';
import { httpFunction } from './http-function.ts';
import type { Platform } from './platform.ts';

/** Uploaded files and the check of what they hold. */
export class UploadsService extends Construct {
  constructor(scope: Construct, platform: Platform) {
    super(scope, 'Uploads');
    const { stage, alarms, table, uploads } = platform;
    const http = httpFunction(this, platform, { name: 'uploads', contract: uploadsContract });
    uploads.bind(http, { read: ['private', 'public'], write: ['incoming'] });

    const check = new ServiceFunction(this, 'Check', {
      stage,
      bundle: 'queue-check-upload',
      description: 'Uploaded files, by what they hold',
      // One whole CPU, and room for the largest file (50 MB) with what it unpacks to.
      memoryMegabytes: 1769,
      timeoutSeconds: 60,
    });
    table.bind(check, 'readWrite');
    // After a crash the kept file is read again, to tell whether the check had ended.
    uploads.bind(check, {
      read: ['incoming', 'private', 'public'],
      write: ['private', 'public'],
      remove: ['incoming'],
    });
    new WorkQueue(this, 'Checks', {
      stage,
      alarms,
      name: 'checks',
      consumer: check,
      batchSize: 1,
      maximumConcurrency: 5,
      maxReceiveCount: 5,
    });
  }
}
