import * as z from 'zod';
import { decisions } from '../../cases/case.ts';
import { decisionInput } from '../../cases/case-view.ts';
import { decisionErrors } from '../../cases/errors.ts';
import { defineContract } from '../../kernel/contract.ts';
import { listInput, pageOf, searchText } from '../../kernel/page.ts';
import { ApplicationId } from '../admission/application-contract.ts';
import { ApplicationRow, ApplicationView } from '../admission/views.ts';
import { sellerErrors } from '../errors.ts';
import { MarketName } from '../view-parts.ts';

/** A reviewer also sees whose account it is. */
export const ReviewView = ApplicationView.extend({ userId: z.string(), userName: z.string() });

/** What operators do with applications (`docs/rules/1-onboarding.md`, "Review"). */
export const reviewContract = defineContract({
  listDecidedApplications: {
    method: 'GET',
    path: '/v1/operator/applications',
    summary: {
      zh: '已审核的入驻申请，按决定时间，最新在前（待审核的见 GET /v1/operator/cases）',
      en: 'Applications that were decided, the latest decision first; those that wait are among the cases (GET /v1/operator/cases)',
    },
    auth: 'operator',
    idempotency: 'no',
    input: listInput({
      status: z.enum(decisions).default('approved'),
      markets: MarketName.optional(),
      q: searchText,
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
    input: z.strictObject({ applicationId: ApplicationId, ...decisionInput }),
    output: ReviewView,
    status: 201,
    errors: [
      sellerErrors.application_not_found,
      ...decisionErrors,
      sellerErrors.legal_identity_taken,
      sellerErrors.legal_identity_expelled,
    ],
  },
});
