import * as z from 'zod';
import { CaseView, decisionInput, OutcomeView } from '../../cases/case-view.ts';
import { decisionErrors } from '../../cases/errors.ts';
import { defineContract } from '../../kernel/contract.ts';
import { ProductId } from '../../kernel/id-input.ts';
import { catalogueErrors } from '../errors.ts';
import { ProductRow, StepsView, WorkingView } from '../products/contract.ts';
import { ProductPage } from '../shelf/page-view.ts';
import { FindingView } from '../text-checks/finding-view.ts';

export const ReviewedProduct = z.object({
  productId: z.string(),
  sellerId: z.string(),
  /** of the version looked at: the one under review, else the live one */
  number: z.int(),
  /** what a decision must name, so that nobody decides on what was not seen */
  version: z.int(),
  working: WorkingView.optional(),
  live: z.object({ number: z.int(), name: z.string() }).optional(),
  ...StepsView,
  findings: z.array(FindingView),
  /** against the live version; empty for a product's first one */
  difference: z.array(
    z.object({ pointer: z.string(), before: z.unknown().optional(), after: z.unknown().optional() }),
  ),
  /** every file, to be opened through `POST /v1/uploads/{uploadId}/links` */
  documents: z.array(z.object({ pointer: z.string(), uploadId: z.string(), purpose: z.string() })),
  page: ProductPage,
  /** while the version is in review */
  review: CaseView.optional(),
  /** an operator's latest word on this version */
  outcome: OutcomeView.optional(),
});

export const DecidedProduct = ProductRow.extend({ outcome: OutcomeView });

const base = '/v1/operator/products';

export const reviewContract = defineContract({
  showReview: {
    method: 'GET',
    path: `${base}/{productId}`,
    summary: { zh: '查看待审核商品', en: 'Show a product with findings, difference and documents' },
    auth: 'operator',
    idempotency: 'no',
    input: z.strictObject({ productId: ProductId }),
    output: ReviewedProduct,
    errors: [catalogueErrors.product_not_found],
  },
  decideReview: {
    method: 'POST',
    path: `${base}/{productId}/decisions`,
    summary: { zh: '审核通过或驳回', en: 'Approve or reject the version under review' },
    auth: 'operator',
    idempotency: 'optional',
    decides: true,
    input: z.strictObject({ productId: ProductId, ...decisionInput }),
    output: DecidedProduct,
    status: 201,
    errors: [catalogueErrors.product_not_found, ...decisionErrors],
  },
});
