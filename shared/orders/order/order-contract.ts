import * as z from 'zod';
import { Currency, Fen } from '../../china/money.ts';
import { defineContract } from '../../kernel/contract.ts';
import { listInput, ofOneParty, pageOf, searchText } from '../../kernel/page.ts';
import { BoughtView } from '../bought-view.ts';
import { orderErrors } from '../errors.ts';
import { orderKindNames } from '../order-kind-names.ts';
import { endCauseNames } from './end-causes.ts';
import { orderStatuses, waysToPay } from './order.ts';

const Id = z.string().min(1).max(64);
export const OrderStatus = z.enum(orderStatuses);
export const PaidWith = z.enum(waysToPay);
const time = z.iso.datetime();
const AgreementVersion = z.string().min(1).max(64);

/** list − coupon − credit = total, in fen. */
export const Price = z.object({ listFen: Fen, couponFen: Fen, creditFen: Fen, totalFen: Fen });

export const OrderLineView = BoughtView.extend({
  lineNumber: z.int(),
  /** there as soon as the order is paid and opened */
  entitlementId: z.string(),
  quantity: z.int(),
  unitPriceFen: Fen,
  price: Price,
  agreementVersion: AgreementVersion,
});

export const OrderView = z.object({
  orderId: z.string(),
  kind: z.enum(orderKindNames),
  status: OrderStatus,
  sellerId: z.string(),
  buyerId: z.string(),
  buyerName: z.string(),
  lines: z.array(OrderLineView),
  amountFen: Fen,
  currency: Currency,
  createdAt: time,
  payBefore: time.optional(),
  paidAt: time.optional(),
  paidWith: PaidWith.optional(),
  /** when it was cancelled, refunded or over, and why */
  endedAt: time.optional(),
  endCause: z.enum(endCauseNames).optional(),
});

/** Names may be shortened. */
export const OrderRow = z.object({
  orderId: z.string(),
  status: OrderStatus,
  kind: z.enum(orderKindNames),
  buyerId: z.string(),
  buyerName: z.string(),
  sellerId: z.string(),
  productId: z.string(),
  productName: z.string(),
  planName: z.string(),
  amountFen: Fen,
  createdAt: time,
  paidAt: time.optional(),
});

export const PaymentAnswer = z.object({
  orderId: z.string(),
  status: OrderStatus,
  amountFen: Fen,
  currency: Currency,
  /** set when it is to be paid on a pay page */
  paymentId: z.string().optional(),
  payUrl: z.url().optional(),
});

const filters = {
  status: OrderStatus.optional(),
  kind: z.enum(orderKindNames).optional(),
  productId: Id.optional(),
  /** in the names of product, plan and buyer, and in the order's id */
  q: searchText,
};
export const PlacedOrder = PaymentAnswer.omit({ paymentId: true, payUrl: true }).extend({
  createdAt: time,
  payBefore: time.optional(),
});
const oneOrder = z.strictObject({ orderId: Id });

export const orderContract = defineContract({
  placeOrder: {
    method: 'POST',
    path: '/v1/orders',
    summary: { zh: '下单（可同时用余额支付）', en: 'Place an order, and pay it from the wallet if asked to' },
    auth: 'buyer',
    idempotency: 'required',
    input: z.strictObject({
      productId: Id,
      planId: Id,
      optionId: Id,
      /** the version of the product's agreement that the buyer has accepted */
      agreementVersion: AgreementVersion,
      /** what the buyer believes it costs; only compared */
      expectedAmountFen: Fen.optional(),
      payWith: z.literal('wallet').optional(),
    }),
    output: PlacedOrder,
    status: 201,
    errors: [
      orderErrors.free_limit,
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
    errors: [
      orderErrors.free_limit,
      orderErrors.order_not_found,
      orderErrors.order_state,
      orderErrors.payment_time_over,
      orderErrors.own_product,
      orderErrors.insufficient_funds,
    ],
  },
  cancelOrder: {
    method: 'POST',
    path: '/v1/orders/{orderId}/cancellations',
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
    input: listInput({ ...filters, sellerId: Id.optional() }),
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
    input: listInput({ ...filters, buyerId: Id.optional() }),
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
  listOrdersOfParty: {
    method: 'GET',
    path: '/v1/operator/orders',
    summary: { zh: '运营查看用户或服务商的订单', en: "List a buyer's or a seller's orders" },
    auth: 'operator',
    idempotency: 'no',
    input: ofOneParty(listInput({ ...filters, buyerId: Id.optional(), sellerId: Id.optional() })),
    output: pageOf(OrderRow),
    errors: [],
  },
  inspectOrder: {
    method: 'GET',
    path: '/v1/operator/orders/{orderId}',
    summary: { zh: '运营查看订单（留痕）', en: 'Look into an order; the look is recorded' },
    auth: 'operator',
    idempotency: 'no',
    input: oneOrder,
    output: OrderView,
    errors: [orderErrors.order_not_found],
  },
});
