import * as z from 'zod';
import { become, type Lifecycle } from '../kernel/lifecycle.ts';
import type { Page, PageRequest } from '../kernel/page.ts';
import { shortText } from '../kernel/text/short-text.ts';
import { defineEntity } from '../table/entity.ts';
import type { Table } from '../table/table.ts';
import { identityErrors } from './errors.ts';

export const VerificationStatus = z.enum(['pending', 'confirmed', 'refused', 'withdrawn']);
export type VerificationStatus = z.output<typeof VerificationStatus>;

export const verificationLifecycle = {
  // A request that waits may be corrected.
  pending: { zh: '待审核', en: 'pending', next: ['pending', 'confirmed', 'refused', 'withdrawn'] },
  confirmed: { zh: '已通过', en: 'confirmed', next: [] },
  refused: { zh: '未通过', en: 'refused', next: ['pending'] },
  withdrawn: { zh: '已撤回', en: 'withdrawn', next: ['pending'] },
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
  /** the same for the same legal person, whatever account it comes with */
  readonly legalIdentity: string;
  readonly status: VerificationStatus;
  readonly requestedAt: string;
  readonly decidedAt?: string;
  /** why it was refused, in an operator's words */
  readonly reason?: string;
  readonly version: number;
};

const pkOf = (userId: string): string => `verification#${userId}`;

export const verificationEntity = defineEntity<Verification, string>({
  type: 'verification',
  keyOf: (userId) => ({ pk: pkOf(userId), sk: 'verification' }),
  idOf: ({ userId }) => userId,
  lists: (verification) =>
    verification.status === 'pending'
      ? { list1: { pk: pendingList, sk: `${verification.requestedAt}#${verification.userId}` } }
      : {},
  // What the keys say is not repeated: twenty rows with long names cost one read unit.
  row: ({ userName, kind, legalName }) => ({
    userName: shortText(userName, 60),
    kind,
    legalName: shortText(legalName, 150),
  }),
  sealed: ['legalNumber'],
});

export type PendingRow = Pick<Verification, 'userId' | 'userName' | 'kind' | 'legalName' | 'requestedAt'> & {
  readonly status: 'pending';
};

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

/** @throws identity.verification_not_pending unless it is pending */
export const decide = (
  verification: Verification,
  to: 'confirmed' | 'refused',
  now: Date,
  reason?: string,
): Verification => ({
  ...become(verificationLifecycle, verification, to, identityErrors.verification_not_pending),
  decidedAt: now.toISOString(),
  reason,
});

/** @throws identity.verification_not_pending unless it is pending */
export const withdraw = (verification: Verification): Verification =>
  become(verificationLifecycle, verification, 'withdrawn', identityErrors.verification_not_pending);

/** Another request: after a refusal or a withdrawal, or a correction of one that waits. @throws identity.already_verified */
export const requestAgain = (
  before: Verification,
  claim: Pick<Verification, 'kind' | 'legalName' | 'legalNumber' | 'legalIdentity'>,
  now: Date,
): Verification => ({
  ...become(verificationLifecycle, before, 'pending', identityErrors.already_verified),
  ...claim,
  requestedAt: now.toISOString(),
  decidedAt: undefined,
  reason: undefined,
});
