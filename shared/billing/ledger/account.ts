/**
 * Accounts of the ledger, by name. What the marketplace owes counts positive, what it has at a provider negative, so that
 * all accounts together are zero.
 *
 * Wallets and deposits are chained: each of their postings holds the balance after it, and none may be written twice at the
 * same place. The others are counter accounts: their balance is the sum over the postings that name them.
 */
export type ChainedAccount = `wallet:${string}` | `deposit:${string}`;
export type CounterAccount = `escrow:${string}` | `clearing:${string}`;
export type Account = ChainedAccount | CounterAccount;

/** A user's own money at the marketplace. */
export const walletOf = (userId: string): ChainedAccount => `wallet:${userId}`;
/** A seller's surety. */
export const depositOf = (sellerId: string): ChainedAccount => `deposit:${sellerId}`;
/** Money for an order, held until the seller may have it. */
export const escrowOf = (orderId: string): CounterAccount => `escrow:${orderId}`;
/** What a payment provider has collected for us. */
export const clearingOf = (provider: string): CounterAccount => `clearing:${provider}`;

export const isChained = (account: Account): account is ChainedAccount =>
  account.startsWith('wallet:') || account.startsWith('deposit:');
