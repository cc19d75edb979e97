import * as z from 'zod';
import { defineContract } from '../../kernel/contract.ts';
import { ProductId } from '../../kernel/id-input.ts';
import { pageInput, pageOf } from '../../kernel/page.ts';
import { shownLines } from '../../kernel/text/shown-text.ts';
import { rule } from '../../kernel/validation.ts';
import { catalogueErrors } from '../errors.ts';
import { FindingView, ProductRow, ReviewView, StepsView, WorkingView } from '../products/contract.ts';
import { ProductPage } from '../shelf/page-view.ts';

const QueueRow = ProductRow.extend({ overdue: z.boolean() });

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
  review: ReviewView.optional(),
});

const base = '/v1/operator/products';

export const reviewContract = defineContract({
  listReviews: {
    method: 'GET',
    path: base,
    summary: { zh: '待审核商品，先到期者在前', en: 'Products under review, first due first' },
    auth: 'operator',
    idempotency: 'no',
    input: z.strictObject(pageInput),
    output: pageOf(QueueRow),
    errors: [],
  },
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
    input: z.strictObject({
      productId: ProductId,
      version: z.int().min(1),
      decision: z.enum(['approved', 'rejected']),
      note: shownLines(1, 500).optional(),
      comments: z
        .array(
          z.strictObject({
            pointer: z
              .string()
              .max(200)
              .refine(
                (pointer) => pointer.startsWith('/'),
                rule(
                  'pointer',
                  '应为字段的位置，如 /basic/summary。',
                  'Must be the place of a field, such as /basic/summary.',
                ),
              ),
            text: shownLines(1, 300),
          }),
        )
        .max(50)
        .refine(
          (comments) => new Set(comments.map(({ pointer }) => pointer)).size === comments.length,
          rule('one_per_field', '每个字段只能有一条审核意见。', 'Give one comment for each field.'),
        )
        .default([]),
    }),
    output: ProductRow.extend({ review: ReviewView }),
    status: 201,
    errors: [
      catalogueErrors.product_not_found,
      catalogueErrors.review_outdated,
      catalogueErrors.version_not_movable,
    ],
  },
});
