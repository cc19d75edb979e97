/** Figures of orders and entitlements, overridable per deployment (`docs/rules/3-orders.md`, "Orders", "Entitlements"). */
export const defaultOrderRules = {
  /** an order that is not paid by then is cancelled */
  unpaidMinutes: 30,
  /** orders without a price that a buyer may place of one plan */
  freeOrdersPerPlan: 1,
  /** how long a seller has to set up after all what its system refused or could not be told of, before the order is refunded */
  refundGraceHours: 24,
  /** days before an entitlement's end at which the buyer is reminded */
  reminderDays: [7, 3, 1],
  /** how long what has expired is kept before it is released */
  retentionDays: 15,
};
export type OrderRules = typeof defaultOrderRules;
