import { Construct } from 'constructs';
import { identityContract } from '../../shared/identity/contract.ts';
import { httpFunction } from './http-function.ts';
import type { Platform } from './platform.ts';

export class IdentityService extends Construct {
  constructor(scope: Construct, platform: Platform) {
    super(scope, 'Identity');
    platform.keys.bindDataKey(httpFunction(this, platform, { name: 'identity', contract: identityContract }));
  }
}
