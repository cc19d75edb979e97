import { Construct } from 'constructs';
import { historyContract } from '../../shared/history/contract.ts';
import { httpFunction } from './http-function.ts';
import type { Platform } from './platform.ts';

/** What happened to a thing, for operators and for its seller. */
export class HistoryService extends Construct {
  constructor(scope: Construct, platform: Platform) {
    super(scope, 'History');
    httpFunction(this, platform, { name: 'history', contract: historyContract });
  }
}
