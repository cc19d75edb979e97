import { Construct } from 'constructs';
import { sellersContract } from '../../shared/sellers/contract.ts';
import { httpFunction } from './http-function.ts';
import type { Platform } from './platform.ts';

/** Admission, its review, and the seller's home. No provider of settlement accounts is bound yet: in prod, operators check them. */
export class SellersService extends Construct {
  constructor(scope: Construct, platform: Platform) {
    super(scope, 'Sellers');
    const sellers = httpFunction(this, platform, { name: 'sellers', contract: sellersContract });
    platform.keys.bindDataKey(sellers);
    sellers.give('SETTLEMENT_ACCOUNTS', platform.stage.isProd ? 'none' : 'sandbox');
  }
}
