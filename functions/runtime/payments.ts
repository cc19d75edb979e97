import { billingContract } from '../../shared/billing/contract.ts';
import type { PaymentProvider } from '../../shared/outside/payments/provider.ts';
import { sandboxProvider } from '../../shared/outside/payments/sandbox/sandbox-provider.ts';
import { environment } from './composition.ts';

/** Every payment provider that a deployment may have; its callbacks come to an operation of its own. */
const providers = {
  sandbox: () => {
    const { PAYMENT_SECRET: secret, SANDBOX_URL: sandboxUrl } = environment([
      'PAYMENT_SECRET',
      'SANDBOX_URL',
    ]);
    return sandboxProvider({ sandboxUrl, callbackPath: billingContract.settlePayment.path, secret });
  },
} as const satisfies Readonly<Record<string, () => PaymentProvider>>;

/** A payment provider of this deployment, by its name. */
export const connectPayments = (name: keyof typeof providers = 'sandbox'): PaymentProvider =>
  providers[name]();
