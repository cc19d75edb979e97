import * as z from 'zod';
import { become, type Lifecycle } from '../kernel/lifecycle.ts';
import type { Page, PageRequest } from '../kernel/page.ts';
import { shortText } from '../kernel/short-text.ts';
import { defineEntity } from '../table/entity.ts';
import type { Table } from '../table/table.ts';
import { identityErrors } from './errors.ts';

export const VerificationStatus = z.enum(['pending', 'confirmed', 'refused']);
export type VerificationStatus = z.output<typeof VerificationStatus>;

export const verificationLifecycle = {
  pending: { zh: '待审核', en: 'pending', next: ['confirmed', 'refused'] },
  confirmed: { zh: '已通过', en: 'confirmed', next: [] },
  refused: { zh: '未通过', en: 'refused', next: ['pending'] },
} as const satisfies Lifecycle<VerificationStatus>;

export const LegalKind = z.enum(['company', 'individual']);
export type LegalKind = z.output<typeof LegalKind>;

const pendingList = 'verifications#pending';
const isoLength = '2026-01-01T00:00:00.000Z'.length;

/** Who a user legally is (real-name verification); one per user. */
export type Verification = {
  readonly userId: string;
  readonly userName: string;
  readonly kind: LegalKind;
  readonly legalName: string;
  /** unified social credit code or ID card number, upper case */
  readonly legalNumber: string;
  readonly status: VerificationStatus;
  readonly requestedAt: string;
  readonly decidedAt?: string;
  readonly version: number;
};

const pkOf = (userId: string): string => `verification#${userId}`;

export const verificationEntity = defineEntity<Verification, string>({
  type: 'verification',
  keyOf: (userId) => ({ pk: pkOf(userId), sk: 'verification' }),
  idOf: ({ userId }) => userId,
  lists: (verification) =>
    verification.status === 'pending' ? { list1: { pk: pendingList, sk: `${verification.requestedAt}#${verification.userId}` } } : {},
  // What the keys say is not repeated: twenty rows with long names cost one read unit.
  row: ({ userName, kind, legalName }) => ({ userName: shortText(userName, 60), kind, legalName: shortText(legalName, 150) }),
  secret: ['legalNumber'],
});

export type PendingRow = Pick<Verification, 'userId' | 'userName' | 'kind' | 'legalName' | 'requestedAt'> & { readonly status: 'pending' };

/** Those that wait, oldest first; long names are shortened. */
export async function listPending(table: Table, page: PageRequest): Promise<Page<PendingRow>> {
  const { items, next } = await table.query({ index: 'list1', pk: pendingList }, page);
  const rows = items.map(({ pk, l1sk, row }) => ({
    ...(row as Pick<PendingRow, 'userName' | 'kind' | 'legalName'>),
    userId: String(pk).slice(pkOf('').length),
    status: 'pending' as const,
    requestedAt: String(l1sk).slice(0, isoLength),
  }));
  return { items: rows, next };
}

/** @throws identity.verification_decided unless it is pending */
export const decide = (verification: Verification, to: 'confirmed' | 'refused', now: Date): Verification => ({
  ...become(verificationLifecycle, verification, to, identityErrors.verification_decided),
  decidedAt: now.toISOString(),
});

/** Another request after a refusal. @throws identity.verification_decided while one is pending or confirmed */
export const requestAgain = (
  refused: Verification,
  claim: Pick<Verification, 'kind' | 'legalName' | 'legalNumber'>,
  now: Date,
): Verification => ({
  ...become(verificationLifecycle, refused, 'pending', identityErrors.verification_decided),
  ...claim,
  requestedAt: now.toISOString(),
  decidedAt: undefined,
});
