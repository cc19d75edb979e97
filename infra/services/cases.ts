import { Construct } from 'constructs';
import { casesContract } from '../../shared/cases/contract.ts';
import { httpFunction } from './http-function.ts';
import type { Platform } from './platform.ts';

/** The operators' queue of what waits for a decision. */
export class CasesService extends Construct {
  constructor(scope: Construct, platform: Platform) {
    super(scope, 'Cases');
    // Whether an applicant is involved is told by its legal number, which is sealed.
    platform.keys.bindDataKey(httpFunction(this, platform, { name: 'cases', contract: casesContract }));
  }
}
