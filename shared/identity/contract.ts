import * as z from 'zod';
import { CaseView, decisionInput } from '../cases/case-view.ts';
import { decisionErrors } from '../cases/errors.ts';
import { CreditCode, IdCardNumber } from '../china/legal-numbers.ts';
import { defineContract } from '../kernel/contract.ts';
import { kernelErrors } from '../kernel/errors.ts';
import { shownLine } from '../kernel/text/shown-text.ts';
import { type MessageCategory, messageCategories } from '../messages/published.ts';
import { identityErrors } from './errors.ts';
import { peopleContract } from './people/people-contract.ts';
import { LegalKind, VerificationStatus } from './verification.ts';

const legalName = shownLine(2, 100);

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
  /** since when it waits, and how it was decided */
  review: CaseView,
  /** what a decision must name, so that nobody decides on what was not seen */
  version: z.int(),
});

const categoryNames = Object.keys(messageCategories) as MessageCategory[];
const isAlways = (category: MessageCategory): boolean => 'always' in messageCategories[category];
const choicesOf = <T>(choice: (category: MessageCategory) => T) =>
  Object.fromEntries(categoryNames.map((category) => [category, choice(category)])) as Record<
    MessageCategory,
    T
  >;

/** Which messages go by e-mail as well. Those that law or money wants told cannot be switched off. */
const MailInput = z.strictObject(
  choicesOf((category) => (isAlways(category) ? z.literal(true) : z.boolean()).default(true)),
);

/** Oneself, as others and messages see it. */
export const MeView = z.object({
  userId: z.string(),
  /** the verified legal name, else the name given at sign-up */
  name: z.string(),
  /** where e-mails go: the address of the account */
  email: z.string().optional(),
  /** of e-mails; answers are in the language that a request asks for */
  language: z.enum(['zh', 'en']),
  /** which messages go by e-mail as well; all of them are in the inbox */
  mail: z.object(choicesOf(() => z.boolean())),
  /** what each of them is, and why some cannot be switched off */
  mailCategories: z.array(
    z.object({ category: z.enum(categoryNames), name: z.string(), always: z.string().optional() }),
  ),
  operator: z.boolean(),
  /** what the next save names */
  version: z.int(),
});

const UserId = z.string().min(1).max(128);

export const identityContract = defineContract({
  ...peopleContract,
  showMe: {
    method: 'GET',
    path: '/v1/me',
    summary: { zh: '查看我的姓名、邮箱和消息设置', en: 'Show my name, my address and how I am told things' },
    auth: 'user',
    idempotency: 'no',
    input: z.strictObject({}),
    output: MeView,
    errors: [],
  },
  saveMe: {
    method: 'PUT',
    path: '/v1/me',
    summary: {
      zh: '设置邮件语言和各类消息是否发邮件（站内消息不受影响；资金与依法告知类始终发邮件）',
      en: 'Choose the language of e-mails and which messages go by e-mail; the inbox has all, and what money or law wants told is always mailed',
    },
    auth: 'user',
    idempotency: 'no',
    locks: 'required',
    input: z.strictObject({ language: z.enum(['zh', 'en']), mail: MailInput.prefault({}) }),
    output: MeView,
    errors: [],
  },
  requestVerification: {
    method: 'POST',
    path: '/v1/identity/verification',
    summary: {
      zh: '提交或更正实名认证',
      en: 'Ask for real-name verification, or correct a request that still waits',
    },
    auth: 'buyer',
    idempotency: 'optional',
    input: LegalClaim,
    output: VerificationView,
    status: 201,
    errors: [identityErrors.already_verified, kernelErrors.limit_reached],
  },
  withdrawVerification: {
    method: 'POST',
    path: '/v1/identity/verification/withdrawals',
    summary: { zh: '撤回待审核的实名认证', en: 'Withdraw a verification that still waits' },
    auth: 'buyer',
    idempotency: 'optional',
    input: z.strictObject({}),
    output: VerificationView,
    status: 201,
    errors: [identityErrors.verification_not_found, identityErrors.verification_not_pending],
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
  reviewVerification: {
    method: 'GET',
    path: '/v1/operator/verifications/{userId}',
    summary: {
      zh: '查看实名认证（证件号码完整显示，留痕）',
      en: 'Open a verification with its number in full; the look is recorded',
    },
    auth: 'operator',
    idempotency: 'no',
    input: z.strictObject({ userId: UserId }),
    output: VerificationView,
    errors: [identityErrors.verification_not_found],
  },
  decideVerification: {
    method: 'POST',
    path: '/v1/operator/verifications/{userId}/decisions',
    summary: {
      zh: '通过或驳回实名认证（驳回须说明原因）',
      en: 'Approve or reject a verification; rejecting needs a reason',
    },
    auth: 'operator',
    idempotency: 'optional',
    decides: true,
    input: z.strictObject({ userId: UserId, ...decisionInput }),
    output: VerificationView,
    status: 201,
    errors: [identityErrors.verification_not_found, ...decisionErrors],
  },
});
