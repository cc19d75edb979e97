/** What sellers know and billing needs: the deposit that a seller's markets ask for, and the payer's legal name; `eventual` at half the price. */
export type DepositTerms = (
  sellerId: string,
  options?: { eventual?: boolean },
) => Promise<{ readonly requiredFen: number; readonly legalName: string }>;
