import * as z from 'zod';
import { defineContract } from '../kernel/contract.ts';
import { Currency, Fen } from '../kernel/money.ts';
import { pageInput, pageOf } from '../kernel/page.ts';
import { entitlementStatuses } from './entitlement.ts';
import { orderErrors } from './errors.ts';
import { Instance } from './instance.ts';
import { countingRules } from './offer.ts';
import { orderStatuses, waysToPay } from './order.ts';

const Id = z.string().min(1).max(64);
const OrderStatus = z.enum(orderStatuses);
const EntitlementStatus = z.enum(entitlementStatuses);
const CountingRule = z.enum(countingRules);
const PaidWith = z.enum(waysToPay);
const time = z.iso.datetime();
const AgreementVersion = z.string().min(1).max(64);

export const OrderView = z.object({
  orderId: z.string(),
  kind: z.enum(['new']),
  status: OrderStatus,
  buyerId: z.string(),
  buyerName: z.string(),
  sellerId: z.string(),
  productId: z.string(),
  productVersion: z.int(),
  productName: z.string(),
  planId: z.string(),
  planName: z.string(),
  packageId: z.string(),
  productType: z.enum(['api']),
  calls: z.int(),
  countingRule: CountingRule,
  validityDays: z.int(),
  unitPriceFen: Fen,
  quantity: z.int(),
  amountFen: Fen,
  currency: Currency,
  agreementVersion: AgreementVersion,
  createdAt: time,
  payBefore: time.optional(),
  paidAt: time.optional(),
  paidWith: PaidWith.optional(),
  entitlementId: z.string().optional(),
  cancelledAt: time.optional(),
  cancelReason: z.enum(['buyer', 'unpaid']).optional(),
});

/** Names may be shortened. */
const OrderRow = z.object({
  orderId: z.string(),
  status: OrderStatus,
  productName: z.string(),
  planName: z.string(),
  amountFen: Fen,
  createdAt: time,
});

/** Names may be shortened. */
const EntitlementRow = z.object({
  entitlementId: z.string(),
  status: EntitlementStatus,
  productName: z.string(),
  planName: z.string(),
  endsAt: time.optional(),
});

export const EntitlementView = z.object({
  entitlementId: z.string(),
  orderId: z.string(),
  status: EntitlementStatus,
  sellerId: z.string(),
  productId: z.string(),
  productVersion: z.int(),
  productName: z.string(),
  planId: z.string(),
  planName: z.string(),
  packageId: z.string(),
  productType: z.enum(['api']),
  groupId: z.string(),
  calls: z.int(),
  countingRule: CountingRule,
  validityDays: z.int(),
  createdAt: time,
  /** while it is provisioning: when the marketplace gave up telling the seller's system; it can still be set up */
  setupFailedAt: time.optional(),
  startsAt: time.optional(),
  endsAt: time.optional(),
});

/** With what the seller's system returned: addresses, accounts, initial passwords. */
const BuyersEntitlement = EntitlementView.extend({ instance: Instance.optional() });

/** With the seller's own id of it. */
const SellersEntitlement = EntitlementView.extend({ buyerId: z.string(), buyerName: z.string(), instanceId: z.string().optional() });

const PaymentAnswer = z.object({
  orderId: z.string(),
  status: OrderStatus,
  amountFen: Fen,
  currency: Currency,
  /** set when it is to be paid on a pay page */
  paymentId: z.string().optional(),
  payUrl: z.url().optional(),
});

const listInput = z.strictObject({ ...pageInput });
const oneEntitlement = z.strictObject({ entitlementId: Id });
const oneOrder = z.strictObject({ orderId: Id });

export const ordersContract = defineContract({
  placeOrder: {
    method: 'POST',
    path: '/v1/orders',
    summary: { zh: '下单（可同时用余额支付）', en: 'Place an order, and pay it from the wallet if asked to' },
    auth: 'buyer',
    idempotency: 'required',
    input: z.strictObject({
      productId: Id,
      planId: Id,
      packageId: Id,
      /** the version of the product's agreement that the buyer has accepted */
      agreementVersion: AgreementVersion,
      /** what the buyer believes it costs; only compared */
      expectedAmountFen: Fen.optional(),
      payWith: z.literal('wallet').optional(),
    }),
    output: PaymentAnswer.omit({ paymentId: true, payUrl: true }).extend({ createdAt: time, payBefore: time.optional() }),
    status: 201,
    errors: [
      orderErrors.offer_not_found,
      orderErrors.not_on_sale,
      orderErrors.own_product,
      orderErrors.price_changed,
      orderErrors.agreement_changed,
      orderErrors.insufficient_funds,
    ],
  },
  payOrder: {
    method: 'POST',
    path: '/v1/orders/{orderId}/payments',
    summary: { zh: '支付订单', en: 'Pay an order' },
    auth: 'buyer',
    idempotency: 'required',
    input: z.strictObject({
      orderId: Id,
      payWith: PaidWith,
      returnUrl: z
        .url({ protocol: /^https?$/ })
        .max(500)
        .optional(),
    }),
    output: PaymentAnswer,
    status: 201,
    errors: [orderErrors.order_not_found, orderErrors.order_state, orderErrors.payment_time_over, orderErrors.insufficient_funds],
  },
  cancelOrder: {
    method: 'POST',
    path: '/v1/orders/{orderId}/cancellation',
    summary: { zh: '取消未支付的订单', en: 'Cancel an order that is not paid' },
    auth: 'buyer',
    idempotency: 'optional',
    input: oneOrder,
    output: OrderView,
    errors: [orderErrors.order_not_found, orderErrors.order_state],
  },
  listOrders: {
    method: 'GET',
    path: '/v1/orders',
    summary: { zh: '我的订单', en: 'List my orders' },
    auth: 'buyer',
    idempotency: 'no',
    input: listInput,
    output: pageOf(OrderRow),
    errors: [],
  },
  showOrder: {
    method: 'GET',
    path: '/v1/orders/{orderId}',
    summary: { zh: '订单详情', en: 'Show one of my orders' },
    auth: 'buyer',
    idempotency: 'no',
    input: oneOrder,
    output: OrderView,
    errors: [orderErrors.order_not_found],
  },
  listSellerOrders: {
    method: 'GET',
    path: '/v1/seller/orders',
    summary: { zh: '店铺的订单', en: "List my store's orders" },
    auth: 'seller',
    idempotency: 'no',
    input: listInput,
    output: pageOf(OrderRow),
    errors: [],
  },
  showSellerOrder: {
    method: 'GET',
    path: '/v1/seller/orders/{orderId}',
    summary: { zh: '店铺订单详情', en: "Show one of my store's orders" },
    auth: 'seller',
    idempotency: 'no',
    input: oneOrder,
    output: OrderView,
    errors: [orderErrors.order_not_found],
  },
  listEntitlements: {
    method: 'GET',
    path: '/v1/entitlements',
    summary: { zh: '我的实例', en: 'List my entitlements' },
    auth: 'buyer',
    idempotency: 'no',
    input: listInput,
    output: pageOf(EntitlementRow),
    errors: [],
  },
  showEntitlement: {
    method: 'GET',
    path: '/v1/entitlements/{entitlementId}',
    summary: { zh: '实例详情（含登录信息）', en: 'Show one of my entitlements, with its access data' },
    auth: 'buyer',
    idempotency: 'no',
    input: oneEntitlement,
    output: BuyersEntitlement,
    errors: [orderErrors.entitlement_not_found],
  },
  listSellerEntitlements: {
    method: 'GET',
    path: '/v1/seller/entitlements',
    summary: { zh: '店铺商品的实例', en: "List the entitlements to my store's products" },
    auth: 'seller',
    idempotency: 'no',
    input: listInput,
    output: pageOf(EntitlementRow),
    errors: [],
  },
  showSellerEntitlement: {
    method: 'GET',
    path: '/v1/seller/entitlements/{entitlementId}',
    summary: { zh: '店铺商品的实例详情', en: "Show one entitlement to my store's products" },
    auth: 'seller',
    idempotency: 'no',
    input: oneEntitlement,
    output: SellersEntitlement,
    errors: [orderErrors.entitlement_not_found],
  },
});
