import type { Text } from '../../kernel/errors.ts';

/** What a pay page is to ask for. */
export type PayRequest = {
  readonly paymentId: string;
  readonly amountFen: number;
  readonly subject: Text;
  /** ISO time after which the page takes no money */
  readonly expiresAt: string;
  readonly returnUrl?: string;
  /** address of the public API, which takes the provider's callbacks */
  readonly apiUrl: string;
};

/**
 * The port to a payment provider. Payers are sent to `payUrl`; what happened there comes back as the provider's own signed
 * callback, which has its own operation and is read by the provider's own module.
 */
export type PaymentProvider = { readonly name: string; readonly payUrl: (request: PayRequest) => string };
