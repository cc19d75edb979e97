import type { EntitlementNotice, OrderNews } from '../events.ts';
import type { Order } from '../order/order.ts';
import type { Entitlement } from './entitlement.ts';

export const orderNews = (order: Order): OrderNews => ({
  orderId: order.orderId,
  buyerId: order.buyerId,
  buyerName: order.buyerName,
  sellerId: order.sellerId,
  productId: order.productId,
  productName: order.productName,
  planName: order.planName,
  calls: order.calls,
  quantity: order.quantity,
  amountFen: order.amountFen,
});

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
