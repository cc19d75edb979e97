import type { Bought } from '../../catalogue/published.ts';
import { become, type Lifecycle } from '../../kernel/lifecycle.ts';
import type { OrderKindName } from '../order-kind-names.ts';
import { stateErrors } from '../state-errors.ts';
import type { EndCause } from './end-causes.ts';

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

/**
 * `docs/rules/3-orders.md`, "Orders". A product that needs nobody to be told is active as soon as it is opened. What was paid can be
 * refunded from any state, and an expired order is active again when its entitlement is revived.
 */
export const orderLifecycle: Lifecycle<OrderStatus> = {
  created: { zh: '待支付', en: 'waiting for payment', next: ['paid', 'cancelled'] },
  paid: { zh: '已支付', en: 'paid', next: ['fulfilling', 'active', 'refunded'] },
  fulfilling: { zh: '开通中', en: 'being fulfilled', next: ['active', 'refunded'] },
  active: { zh: '使用中', en: 'active', next: ['expired', 'refunded'] },
  expired: { zh: '已到期', en: 'expired', next: ['active', 'refunded'] },
  cancelled: { zh: '已取消', en: 'cancelled', next: [] },
  refunded: { zh: '已退款', en: 'refunded', next: [] },
};

export const waysToPay = ['wallet', 'online'] as const;
export type PaidWith = (typeof waysToPay)[number];

/** What a line costs and why, in fen: list − coupon − credit = total. */
export type Price = {
  readonly listFen: number;
  readonly couponFen: number;
  readonly creditFen: number;
  readonly totalFen: number;
};

/**
 * One thing sold. `bought` is what was on sale at the moment of ordering, whatever the product becomes; names are as short as lists show
 * them: in full they stand in the product version, which stays.
 */
export type OrderLine = {
  readonly lineNumber: number;
  readonly entitlementId: string;
  readonly bought: Bought;
  readonly quantity: number;
  readonly unitPriceFen: number;
  readonly price: Price;
  /** of the product's agreement, as the buyer accepted it */
  readonly agreementVersion: string;
};

/** A head and one line a thing sold. All lines are of one seller: whoever refunds, invoices or answers for it is one. */
export type Order = {
  readonly orderId: string;
  readonly kind: OrderKindName;
  readonly status: OrderStatus;
  readonly buyerId: string;
  readonly buyerName: string;
  readonly sellerId: string;
  readonly lines: readonly [OrderLine, ...OrderLine[]];
  /** the sum of the lines' totals */
  readonly amountFen: number;
  readonly createdAt: string;
  /** until when a created order may be paid */
  readonly payBefore?: string;
  readonly paidAt?: string;
  readonly paidWith?: PaidWith;
  /** of an order without a price: for whom it was counted when it was paid */
  readonly freeTaker?: string;
  readonly endedAt?: string;
  readonly endCause?: EndCause;
  readonly version: number;
};

const to = (order: Order, status: OrderStatus): Order =>
  become(orderLifecycle, order, status, stateErrors.order_state);

/** @throws orders.order_state unless it waits for its payment */
export const pay = (order: Order, paidWith: PaidWith, now: Date): Order => ({
  ...to(order, 'paid'),
  paidWith,
  paidAt: now.toISOString(),
  payBefore: undefined,
});

/** The entitlements are open and the seller's system is being told. @throws orders.order_state unless paid */
export const beginFulfilment = (order: Order): Order => to(order, 'fulfilling');

/** @throws orders.order_state */
export const activate = (order: Order): Order => to(order, 'active');

/** @throws orders.order_state when an order in its state does not end like this */
export const end = (order: Order, status: OrderStatus, endCause: EndCause, now: Date): Order => ({
  ...to(order, status),
  endCause,
  endedAt: now.toISOString(),
  payBefore: undefined,
});
