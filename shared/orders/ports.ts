import type { Change } from '../kernel/change.ts';
import type { ErrorFactory, Text } from '../kernel/errors.ts';
import type { NewId } from '../kernel/ids.ts';
import type { ActiveRight, ProductAccess, ProductTerms } from './published.ts';

/** A sum that is paid for an order, in fen. */
export type Purchase = { readonly userId: string; readonly orderId: string; readonly amountFen: number };

/** Billing's part of a purchase from the wallet; throws `insufficient` with how much is missing. */
export type WalletDebit = (purchase: Purchase, now: Date, insufficient: ErrorFactory) => Promise<Change>;

/** Billing's part of a refund: all that a purchase cost, back into the buyer's wallet. */
export type RefundPurchase = (purchase: Purchase, now: Date) => Promise<Change>;

/**
 * Fulfilment's part of a refund: the seller's system is not told any more to set the entitlement up. Undefined when that cannot be had now:
 * it has just taken it, is being told, or it was withdrawn before; `reached` tells whether it may know of it.
 */
export type WithdrawSetup = (
  entitlementId: string,
  now: Date,
) => Promise<{ readonly changes: readonly Change[]; readonly reached: boolean } | undefined>;

/** Billing's part of an online payment: a pay page for exactly this amount. */
export type StartOnlinePayment = (
  payment: Purchase & { readonly subject: Text; readonly payBefore?: string; readonly returnUrl?: string },
  call: { readonly now: Date; readonly newId: NewId; readonly apiUrl: string },
) => { readonly paymentId: string; readonly payUrl: string; readonly changes: readonly Change[] };

/** What begins with an entitlement, by its product type: a counter of calls for one that sells calls. */
export type Begin = (right: ActiveRight) => readonly Change[];

/** What ends before its time with an entitlement that is refunded, by its product type: calls that it still had. */
export type EndRight = (right: ActiveRight) => Promise<readonly Change[]>;

/** How a buyer uses what it bought, by its product type: where calls go for one that sells calls. */
export type AccessOf = (terms: ProductTerms) => Promise<ProductAccess | undefined>;
