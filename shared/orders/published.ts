import type { Bought, Terms } from '../catalogue/published.ts';

/** What was bought, of any product type. */
export type ProductTerms = Terms;

/** An entitlement whose time has begun, as the code of its product type needs it. */
export type ActiveRight = {
  readonly entitlementId: string;
  readonly orderId: string;
  readonly lineNumber: number;
  readonly buyerId: string;
  readonly bought: Bought;
  readonly quantity: number;
  readonly startsAt: string;
  readonly endsAt: string;
};
