import * as z from 'zod';
import { Currency, Fen } from '../china/money.ts';
import { defineContract } from '../kernel/contract.ts';
import { listInput, pageOf } from '../kernel/page.ts';
import { SandboxCallback } from '../outside/payments/sandbox/callback.ts';
import { billingErrors } from './errors.ts';
import { postingReasons } from './ledger/flows.ts';
import { PaymentOutcome, PaymentPurpose, PaymentStatus } from './payments/payment.ts';

export const WalletView = z.object({ balanceFen: Fen, currency: Currency });

const PostingReason = z.enum(postingReasons);
/** `reference`: what the movements belong to */
const postingFilters = {
  reason: PostingReason.optional(),
  reference: z
    .string()
    .regex(/^[0-9A-Za-z_-]{1,64}$/)
    .optional(),
};

/** One movement: `amountFen` is signed, `balanceFen` is what was there after it. */
export const PostingView = z.object({
  entryId: z.string(),
  createdAt: z.iso.datetime(),
  reason: PostingReason,
  amountFen: z.int(),
  balanceFen: Fen,
  /** the payment, order or receipt it belongs to */
  reference: z.string(),
  /** of a refund: the movement that it takes back */
  corrects: z.string().optional(),
});

export const PaymentView = z.object({
  paymentId: z.string(),
  purpose: PaymentPurpose,
  orderId: z.string().optional(),
  amountFen: Fen,
  currency: Currency,
  status: PaymentStatus,
  outcome: PaymentOutcome.optional(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  settledAt: z.iso.datetime().optional(),
});

export const ReceiptView = z.object({
  receiptId: z.string(),
  receiptNumber: z.string(),
  amountFen: Fen,
  issuedAt: z.iso.datetime(),
});

/** Where a top-up is paid. */
export const TopUpView = z.object({
  paymentId: z.string(),
  payUrl: z.url(),
  amountFen: Fen,
  expiresAt: z.iso.datetime(),
});

export const DepositView = z.object({
  balanceFen: Fen,
  requiredFen: Fen,
  dueFen: Fen,
  currency: Currency,
});

export const DepositPayment = z.object({
  paidFen: Fen,
  balanceFen: Fen,
  requiredFen: Fen,
  receipt: ReceiptView,
});

export const ReceivedCallback = z.object({ paymentId: z.string(), received: z.literal(true) });

export const billingContract = defineContract({
  showWallet: {
    method: 'GET',
    path: '/v1/wallet',
    summary: { zh: '查看账户余额', en: 'Show my balance' },
    auth: 'buyer',
    idempotency: 'no',
    input: z.strictObject({}),
    output: WalletView,
    errors: [],
  },
  listWalletEntries: {
    method: 'GET',
    path: '/v1/wallet/entries',
    summary: { zh: '查看收支明细', en: "List my wallet's movements" },
    auth: 'buyer',
    idempotency: 'no',
    input: listInput(postingFilters),
    output: pageOf(PostingView),
    errors: [],
  },
  topUpWallet: {
    method: 'POST',
    path: '/v1/wallet/top-ups',
    summary: { zh: '账户充值', en: 'Top my wallet up' },
    auth: 'buyer',
    idempotency: 'required',
    input: z.strictObject({
      amountFen: Fen,
      returnUrl: z
        .url({ protocol: /^https?$/ })
        .max(500)
        .optional(),
    }),
    output: TopUpView,
    status: 201,
    errors: [],
  },
  showTopUp: {
    method: 'GET',
    path: '/v1/wallet/top-ups/{paymentId}',
    summary: { zh: '查看支付单', en: 'Show one of my payments' },
    auth: 'buyer',
    idempotency: 'no',
    input: z.strictObject({ paymentId: z.string().min(1).max(64) }),
    output: PaymentView,
    errors: [billingErrors.payment_not_found],
  },
  settlePayment: {
    method: 'POST',
    path: '/v1/payment-callbacks/sandbox',
    summary: { zh: '支付沙箱的支付通知', en: "The payment sandbox's callback" },
    auth: 'public',
    idempotency: 'no',
    input: SandboxCallback,
    output: ReceivedCallback,
    errors: [billingErrors.callback_forged, billingErrors.payment_not_found, billingErrors.amount_mismatch],
  },
  showDeposit: {
    method: 'GET',
    path: '/v1/seller/deposit',
    summary: { zh: '查看保证金', en: 'Show the deposit: what is there and what is required' },
    auth: 'seller',
    idempotency: 'no',
    input: z.strictObject({}),
    output: DepositView,
    errors: [],
  },
  listDepositEntries: {
    method: 'GET',
    path: '/v1/seller/deposit/entries',
    summary: { zh: '查看保证金明细', en: "List the deposit's movements" },
    auth: 'seller',
    idempotency: 'no',
    input: listInput(postingFilters),
    output: pageOf(PostingView),
    errors: [],
  },
  payDeposit: {
    method: 'POST',
    path: '/v1/seller/deposit/payments',
    summary: { zh: '用余额缴纳保证金', en: 'Pay the deposit from the wallet' },
    auth: 'seller',
    idempotency: 'required',
    input: z.strictObject({}),
    output: DepositPayment,
    status: 201,
    errors: [billingErrors.deposit_complete, billingErrors.insufficient_funds],
  },
  showDepositReceipt: {
    method: 'GET',
    path: '/v1/seller/deposit/receipts/{receiptId}',
    summary: { zh: '下载保证金收据', en: 'Download a deposit receipt' },
    auth: 'seller',
    idempotency: 'no',
    input: z.strictObject({ receiptId: z.string().min(1).max(64) }),
    output: z.object({ base64: z.string(), fileName: z.string() }),
    produces: 'application/pdf',
    errors: [billingErrors.receipt_not_found],
  },
});
