import { defineEntity } from '../../table/entity.ts';
import type { Table } from '../../table/table.ts';
import { sellerErrors } from '../errors.ts';
import { type Membership, membershipEntity } from './membership.ts';

/**
 * Which seller a company or person is, by its legal number: one seller for each, and an expelled one never again whatever
 * account it comes with (`docs/rules/1-onboarding.md`, "Leaving"). The number itself is kept as a keyed digest only.
 */
export type LegalIdentity = {
  readonly digest: string;
  readonly sellerId: string;
  readonly status: 'admitted' | 'expelled';
  readonly version: number;
};

export const legalIdentityEntity = defineEntity<LegalIdentity, string>({
  type: 'legal_identity',
  keyOf: (digest) => ({ pk: `legal#${digest}`, sk: 'legal' }),
  idOf: ({ digest }) => digest,
});

/**
 * Which seller the user acts for, if any. The legal identity is read before the membership: both are written at once, so that a seller
 * made meanwhile is never taken for somebody else's.
 * @throws sellers.legal_identity_taken, sellers.legal_identity_expelled unless the identity is free or belongs to this seller
 */
export async function admissibleMembership(
  table: Table,
  digest: string,
  userId: string,
): Promise<Membership | undefined> {
  const known = await legalIdentityEntity.get(table, digest);
  const membership = await membershipEntity.get(table, userId);
  if (known?.status === 'expelled') throw sellerErrors.legal_identity_expelled();
  if (known && known.sellerId !== membership?.sellerId) throw sellerErrors.legal_identity_taken();
  return membership;
}
