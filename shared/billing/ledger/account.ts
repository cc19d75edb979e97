/** Every kind of account: whose it is, and whether its postings are a chain. */
export const accountKinds = {
  /** a user's own money at the marketplace */
  wallet: { of: 'user', chained: true },
  /** a seller's surety */
  deposit: { of: 'seller', chained: true },
  /** money for an order, held until the seller may have it */
  escrow: { of: 'order', chained: false },
  /** what a payment provider has collected for us */
  clearing: { of: 'provider', chained: false },
} as const satisfies Readonly<Record<string, { readonly of: string; readonly chained: boolean }>>;

export type AccountKind = keyof typeof accountKinds;
type KindsThat<Chained extends boolean> = {
  [K in AccountKind]: (typeof accountKinds)[K]['chained'] extends Chained ? K : never;
}[AccountKind];

/**
 * Accounts of the ledger, by name. What the marketplace owes counts positive, what it has at a provider negative, so that
 * all accounts together are zero.
 *
 * Each posting of a chained account holds the balance after it, and none may be written twice at the same place. The others are counter
 * accounts: their balance is the sum over the postings that name them.
 */
export type ChainedAccount = `${KindsThat<true>}:${string}`;
export type CounterAccount = `${KindsThat<false>}:${string}`;
export type Account = ChainedAccount | CounterAccount;

const named =
  <K extends AccountKind>(kind: K) =>
  (owner: string): `${K}:${string}` =>
    `${kind}:${owner}`;

export const walletOf = named('wallet');
export const depositOf = named('deposit');
export const escrowOf = named('escrow');
export const clearingOf = named('clearing');

export const kindOf = (account: Account): AccountKind =>
  account.slice(0, account.indexOf(':')) as AccountKind;

export const isChained = (account: Account): account is ChainedAccount =>
  accountKinds[kindOf(account)].chained;
