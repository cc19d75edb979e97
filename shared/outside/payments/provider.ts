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

/** What a provider tells about a payment, once its own module has found the word to be its own. */
export type PaymentNews = {
  readonly paymentId: string;
  /** the provider's own id of the payment */
  readonly providerReference: string;
  readonly result: 'paid' | 'cancelled';
  readonly amountFen: number;
};

/**
 * The port to a payment provider. Payers are sent to `payUrl`; what happened there comes back as the provider's own callback, which has
 * its own operation and is read by the provider's own module: undefined for one that is not genuine.
 */
export type PaymentProvider = {
  readonly name: string;
  readonly payUrl: (request: PayRequest) => string;
  readonly newsIn: (callback: unknown) => PaymentNews | undefined;
};
