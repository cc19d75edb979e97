import type { ActiveRight } from '../published.ts';
import type { ActiveEntitlement } from './entitlement.ts';

/** What the code of a product type has to know of an entitlement that has begun. */
export const rightOf = (active: ActiveEntitlement): ActiveRight => ({
  entitlementId: active.entitlementId,
  parcel: active.parcels,
  buyerId: active.buyerId,
  bought: active.bought,
  quantity: active.quantity,
  startsAt: active.startsAt,
  endsAt: active.endsAt,
});
