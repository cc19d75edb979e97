import type { Access, Bought, Terms } from '../catalogue/published.ts';

/** What was bought, of any product type. */
export type ProductTerms = Terms;

/** How it is used. */
export type ProductAccess = Access;

/** An entitlement whose time has begun, as the code of its product type needs it. */
export type ActiveRight = {
  readonly entitlementId: string;
  /** numbers what its order lines brought, from 1 */
  readonly parcel: number;
  readonly buyerId: string;
  readonly bought: Bought;
  readonly quantity: number;
  readonly startsAt: string;
  readonly endsAt: string;
};
