import { Construct } from 'constructs';
import { billingContract } from '../../shared/billing/contract.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import { httpFunction } from './http-function.ts';
import type { Platform } from './platform.ts';

/** Wallets, deposits and payments; outside prod also the payment sandbox that stands for a provider. */
export class BillingService extends Construct {
  constructor(scope: Construct, platform: Platform) {
    super(scope, 'Billing');
    bindPayments(httpFunction(this, platform, { name: 'billing', contract: billingContract }), platform);

    const { stage, keys, sandbox } = platform;
    if (!sandbox) return;
    const pay = new ServiceFunction(this, 'Sandbox', {
      stage,
      bundle: 'sandbox-pay',
      description: 'Payment sandbox: pay page and signed callbacks',
      memoryMegabytes: 256,
      timeoutSeconds: 20,
      // It sends callbacks to an address out of a signed ticket; nobody needs it to do so in numbers.
      reservedConcurrency: 10,
    });
    keys.bindPaymentSecret(pay);
    for (const method of ['GET', 'POST'])
      sandbox.route(`${method} /pay`, pay, 'payers are known by the signed ticket.');
  }
}

/** `fn` starts payments and checks the provider's callbacks. */
export function bindPayments(fn: ServiceFunction, { stage, keys, sandbox }: Platform): void {
  keys.bindPaymentSecret(fn);
  const provider = sandbox?.url ?? stage.paymentUrl;
  if (!provider) throw new Error('a stage without the payment sandbox needs a paymentUrl');
  fn.give('SANDBOX_URL', provider);
}
