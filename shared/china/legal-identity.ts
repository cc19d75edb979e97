import type { Sealer } from '../kernel/secrets/sealed.ts';

/** Who somebody legally is, as one text: the same for the same kind and number, and only this deployment can make it. */
export type LegalIdentityOf = (kind: string, legalNumber: string) => string;

/** Numbers of people are few enough to be guessed through a plain digest, so this one is keyed. */
export const legalIdentityOf =
  (sealer: Sealer): LegalIdentityOf =>
  (kind, legalNumber) =>
    sealer.digest(`${kind}:${legalNumber}`, 'legal-identity');
