import { clearingOf, depositOf, escrowOf, walletOf } from './account.ts';
import type { PostingReason } from './flows.ts';
import type { Entry } from './ledger.ts';

/** Money that came in from a provider for a user. */
export const receivedEntry = (
  received: { userId: string; provider: string; paymentId: string; amountFen: number; reason: PostingReason },
  at: string,
): Entry => ({
  entryId: `received:${received.paymentId}`,
  reason: received.reason,
  at,
  reference: received.paymentId,
  legs: [
    { account: walletOf(received.userId), amountFen: received.amountFen },
    { account: clearingOf(received.provider), amountFen: -received.amountFen },
  ],
});

export type Purchase = { readonly userId: string; readonly orderId: string; readonly amountFen: number };

const purchaseId = (orderId: string): string => `purchase:${orderId}`;

/** Money from a buyer's wallet into the order's escrow. */
export const purchaseEntry = ({ userId, orderId, amountFen }: Purchase, at: string): Entry => ({
  entryId: purchaseId(orderId),
  reason: 'purchase',
  at,
  reference: orderId,
  legs: [
    { account: walletOf(userId), amountFen: -amountFen },
    { account: escrowOf(orderId), amountFen },
  ],
});

/**
 * All of a purchase's money out of the order's escrow into the buyer's wallet, also that of an online payment: it came in through the wallet,
 * and stays there until payment providers are asked to take money back.
 */
export const refundEntry = ({ userId, orderId, amountFen }: Purchase, at: string): Entry => ({
  entryId: `refund:${orderId}`,
  reason: 'refund',
  at,
  reference: orderId,
  corrects: purchaseId(orderId),
  legs: [
    { account: walletOf(userId), amountFen },
    { account: escrowOf(orderId), amountFen: -amountFen },
  ],
});

/** Money from a user's wallet into a seller's deposit. */
export const depositEntry = (
  {
    userId,
    sellerId,
    receiptId,
    amountFen,
  }: { userId: string; sellerId: string; receiptId: string; amountFen: number },
  at: string,
): Entry => ({
  entryId: `deposit:${receiptId}`,
  reason: 'deposit',
  at,
  reference: receiptId,
  legs: [
    { account: walletOf(userId), amountFen: -amountFen },
    { account: depositOf(sellerId), amountFen },
  ],
});
