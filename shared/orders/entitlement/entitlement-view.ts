import type * as z from 'zod';
import type { Entitlement } from './entitlement.ts';
import type { EntitlementView, SellersEntitlement } from './entitlement-contract.ts';

/** What buyer and seller both see. */
export const entitlementView = (entitlement: Entitlement): z.input<typeof EntitlementView> => ({
  entitlementId: entitlement.entitlementId,
  orderId: entitlement.orderId,
  status: entitlement.status,
  sellerId: entitlement.sellerId,
  productId: entitlement.productId,
  productVersion: entitlement.productVersion,
  productName: entitlement.productName,
  planId: entitlement.planId,
  planName: entitlement.planName,
  packageId: entitlement.packageId,
  productType: entitlement.productType,
  groupId: entitlement.groupId,
  calls: entitlement.calls,
  countingRule: entitlement.countingRule,
  validityDays: entitlement.validityDays,
  createdAt: entitlement.createdAt,
  setupFailedAt: entitlement.setupFailedAt,
  setupFailure: entitlement.setupFailure?.status,
  refundAt: entitlement.refundAt,
  startsAt: entitlement.startsAt,
  endsAt: entitlement.endsAt,
});

/** With the buyer and the seller's own id of it; the access data are left out, they are the buyer's. */
export const sellersEntitlementView = (entitlement: Entitlement): z.input<typeof SellersEntitlement> => ({
  ...entitlementView(entitlement),
  buyerId: entitlement.buyerId,
  buyerName: entitlement.buyerName,
  instanceId: entitlement.instanceId,
});
