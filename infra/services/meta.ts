import { Construct } from 'constructs';
import { metaContract } from '../../shared/meta/contract.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { Platform } from './platform.ts';

/** The API's own document, the answer to preflights and to what does not exist. */
export class MetaService extends Construct {
  constructor(scope: Construct, { stage, api, gateway }: Platform) {
    super(scope, 'Meta');
    const fn = new ServiceFunction(this, 'Http', {
      stage,
      bundle: 'http-meta',
      description: 'Public API: its OpenAPI document',
      memoryMegabytes: 256,
      timeoutSeconds: 5,
    });
    fn.give('GATEWAY_URL', gateway.url);
    if (stage.local) fn.give('LOCAL_PAGE', '/_local');
    api.mount(metaContract, fn);
    api.route('GET /', fn, 'whoever opens the bare address is told where to begin.');
    // Without a route of their own, which API Gateway prefers, preflights of browsers would go to `$default` and be answered 404.
    api.route('OPTIONS /{proxy+}', fn, 'browsers ask before every call, and without a token.');
    api.route('$default', fn, 'what no route names is answered as a problem, like every other error.');
  }
}
