/** Figures of billing, overridable per deployment. */
export const defaultBillingRules = {
  /** how long a pay page may be used; an order's own time limit stands apart from it */
  paymentValidMinutes: 30,
  /** how far a callback's signed time may be from ours */
  callbackToleranceMinutes: 15,
  topUpMinFen: 100,
  topUpMaxFen: 500_000_00,
  /** origins that a pay page may lead back to, such as `https://console.example.com` */
  returnOrigins: [] as string[],
  /** running numbers of deposit receipts begin with this */
  receiptPrefix: 'YS-BZJ',
};
export type BillingRules = typeof defaultBillingRules;
