import * as z from 'zod';
import { CaseView, decisionInput } from '../../cases/case-view.ts';
import { decisionErrors } from '../../cases/errors.ts';
import { defineContract } from '../../kernel/contract.ts';
import { sellerErrors } from '../errors.ts';
import { SettlementAccountStatus } from './settlement-account.ts';

const SellerId = z.string().regex(/^sel_[0-9a-z]{1,60}$/);

export const AccountReviewView = z.object({
  sellerId: z.string(),
  kind: z.enum(['company', 'individual']),
  legalName: z.string(),
  savedAt: z.iso.datetime(),
  /** in full for an operator who opens it, else masked but for the last four characters */
  alipayAccount: z.string(),
  status: SettlementAccountStatus,
  verifiedAt: z.iso.datetime().optional(),
  review: CaseView.optional(),
  /** what a decision must name, so that nobody decides on what was not seen */
  version: z.int(),
});
export type AccountReviewView = z.input<typeof AccountReviewView>;

/** What operators do with settlement accounts that no provider could check. */
export const settlementAccountContract = defineContract({
  reviewSettlementAccount: {
    method: 'GET',
    path: '/v1/operator/settlement-accounts/{sellerId}',
    summary: {
      zh: '查看结算账户（完整显示，留痕）',
      en: 'Open a settlement account in full; the look is recorded',
    },
    auth: 'operator',
    idempotency: 'no',
    input: z.strictObject({ sellerId: SellerId }),
    output: AccountReviewView,
    errors: [sellerErrors.settlement_account_not_found],
  },
  decideSettlementAccount: {
    method: 'POST',
    path: '/v1/operator/settlement-accounts/{sellerId}/decisions',
    summary: {
      zh: '确认或驳回结算账户（驳回须说明原因）',
      en: 'Approve or reject a settlement account; rejecting needs a reason',
    },
    auth: 'operator',
    idempotency: 'optional',
    decides: true,
    input: z.strictObject({ sellerId: SellerId, ...decisionInput }),
    output: AccountReviewView,
    status: 201,
    errors: [sellerErrors.settlement_account_not_found, ...decisionErrors],
  },
});
