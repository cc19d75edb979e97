import type { Bought } from '../catalogue/published.ts';
import type { FailedNotification } from '../fulfilment/events.ts';
import type { EventMessage, EventRoute, EventRoutes } from '../kernel/events/event-message.ts';

/** What other contexts may know of orders. Amounts in fen. */
export const orderEvents = {
  created: 'order.created',
  /** data: {@link OrderNews} */
  paid: 'order.paid',
  fulfilling: 'order.fulfilling',
  activated: 'order.activated',
  expired: 'order.expired',
  /** data: {@link OrderNews} and cause */
  cancelled: 'order.cancelled',
  /** what was paid is back in the buyer's wallet; data: {@link OrderRefunded} */
  refunded: 'order.refunded',
  /** an operator looked at it */
  viewed: 'order.viewed',
} as const;

/** All but `viewed` carry {@link EntitlementNotice} as data. */
export const entitlementEvents = {
  /** it waits for the seller's system */
  created: 'entitlement.created',
  activated: 'entitlement.activated',
  /** the seller's system did not take it: it waits to be refunded, unless the seller sends its notification again before; data: {@link SetupFailed} */
  setupFailed: 'entitlement.setup_failed',
  /** its end is near: with `daysLeft` */
  expiring: 'entitlement.expiring',
  /** with `keptUntil`, when it is released, and `keptDays` */
  expired: 'entitlement.expired',
  /** its retention is over; or it was never set up and is `refunded` */
  released: 'entitlement.released',
  /** an operator looked at it; data: entitlementId, seenVersion */
  viewed: 'entitlement.viewed',
} as const;

/** What events of an order tell. Amounts in fen. */
export type OrderNews = {
  readonly orderId: string;
  readonly buyerId: string;
  readonly buyerName: string;
  readonly sellerId: string;
  readonly amountFen: number;
  readonly lines: readonly (Pick<Bought, 'productId' | 'productName' | 'planName' | 'optionName'> & {
    readonly entitlementId: string;
    readonly quantity: number;
  })[];
};

/** What the seller's system, the buyer and the seller are told about an entitlement. Times are ISO. */
export type EntitlementNotice = {
  readonly entitlementId: string;
  readonly orderId: string;
  readonly lineNumber: number;
  readonly sellerId: string;
  readonly buyerId: string;
  readonly buyerName: string;
  /** the seller's system to tell; absent when nobody has to be told */
  readonly endpointId?: string;
  /** counts the notifications about this entitlement, from 1 */
  readonly noticeNumber: number;
  readonly bought: Bought;
  readonly quantity: number;
  readonly amountFen: number;
  /** the seller's own id, once its system gave one */
  readonly instanceId?: string;
  readonly startsAt?: string;
  readonly endsAt?: string;
  readonly daysLeft?: number;
};

/** How the set-up failed, in the words of the notification that failed. */
export type SetupFailure = Pick<
  FailedNotification,
  'notificationId' | 'status' | 'attempts' | 'lastErrorClass' | 'lastStatus'
>;

/** Why an entitlement was not set up, and until when it still can be. */
export type SetupFailed = EntitlementNotice & {
  readonly failure: SetupFailure;
  readonly notificationId: string;
  readonly refundAt: string;
};
export type OrderRefunded = OrderNews & { readonly entitlementId: string; readonly failure: SetupFailure };

const toMessages = (): readonly EventRoute[] => [{ queue: 'messages' }];

/** To the seller's system, in the order of the entitlement, if the product has one. */
const toSeller = ({ aggregateId, data }: EventMessage): readonly EventRoute[] =>
  typeof data.endpointId === 'string' ? [{ queue: 'notifications', group: aggregateId }] : [];

export const orderRoutes: EventRoutes = {
  [orderEvents.paid]: () => [{ queue: 'orders' }, { queue: 'messages' }],
  [orderEvents.cancelled]: toMessages,
  [orderEvents.refunded]: toMessages,
  [entitlementEvents.created]: toSeller,
  [entitlementEvents.activated]: toMessages,
  [entitlementEvents.setupFailed]: toMessages,
  [entitlementEvents.expiring]: toMessages,
  [entitlementEvents.expired]: (event) => [...toSeller(event), ...toMessages()],
  // Of a refund, people are told by the order's own event.
  [entitlementEvents.released]: (event) => [
    ...toSeller(event),
    ...(event.data.refunded === true ? [] : toMessages()),
  ],
};
