import type { Change } from '../kernel/change.ts';
import type { ErrorFactory, Text } from '../kernel/errors.ts';
import type { NewId } from '../kernel/ids.ts';

export const countingRules = ['success-only', 'forwarded'] as const;
export type CountingRule = (typeof countingRules)[number];

/** What is on sale, as the catalogue tells it: one package of one plan of one product's live version. */
export type Offer = {
  readonly productId: string;
  readonly productVersion: number;
  readonly productName: string;
  readonly sellerId: string;
  /** whoever acts for the seller; nobody buys from himself */
  readonly sellerUserId: string;
  readonly planId: string;
  readonly planName: string;
  readonly packageId: string;
  readonly type: 'api';
  readonly groupId: string;
  /** calls in the package */
  readonly calls: number;
  readonly amountFen: number;
  readonly validityDays: number;
  readonly countingRule: CountingRule;
  /** the seller's system to tell; absent when nobody needs to be told */
  readonly endpointId?: string;
  readonly agreementVersion: string;
  readonly listed: boolean;
};

/** One eventually consistent read of half a unit. */
export type OfferOf = (chosen: {
  productId: string;
  planId: string;
  packageId: string;
}) => Promise<Offer | undefined>;

/** Billing's part of a purchase from the wallet; throws `insufficient` with how much is missing. */
export type WalletDebit = (
  purchase: { userId: string; orderId: string; amountFen: number },
  now: Date,
  insufficient: ErrorFactory,
) => Promise<Change>;

/** Billing's part of a refund: all that a purchase cost, back into the buyer's wallet. */
export type RefundPurchase = (
  purchase: { userId: string; orderId: string; amountFen: number },
  now: Date,
) => Promise<Change>;

/**
 * Fulfilment's part of a refund: the seller's system is not told of the purchase any more. Undefined when that cannot be had now: it has
 * just taken it, is being told, or was withdrawn before; `reached` tells whether it may know of it.
 */
export type WithdrawSetup = (
  notificationId: string,
  now: Date,
) => Promise<{ readonly changes: readonly Change[]; readonly reached: boolean } | undefined>;

/** Billing's part of an online payment: a pay page for exactly this amount. */
export type StartOnlinePayment = (
  payment: {
    userId: string;
    orderId: string;
    amountFen: number;
    subject: Text;
    payBefore?: string;
    returnUrl?: string;
  },
  call: { now: Date; newId: NewId },
) => { readonly paymentId: string; readonly payUrl: string; readonly changes: readonly Change[] };

/** Where calls of an API group go. */
export type AccessOf = (
  groupId: string,
) => Promise<{ readonly gatewayUrl: string; readonly accessPrefix: string } | undefined>;

/** Metering's part of an activation: the counter of calls that the gateway draws from. */
export type GrantQuota = (quota: {
  entitlementId: string;
  buyerId: string;
  sellerId: string;
  productId: string;
  groupId: string;
  calls: number;
  countingRule: CountingRule;
  startsAt: string;
  endsAt: string;
}) => readonly Change[];
