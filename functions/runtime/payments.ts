import { billingContract } from '../../shared/billing/contract.ts';
import type { PaymentProvider } from '../../shared/outside/payments/provider.ts';
import { sandboxProvider } from '../../shared/outside/payments/sandbox/sandbox-provider.ts';
import { environment } from './composition.ts';

/** The payment provider of this deployment; its callbacks come to the public API. */
export function connectPayments(): PaymentProvider {
  const { PAYMENT_SECRET, SANDBOX_URL } = environment(['PAYMENT_SECRET', 'SANDBOX_URL']);

  return sandboxProvider({
    sandboxUrl: SANDBOX_URL,
    callbackPath: billingContract.settlePayment.path,
    secret: PAYMENT_SECRET,
  });
}
