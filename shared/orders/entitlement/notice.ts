import type { EntitlementNotice } from '../events.ts';
import type { Entitlement } from './entitlement.ts';

export const noticeOf = (entitlement: Entitlement): EntitlementNotice => ({
  entitlementId: entitlement.entitlementId,
  orderId: entitlement.orderId,
  productId: entitlement.productId,
  productName: entitlement.productName,
  planId: entitlement.planId,
  packageId: entitlement.packageId,
  sellerId: entitlement.sellerId,
  buyerId: entitlement.buyerId,
  buyerName: entitlement.buyerName,
  endpointId: entitlement.endpointId,
  noticeNumber: entitlement.noticeNumber,
  quantity: entitlement.quantity,
  amountFen: entitlement.amountFen,
  calls: entitlement.calls,
  validityDays: entitlement.validityDays,
  instanceId: entitlement.instanceId,
  startsAt: entitlement.startsAt,
  endsAt: entitlement.endsAt,
});
