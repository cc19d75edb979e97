type Ending = { readonly status: 'cancelled' | 'refunded' | 'expired' };

/** Why an order ends, and what it is then (`docs/rules/3-orders.md`, "Orders"). What was paid goes back with every refund. */
export const endCauses = {
  /** the buyer cancelled it before it was paid */
  buyer: { status: 'cancelled' },
  /** it was not paid in time */
  unpaid: { status: 'cancelled' },
  /** the seller's system refused for good to set it up */
  setup_refused: { status: 'refunded' },
  /** the seller's system could not be told in time */
  setup_exhausted: { status: 'refunded' },
  /** the time of all that it bought is over */
  term_over: { status: 'expired' },
} as const satisfies Readonly<Record<string, Ending>>;

export type EndCause = keyof typeof endCauses;
export const endCauseNames = Object.keys(endCauses) as [EndCause, ...EndCause[]];
