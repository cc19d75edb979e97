import type { EntitlementNotice } from '../events.ts';
import type { Entitlement } from './entitlement.ts';

/** What events of an entitlement tell. */
export const noticeOf = (entitlement: Entitlement): EntitlementNotice => ({
  entitlementId: entitlement.entitlementId,
  orderId: entitlement.orderId,
  lineNumber: entitlement.lineNumber,
  sellerId: entitlement.bought.sellerId,
  buyerId: entitlement.buyerId,
  buyerName: entitlement.buyerName,
  endpointId: entitlement.bought.endpointId,
  noticeNumber: entitlement.noticeNumber,
  bought: entitlement.bought,
  quantity: entitlement.quantity,
  amountFen: entitlement.amountFen,
  instanceId: entitlement.instanceId,
  startsAt: entitlement.startsAt,
  endsAt: entitlement.endsAt,
});
