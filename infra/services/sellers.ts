import { Construct } from 'constructs';
import { sellersContract } from '../../shared/sellers/contract.ts';
import { httpFunction } from './http-function.ts';
import type { Platform } from './platform.ts';

/** Admission, its review, and the seller's home. */
export class SellersService extends Construct {
  constructor(scope: Construct, platform: Platform) {
    super(scope, 'Sellers');
    platform.keys.bindDataKey(httpFunction(this, platform, 'sellers', sellersContract));
  }
}
