import * as z from 'zod';
import { defineContract } from '../kernel/contract.ts';
import { kernelErrors } from '../kernel/errors.ts';
import { CreditCode, IdCardNumber } from '../kernel/legal-numbers.ts';
import { pageInput, pageOf } from '../kernel/page.ts';
import { identityErrors } from './errors.ts';
import { LegalKind, VerificationStatus } from './verification.ts';

const legalName = z.string().trim().min(2).max(100);

const LegalClaim = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('company'),
    legalName,
    legalNumber: CreditCode,
  }),
  z.strictObject({
    kind: z.literal('individual'),
    legalName,
    legalNumber: IdCardNumber,
  }),
]);

export const VerificationView = z.object({
  userId: z.string(),
  userName: z.string(),
  kind: LegalKind,
  legalName: z.string(),
  /** masked but for the last four characters, in full for an operator who opens it */
  legalNumber: z.string(),
  status: VerificationStatus,
  requestedAt: z.iso.datetime(),
  decidedAt: z.iso.datetime().optional(),
});

const UserId = z.string().min(1).max(128);
const VerificationRow = VerificationView.omit({ legalNumber: true, decidedAt: true });

export const identityContract = defineContract({
  requestVerification: {
    method: 'POST',
    path: '/v1/identity/verification',
    summary: { zh: '提交实名认证', en: 'Ask for real-name verification' },
    auth: 'buyer',
    idempotency: 'optional',
    input: LegalClaim,
    output: VerificationView,
    status: 201,
    errors: [identityErrors.verification_decided, kernelErrors.limit_reached],
  },
  showVerification: {
    method: 'GET',
    path: '/v1/identity/verification',
    summary: { zh: '查看我的实名认证', en: 'Show my verification' },
    auth: 'buyer',
    idempotency: 'no',
    input: z.strictObject({}),
    output: VerificationView,
    errors: [identityErrors.verification_not_found],
  },
  listPendingVerifications: {
    method: 'GET',
    path: '/v1/operator/verifications',
    summary: { zh: '待确认的实名认证', en: 'List verifications that wait for a decision' },
    auth: 'operator',
    idempotency: 'no',
    input: z.strictObject({ ...pageInput }),
    output: pageOf(VerificationRow),
    errors: [],
  },
  reviewVerification: {
    method: 'GET',
    path: '/v1/operator/verifications/{userId}',
    summary: { zh: '查看实名认证（证件号码完整显示，留痕）', en: 'Open a verification with its number in full; the look is recorded' },
    auth: 'operator',
    idempotency: 'no',
    input: z.strictObject({ userId: UserId }),
    output: VerificationView,
    errors: [identityErrors.verification_not_found],
  },
  decideVerification: {
    method: 'POST',
    path: '/v1/operator/verifications/{userId}/decisions',
    summary: { zh: '确认或驳回实名认证', en: 'Confirm or refuse a verification' },
    auth: 'operator',
    idempotency: 'optional',
    input: z.strictObject({ userId: UserId, decision: z.enum(['confirmed', 'refused']) }),
    output: VerificationView,
    status: 201,
    errors: [identityErrors.verification_not_found, identityErrors.verification_decided],
  },
});
