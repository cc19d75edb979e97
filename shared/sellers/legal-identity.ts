import { createHash } from 'node:crypto';
import { defineEntity } from '../table/entity.ts';
import type { Table } from '../table/table.ts';
import { sellerErrors } from './errors.ts';

/**
 * Which seller a company or person is, by its legal number: one seller for each, and an expelled one never again whatever
 * account it comes with (`spec/1-onboarding.md`, "Leaving"). The number itself is kept as a digest only.
 */
export type LegalIdentity = {
  readonly digest: string;
  readonly sellerId: string;
  readonly status: 'admitted' | 'expelled';
  readonly version: number;
};

export const digestOf = (kind: string, legalNumber: string): string => createHash('sha256').update(`${kind}:${legalNumber}`).digest('hex');

export const legalIdentityEntity = defineEntity<LegalIdentity, string>({
  type: 'legal_identity',
  keyOf: (digest) => ({ pk: `legal#${digest}`, sk: 'legal' }),
  idOf: ({ digest }) => digest,
});

/** @throws sellers.legal_identity_taken, sellers.legal_identity_expelled unless it is free or belongs to this seller */
export async function assertAdmissible(table: Table, digest: string, ownSellerId: string | undefined): Promise<void> {
  const known = await legalIdentityEntity.get(table, digest);
  if (known?.status === 'expelled') throw sellerErrors.legal_identity_expelled();
  if (known && known.sellerId !== ownSellerId) throw sellerErrors.legal_identity_taken();
}
