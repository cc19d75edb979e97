import type { GrantQuota } from '../offer.ts';
import type { Entitlement } from './entitlement.ts';

/** What metering has to know of an entitlement that has begun. */
export const quotaOf = (
  active: Entitlement & { readonly startsAt: string; readonly endsAt: string },
): Parameters<GrantQuota>[0] => ({
  entitlementId: active.entitlementId,
  buyerId: active.buyerId,
  sellerId: active.sellerId,
  productId: active.productId,
  groupId: active.groupId,
  calls: active.calls * active.quantity,
  countingRule: active.countingRule,
  startsAt: active.startsAt,
  endsAt: active.endsAt,
});
