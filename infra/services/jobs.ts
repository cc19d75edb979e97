import { Construct } from 'constructs';
import { jobsContract } from '../../shared/jobs/contract.ts';
import { httpFunction } from './http-function.ts';
import type { Platform } from './platform.ts';

/** How far jobs are. Their steps are taken by the clock. */
export class JobsService extends Construct {
  constructor(scope: Construct, platform: Platform) {
    super(scope, 'Jobs');
    httpFunction(this, platform, { name: 'jobs', contract: jobsContract, access: 'read' });
  }
}
