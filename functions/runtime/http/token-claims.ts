/**
 * What the marketplace adds to every access token (`functions/sign-in/issue-token.ts`), so that no request has to read who calls. A token
 * lasts an hour, and so may what it says.
 */
export const tokenClaims = {
  name: 'name',
  legalIdentity: 'legal_identity',
  legalSellerId: 'legal_seller',
} as const;
