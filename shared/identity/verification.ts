import * as z from 'zod';
import { become, type Lifecycle } from '../kernel/lifecycle.ts';
import { defineEntity } from '../table/entity.ts';
import { identityErrors } from './errors.ts';

export const VerificationStatus = z.enum(['pending', 'confirmed', 'refused']);
export type VerificationStatus = z.output<typeof VerificationStatus>;

export const verificationLifecycle = {
  pending: ['confirmed', 'refused'],
  confirmed: [],
  refused: ['pending'],
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
  readonly status: VerificationStatus;
  readonly requestedAt: string;
  readonly decidedAt?: string;
  readonly version: number;
};

export const verificationEntity = defineEntity<Verification, string>({
  type: 'verification',
  keyOf: (userId) => ({ pk: `verification#${userId}`, sk: 'verification' }),
  idOf: ({ userId }) => userId,
  lists: (verification) =>
    verification.status === 'pending'
      ? { list1: { pk: 'verifications#pending', sk: `${verification.requestedAt}#${verification.userId}` } }
      : {},
  row: ({ userId, userName, kind, legalName, status, requestedAt }) => ({ userId, userName, kind, legalName, status, requestedAt }),
  secret: ['legalNumber'],
});

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
