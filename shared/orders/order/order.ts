import { become, type Lifecycle } from '../../kernel/lifecycle.ts';
import type { Offer } from '../offer.ts';
import { shortName } from '../short-name.ts';
import { stateErrors } from '../state-errors.ts';

export const orderStatuses = [
  'created',
  'paid',
  'fulfilling',
  'active',
  'expired',
  'cancelled',
  'refunded',
] as const;
export type OrderStatus = (typeof orderStatuses)[number];

/** `docs/rules/3-orders.md`, "Orders". A product that needs nobody to be told is active as soon as it is opened. */
export const orderLifecycle: Lifecycle<OrderStatus> = {
  created: { zh: '待支付', en: 'waiting for payment', next: ['paid', 'cancelled'] },
  paid: { zh: '已支付', en: 'paid', next: ['fulfilling', 'active'] },
  fulfilling: { zh: '开通中', en: 'being fulfilled', next: ['active', 'refunded'] },
  active: { zh: '使用中', en: 'active', next: ['expired'] },
  expired: { zh: '已到期', en: 'expired', next: [] },
  cancelled: { zh: '已取消', en: 'cancelled', next: [] },
  refunded: { zh: '已退款', en: 'refunded', next: [] },
};

export const waysToPay = ['wallet', 'online'] as const;
export type PaidWith = (typeof waysToPay)[number];

/** Why an order was refunded: the seller's system refused to set it up, or could not be told of it. */
export const refundReasons = ['setup_refused', 'setup_exhausted'] as const;
export type RefundReason = (typeof refundReasons)[number];

/**
 * What was on sale at the moment of ordering; the price and everything else is what this says, whatever the product becomes.
 * Names are as short as lists show them: in full they stand in the product version, which stays.
 */
export type Snapshot = Omit<Offer, 'listed' | 'sellerUserId' | 'amountFen' | 'type'> & {
  readonly productType: Offer['type'];
  readonly unitPriceFen: number;
};

export type Order = Snapshot & {
  readonly orderId: string;
  readonly kind: 'new';
  readonly status: OrderStatus;
  readonly buyerId: string;
  readonly buyerName: string;
  readonly quantity: number;
  readonly amountFen: number;
  readonly createdAt: string;
  /** until when a created order may be paid */
  readonly payBefore?: string;
  readonly paidAt?: string;
  readonly paidWith?: PaidWith;
  /** of an order without a price: for whom it was counted when it was paid */
  readonly freeTaker?: string;
  readonly entitlementId?: string;
  readonly cancelledAt?: string;
  readonly cancelReason?: 'buyer' | 'unpaid';
  readonly refundedAt?: string;
  readonly refundReason?: RefundReason;
  readonly version: number;
};

export const newOrder = (
  { listed: _listed, sellerUserId: _user, amountFen: unitPriceFen, type: productType, ...offer }: Offer,
  by: { orderId: string; buyerId: string; buyerName: string },
  now: Date,
): Order => ({
  ...offer,
  ...by,
  buyerName: shortName(by.buyerName, 20),
  kind: 'new',
  productName: shortName(offer.productName, 30),
  planName: shortName(offer.planName, 20),
  status: 'created',
  productType,
  unitPriceFen,
  quantity: 1,
  amountFen: unitPriceFen,
  createdAt: now.toISOString(),
  version: 1,
});

const to = (order: Order, status: OrderStatus): Order =>
  become(orderLifecycle, order, status, stateErrors.order_state);

/** @throws orders.order_state unless it waits for its payment */
export const pay = (order: Order, paidWith: PaidWith, now: Date): Order => ({
  ...to(order, 'paid'),
  paidWith,
  paidAt: now.toISOString(),
  payBefore: undefined,
});

/** @throws orders.order_state unless it waits for its payment */
export const cancel = (order: Order, cancelReason: 'buyer' | 'unpaid', now: Date): Order => ({
  ...to(order, 'cancelled'),
  cancelReason,
  cancelledAt: now.toISOString(),
  payBefore: undefined,
});

/** The entitlement is open and the seller's system is being told. @throws orders.order_state unless paid */
export const beginFulfilment = (order: Order, entitlementId: string): Order => ({
  ...to(order, 'fulfilling'),
  entitlementId,
});

/** @throws orders.order_state */
export const activate = (order: Order, entitlementId: string): Order => ({
  ...to(order, 'active'),
  entitlementId,
});

/** What was paid and could not be set up. @throws orders.order_state unless it is being fulfilled */
export const refund = (order: Order, refundReason: RefundReason, now: Date): Order => ({
  ...to(order, 'refunded'),
  refundReason,
  refundedAt: now.toISOString(),
});

/** @throws orders.order_state unless active */
export const expire = (order: Order): Order => to(order, 'expired');
