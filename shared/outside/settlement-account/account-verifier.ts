import type { Text } from '../../kernel/errors.ts';

/** An Alipay account as it was typed, without spaces, and the name that it must belong to. */
export type AccountClaim = { readonly account: string; readonly holderName: string };

/**
 * `verified` with the account in its usual form; `unchecked` where nobody can say whose it is, so that an operator has to; else a stable
 * code and why, for people.
 */
export type AccountAnswer =
  | { readonly kind: 'verified' | 'unchecked'; readonly account: string }
  | ({ readonly kind: 'unverifiable'; readonly code: string } & Text);

/** The port to whoever knows the accounts that settlements are paid to. */
export type AccountVerifier = { readonly verify: (claim: AccountClaim) => Promise<AccountAnswer> };
