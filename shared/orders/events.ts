import * as z from 'zod';
import type { EventMessage, EventRoute, EventRoutes } from '../kernel/event-message.ts';

/** What other contexts may know of orders. Amounts in fen. */
export const orderEvents = {
  created: 'order.created',
  /** data: {@link OrderNews} */
  paid: 'order.paid',
  fulfilling: 'order.fulfilling',
  activated: 'order.activated',
  expired: 'order.expired',
  /** data: {@link OrderNews} and reason */
  cancelled: 'order.cancelled',
} as const;

/** All carry {@link EntitlementNotice} as data. */
export const entitlementEvents = {
  /** it waits for the seller's system */
  created: 'entitlement.created',
  activated: 'entitlement.activated',
  /** its end is near: `daysLeft` */
  expiring: 'entitlement.expiring',
  expired: 'entitlement.expired',
  released: 'entitlement.released',
} as const;

export const OrderNews = z.object({
  orderId: z.string(),
  buyerId: z.string(),
  sellerId: z.string(),
  productName: z.string(),
  amountFen: z.int(),
});
export type OrderNews = z.output<typeof OrderNews>;

/** What the seller's system, the buyer and the seller are told about an entitlement. */
export const EntitlementNotice = z.object({
  entitlementId: z.string(),
  orderId: z.string(),
  productId: z.string(),
  productName: z.string(),
  planId: z.string(),
  packageId: z.string(),
  sellerId: z.string(),
  buyerId: z.string(),
  buyerName: z.string(),
  /** the seller's system to tell; absent when nobody has to be told */
  endpointId: z.string().optional(),
  /** counts the notifications about this entitlement, from 1 */
  noticeNumber: z.int(),
  quantity: z.int(),
  amountFen: z.int(),
  calls: z.int(),
  validityDays: z.int(),
  /** the seller's own id, once its system gave one */
  instanceId: z.string().optional(),
  startsAt: z.iso.datetime().optional(),
  endsAt: z.iso.datetime().optional(),
  daysLeft: z.int().optional(),
});
export type EntitlementNotice = z.output<typeof EntitlementNotice>;

const toMessages = (): readonly EventRoute[] => [{ queue: 'messages' }];

/** To the seller's system, in the order of the entitlement, if the product has one. */
const toSeller = ({ aggregateId, data }: EventMessage): readonly EventRoute[] =>
  typeof data.endpointId === 'string' ? [{ queue: 'notifications', group: aggregateId }] : [];

export const orderRoutes: EventRoutes = {
  [orderEvents.paid]: () => [{ queue: 'orders' }, { queue: 'messages' }],
  [orderEvents.cancelled]: toMessages,
  [entitlementEvents.created]: toSeller,
  [entitlementEvents.activated]: toMessages,
  [entitlementEvents.expiring]: toMessages,
  [entitlementEvents.expired]: (event) => [...toSeller(event), ...toMessages()],
  [entitlementEvents.released]: (event) => [...toSeller(event), ...toMessages()],
};
