import * as z from 'zod';
import { defineContract } from '../../kernel/contract.ts';
import { pageInput, pageOf } from '../../kernel/page.ts';
import { shownLines } from '../../kernel/text/shown-text.ts';
import { rule } from '../../kernel/validation.ts';
import { ApplicationPart } from '../admission/application.ts';
import { ApplicationId } from '../admission/application-contract.ts';
import { ApplicationRow, ApplicationView } from '../admission/views.ts';
import { sellerErrors } from '../errors.ts';

/** A reviewer also sees whose account it is. */
export const ReviewView = ApplicationView.extend({ userId: z.string(), userName: z.string() });

/** What operators do with applications (`docs/rules/1-onboarding.md`, "Review"). */
export const reviewContract = defineContract({
  listApplicationsInReview: {
    method: 'GET',
    path: '/v1/operator/applications',
    summary: { zh: '入驻申请审核列表（超期优先）', en: 'List applications to review, overdue ones first' },
    auth: 'operator',
    idempotency: 'no',
    input: z.strictObject({
      ...pageInput,
      status: z.enum(['submitted', 'approved', 'rejected']).default('submitted'),
    }),
    output: pageOf(ApplicationRow),
    errors: [],
  },
  reviewApplication: {
    method: 'GET',
    path: '/v1/operator/applications/{applicationId}',
    summary: {
      zh: '查看待审核的入驻申请（留痕）',
      en: 'Open an application for review; the look is recorded',
    },
    auth: 'operator',
    idempotency: 'no',
    input: z.strictObject({ applicationId: ApplicationId }),
    output: ReviewView,
    errors: [sellerErrors.application_not_found],
  },
  decideApplication: {
    method: 'POST',
    path: '/v1/operator/applications/{applicationId}/decisions',
    summary: { zh: '通过或驳回入驻申请', en: 'Approve or reject an application' },
    auth: 'operator',
    idempotency: 'optional',
    decides: true,
    input: z.strictObject({
      applicationId: ApplicationId,
      version: z.int().min(1),
      decision: z.enum(['approved', 'rejected']),
      comments: z
        .array(z.strictObject({ part: ApplicationPart, comment: shownLines(1, 500) }))
        .max(20)
        .refine(
          (comments) => new Set(comments.map(({ part }) => part)).size === comments.length,
          rule('one_per_part', '每个部分只能有一条审核意见。', 'Give one comment for each part.'),
        )
        .default([]),
    }),
    output: ReviewView,
    status: 201,
    errors: [
      sellerErrors.application_not_found,
      sellerErrors.application_status,
      sellerErrors.application_changed,
      sellerErrors.legal_identity_taken,
      sellerErrors.legal_identity_expelled,
    ],
  },
});
