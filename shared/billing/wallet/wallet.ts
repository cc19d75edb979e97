import type { Change } from '../../kernel/change.ts';
import { AppError, type ErrorFactory } from '../../kernel/errors.ts';
import type { Table } from '../../table/table.ts';
import { billingErrors } from '../errors.ts';
import { depositOf } from '../ledger/account.ts';
import { type Purchase, purchaseEntry, refundEntry } from '../ledger/entries.ts';
import { appendEntries, balanceOf } from '../ledger/ledger-store.ts';

/** Pays an order from the buyer's wallet; throws `insufficient` with how much is missing, which is the caller's own error. */
export const walletDebit =
  (table: Table) =>
  async (
    purchase: Purchase,
    now: Date,
    insufficient: ErrorFactory = billingErrors.insufficient_funds,
  ): Promise<Change> => {
    try {
      return await appendEntries(table, [purchaseEntry(purchase, now.toISOString())]);
    } catch (error) {
      if (error instanceof AppError && error.spec.code === billingErrors.insufficient_funds.code)
        throw insufficient(error.extras);
      throw error;
    }
  };

/** Gives a purchase back to the buyer's wallet. Once: it goes with the order's change into a state without return. */
export const refundPurchase =
  (table: Table) =>
  (purchase: Purchase, now: Date): Promise<Change> =>
    appendEntries(table, [refundEntry(purchase, now.toISOString())]);

/** What a seller has left as a surety, in fen. */
export const depositBalance =
  (table: Table) =>
  (sellerId: string): Promise<number> =>
    balanceOf(table, depositOf(sellerId));
