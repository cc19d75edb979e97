import type { Term } from '../../china/term.ts';

/** What a seller's system is told (`docs/rules/4-fulfilment.md`, "What is told"). */
export const fulfilmentActions = [
  'create',
  'renew',
  'upgrade',
  'expire',
  'release',
  'suspend',
  'resume',
  'order',
  'license',
  'application_sync',
  'tenant_sync',
  'org_sync_all',
  'org_sync_one',
  'auth_sync',
  'verify',
] as const;
export type FulfilmentAction = (typeof fulfilmentActions)[number];

export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [name: string]: Json | undefined };

/** What a message tells; every dialect takes the fields that it has a word for. Times are ISO 8601 UTC, amounts fen. */
export type FulfilmentData = {
  readonly entitlementId?: string;
  readonly orderId?: string;
  readonly lineNumber?: number;
  readonly productId?: string;
  readonly planId?: string;
  readonly optionId?: string;
  readonly sellerId?: string;
  readonly buyerId?: string;
  readonly buyerName?: string;
  readonly email?: string;
  readonly mobile?: string;
  /** The seller's own id, known once `create` has succeeded. */
  readonly instanceId?: string;
  readonly quantity?: number;
  readonly amountFen?: number;
  readonly currency?: string;
  /** How long what was bought may be used. */
  readonly term?: Term;
  /** What was bought, by the type of the product. */
  readonly terms?: { readonly [name: string]: Json | undefined };
  readonly startsAt?: string;
  readonly endsAt?: string;
  readonly trial?: boolean;
  /** True for the debugger and mock orders. */
  readonly test?: boolean;
  /** Of `release`: whether the order was refunded. */
  readonly refunded?: boolean;
  /** Extra items that the seller asked the buyer for when ordering. */
  readonly extra?: { readonly [name: string]: Json | undefined };
};

/** One notification's content. All of it is fixed when it is made, so that a repeat has the same bytes. */
export type FulfilmentMessage = {
  readonly id: string;
  readonly action: FulfilmentAction;
  /** When what it tells happened, ISO 8601 UTC. */
  readonly occurredAt: string;
  readonly data: FulfilmentData;
};
