/** What a user claims to be. */
export type LegalClaim = {
  readonly kind: 'company' | 'individual';
  readonly legalName: string;
  readonly legalNumber: string;
};

/** `undecided`: a person has to look. */
export type VerifierAnswer = 'confirmed' | 'refused' | 'undecided';

/** The port to whoever knows the register of companies and persons. */
export type Verifier = { readonly verify: (claim: LegalClaim) => Promise<VerifierAnswer> };
