import * as z from 'zod';
import {
  type Case,
  type DecidedCase,
  type OpenCase,
  openCase,
  outcomeOf,
  withdrawCase,
} from '../cases/case.ts';
import { casesErrors } from '../cases/errors.ts';
import { queuePlace } from '../cases/queue.ts';
import { become, type Lifecycle } from '../kernel/lifecycle.ts';
import { defineEntity } from '../table/entity.ts';
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
  /** the decision that it waits or waited for: the register's, or an operator's */
  readonly review: Case;
  readonly version: number;
};

const pkOf = (userId: string): string => `verification#${userId}`;

export const verificationEntity = defineEntity<Verification, string>({
  type: 'verification',
  keyOf: (userId) => ({ pk: pkOf(userId), sk: 'verification' }),
  idOf: ({ userId }) => userId,
  lists: ({ review, legalName }) => ({ list3: queuePlace(review, legalName) }),
  sealed: ['legalNumber'],
});

const outcomes = { approved: 'confirmed', rejected: 'refused' } as const;

/** As the register's or an operator's decision leaves it. */
export const decided = (verification: Verification, review: DecidedCase): Verification => ({
  ...become(verificationLifecycle, verification, outcomes[review.status], casesErrors.not_open),
  review,
});

/** @throws identity.verification_not_pending unless it is pending */
export const withdraw = (verification: Verification): Verification => ({
  ...become(verificationLifecycle, verification, 'withdrawn', identityErrors.verification_not_pending),
  review: withdrawCase(verification.review),
});

type Claim = Pick<Verification, 'userName' | 'kind' | 'legalName' | 'legalNumber' | 'legalIdentity'>;

/**
 * What somebody claims to be, as it waits from now on: a first request, another one after a refusal or a withdrawal, or a correction of
 * one that waits, which begins its wait anew.
 * @throws identity.already_verified
 */
export function requested(
  userId: string,
  before: Verification | undefined,
  claim: Claim,
  { now, dueAt }: { readonly now: Date; readonly dueAt: Date },
): Verification & { readonly review: OpenCase } {
  const version = (before?.version ?? 0) + 1;
  const opening = {
    ...{ kind: 'verification', id: userId, openedBy: { userId, name: claim.userName }, version },
    ...({ dueAt: dueAt.toISOString(), silenceMeans: 'nothing' } as const),
  };
  const review = openCase(opening, outcomeOf(before?.review), now);
  if (!before) return { ...claim, userId, status: 'pending', review, version };

  const again = become(verificationLifecycle, before, 'pending', identityErrors.already_verified);
  return { ...again, ...claim, review };
}
