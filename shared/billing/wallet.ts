import type { Change } from '../kernel/change.ts';
import type { Table } from '../table/table.ts';
import { clearingOf, depositOf, escrowOf, walletOf } from './account.ts';
import type { Entry, PostingReason } from './ledger.ts';
import { appendEntries, balanceOf } from './ledger-store.ts';

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

/** Money from a buyer's wallet into the order's escrow. */
export const purchaseEntry = ({ userId, orderId, amountFen }: Purchase, at: string): Entry => ({
  entryId: `purchase:${orderId}`,
  reason: 'purchase',
  at,
  reference: orderId,
  legs: [
    { account: walletOf(userId), amountFen: -amountFen },
    { account: escrowOf(orderId), amountFen },
  ],
});

/** Money from a user's wallet into a seller's deposit. */
export const depositEntry = (
  { userId, sellerId, receiptId, amountFen }: { userId: string; sellerId: string; receiptId: string; amountFen: number },
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

/** Pays an order from the buyer's wallet: one write unit of the ledger's own. @throws billing.insufficient_funds */
export const walletDebit =
  (table: Table) =>
  (purchase: Purchase, now: Date): Promise<Change> =>
    appendEntries(table, [purchaseEntry(purchase, now.toISOString())]);

/** What a seller has left as a surety, in fen. */
export const depositBalance =
  (table: Table) =>
  (sellerId: string): Promise<number> =>
    balanceOf(table, depositOf(sellerId));
