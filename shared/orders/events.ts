import { bought } from '../catalogue/events.ts';
import { defineEvents, type EventRoute, to } from '../kernel/events/define-events.ts';
import type { EventMessage } from '../kernel/events/event-message.ts';
import {
  bothLanguages,
  fields,
  flag,
  listOf,
  maybe,
  oneOf,
  type PayloadOf,
  text,
  whole,
} from '../kernel/events/shape.ts';

/** What events of an order tell. Amounts in fen. */
const orderNews = {
  orderId: text,
  buyerId: text,
  buyerName: text,
  sellerId: text,
  amountFen: whole,
  lines: listOf(
    fields({
      entitlementId: text,
      productId: text,
      productName: text,
      planName: text,
      optionName: bothLanguages,
      quantity: whole,
    }),
  ),
};
export type OrderNews = PayloadOf<typeof orderNews>;

/** How the set-up failed, in the words of the notification that failed. */
const setupFailure = {
  notificationId: text,
  status: oneOf('exhausted', 'refused'),
  attempts: whole,
  lastErrorClass: maybe(text),
  lastStatus: maybe(whole),
};
export type SetupFailure = PayloadOf<typeof setupFailure>;

/** What the seller's system, the buyer and the seller are told about an entitlement. Times are ISO. */
const entitlementNotice = {
  entitlementId: text,
  orderId: text,
  lineNumber: whole,
  sellerId: text,
  buyerId: text,
  buyerName: text,
  /** the seller's system to tell; absent when nobody has to be told */
  endpointId: maybe(text),
  /** counts the notifications about this entitlement, from 1 */
  noticeNumber: whole,
  bought,
  quantity: whole,
  amountFen: whole,
  /** the seller's own id, once its system gave one */
  instanceId: maybe(text),
  startsAt: maybe(text),
  endsAt: maybe(text),
};
export type EntitlementNotice = PayloadOf<typeof entitlementNotice>;

/** Of one that has ended: when it is released, and after how many days. */
const retention = { keptUntil: maybe(text), keptDays: maybe(whole) };
const releasedNotice = { ...entitlementNotice, refunded: maybe(flag) };

/** To the seller's system, in the order of the entitlement, if the product has one. */
const toSeller = ({
  aggregateId,
  data,
}: EventMessage<{ readonly endpointId?: string }>): readonly EventRoute[] =>
  data.endpointId !== undefined ? [{ queue: 'notifications', group: aggregateId }] : [];
const toMessages = to('messages');

/** What other contexts may know of orders. */
export const orderEvents = defineEvents({
  created: { name: 'order.created', payload: orderNews },
  paid: { name: 'order.paid', payload: orderNews, route: to('orders', 'messages') },
  fulfilling: { name: 'order.fulfilling', payload: orderNews },
  activated: { name: 'order.activated', payload: orderNews },
  expired: { name: 'order.expired', payload: { ...orderNews, cause: text } },
  cancelled: {
    name: 'order.cancelled',
    payload: { ...orderNews, cause: oneOf('buyer', 'unpaid') },
    route: toMessages,
  },
  /** what was paid is back in the buyer's wallet */
  refunded: {
    name: 'order.refunded',
    payload: { ...orderNews, cause: text, entitlementId: text, failure: fields(setupFailure) },
    route: toMessages,
  },
  /** an operator looked at it */
  viewed: { name: 'order.viewed', payload: { orderId: text, seenVersion: whole } },
  /** an operator looked at the orders of a buyer or a seller */
  listed: { name: 'order.listed', payload: { of: text } },
});

/** What other contexts may know of entitlements. */
export const entitlementEvents = defineEvents({
  /** it waits for the seller's system */
  created: { name: 'entitlement.created', payload: entitlementNotice, route: toSeller },
  activated: { name: 'entitlement.activated', payload: entitlementNotice, route: toMessages },
  /** the seller's system did not take it: it waits to be refunded, unless the seller sends its notification again before */
  setupFailed: {
    name: 'entitlement.setup_failed',
    payload: {
      ...entitlementNotice,
      failure: fields(setupFailure),
      notificationId: text,
      /** what goes back then: all that its order cost */
      refundFen: whole,
      /** so many other lines of its order end with it */
      otherLines: whole,
      /** until when it can still be set up */
      refundAt: text,
    },
    route: toMessages,
  },
  /** its end is near */
  expiring: {
    name: 'entitlement.expiring',
    payload: { ...entitlementNotice, daysLeft: whole },
    route: toMessages,
  },
  expired: {
    name: 'entitlement.expired',
    payload: { ...entitlementNotice, ...retention },
    route: (event) => [...toSeller(event), ...toMessages()],
  },
  /** its retention is over; or its order was `refunded`, of which people are told by the order's own event */
  released: {
    name: 'entitlement.released',
    payload: releasedNotice,
    route: (event) => [...toSeller(event), ...(event.data.refunded ? [] : toMessages())],
  },
  /** an operator looked at it */
  viewed: { name: 'entitlement.viewed', payload: { entitlementId: text, seenVersion: whole } },
  /** an operator looked at those of a buyer or a seller */
  listed: { name: 'entitlement.listed', payload: { of: text } },
});
