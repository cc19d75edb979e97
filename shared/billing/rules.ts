/** Figures of billing, overridable per deployment. */
export const defaultBillingRules = {
  /** how long a pay page may be used; that of an order ends with the order's own time at the latest */
  paymentValidMinutes: 30,
  topUpMinFen: 100,
  topUpMaxFen: 500_000_00,
  /** origins that a pay page may lead back to, such as `https://console.example.com` */
  returnOrigins: [] as string[],
  /** running numbers of deposit receipts begin with this */
  receiptPrefix: 'YS-BZJ',
};
export type BillingRules = typeof defaultBillingRules;
