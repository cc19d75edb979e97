/** What sellers know and billing needs: the deposit that a seller's markets ask for, and the payer's legal name. */
export type DepositTerms = (sellerId: string) => Promise<{ readonly requiredFen: number; readonly legalName: string }>;
