import * as z from 'zod';
import { defineContract } from '../../kernel/contract.ts';
import { listInput, ofOneParty, pageOf, searchText } from '../../kernel/page.ts';
import { UnreadAccess } from '../../kernel/views/unread.ts';
import { BoughtView } from '../bought-view.ts';
import { orderErrors } from '../errors.ts';
import { entitlementStatuses } from './entitlement.ts';
import { Instance } from './instance.ts';

export const EntitlementStatus = z.enum(entitlementStatuses);
const time = z.iso.datetime();

/** Names may be shortened. */
export const EntitlementRow = z.object({
  entitlementId: z.string(),
  status: EntitlementStatus,
  buyerId: z.string(),
  buyerName: z.string(),
  sellerId: z.string(),
  productId: z.string(),
  productName: z.string(),
  planName: z.string(),
  createdAt: time,
  /** left out where it has no end */
  endsAt: time.optional(),
});

export const EntitlementView = BoughtView.extend({
  entitlementId: z.string(),
  orderId: z.string(),
  lineNumber: z.int(),
  sellerId: z.string(),
  status: EntitlementStatus,
  quantity: z.int(),
  createdAt: time,
  /** when the seller's system had refused to set it up, or the marketplace gave up telling it; it can still be set up until it is refunded */
  setupFailedAt: time.optional(),
  setupFailure: z.enum(['refused', 'exhausted']).optional(),
  /** when the order is refunded in full unless it is set up before */
  refundAt: time.optional(),
  startsAt: time.optional(),
  endsAt: time.optional(),
});

/** With what the seller's system returned: addresses, accounts, initial passwords. */
export const BuyersEntitlement = EntitlementView.extend({
  instance: Instance.optional(),
  /** how it is used, by the type of the product */
  access: UnreadAccess.optional(),
});

/** With the buyer and the seller's own id of it; without access data. */
export const SellersEntitlement = EntitlementView.extend({
  buyerId: z.string(),
  buyerName: z.string(),
  instanceId: z.string().optional(),
});

const Id = z.string().min(1).max(64);
const filters = {
  status: EntitlementStatus.optional(),
  productId: Id.optional(),
  /** in the names of product, plan and buyer, and in the entitlement's id */
  q: searchText,
};
const oneEntitlement = z.strictObject({ entitlementId: z.string().min(1).max(64) });

export const entitlementContract = defineContract({
  listEntitlements: {
    method: 'GET',
    path: '/v1/entitlements',
    summary: { zh: '我的订购', en: 'List my entitlements' },
    auth: 'buyer',
    idempotency: 'no',
    input: listInput({ ...filters, sellerId: Id.optional() }),
    output: pageOf(EntitlementRow),
    errors: [],
  },
  showEntitlement: {
    method: 'GET',
    path: '/v1/entitlements/{entitlementId}',
    summary: { zh: '订购详情（含登录信息）', en: 'Show one of my entitlements, with its access data' },
    auth: 'buyer',
    idempotency: 'no',
    input: oneEntitlement,
    output: BuyersEntitlement,
    errors: [orderErrors.entitlement_not_found],
  },
  listSellerEntitlements: {
    method: 'GET',
    path: '/v1/seller/entitlements',
    summary: { zh: '店铺商品的订购', en: "List the entitlements to my store's products" },
    auth: 'seller',
    idempotency: 'no',
    input: listInput({ ...filters, buyerId: Id.optional() }),
    output: pageOf(EntitlementRow),
    errors: [],
  },
  showSellerEntitlement: {
    method: 'GET',
    path: '/v1/seller/entitlements/{entitlementId}',
    summary: { zh: '店铺商品的订购详情', en: "Show one entitlement to my store's products" },
    auth: 'seller',
    idempotency: 'no',
    input: oneEntitlement,
    output: SellersEntitlement,
    errors: [orderErrors.entitlement_not_found],
  },
  listEntitlementsOfParty: {
    method: 'GET',
    path: '/v1/operator/entitlements',
    summary: { zh: '运营查看用户或服务商的订购', en: "List a buyer's or a seller's entitlements" },
    auth: 'operator',
    idempotency: 'no',
    input: ofOneParty(listInput({ ...filters, buyerId: Id.optional(), sellerId: Id.optional() })),
    output: pageOf(EntitlementRow),
    errors: [],
  },
  inspectEntitlement: {
    method: 'GET',
    path: '/v1/operator/entitlements/{entitlementId}',
    summary: {
      zh: '运营查看订购（留痕，不含登录信息）',
      en: 'Look into an entitlement, without its access data; the look is recorded',
    },
    auth: 'operator',
    idempotency: 'no',
    input: oneEntitlement,
    output: SellersEntitlement,
    errors: [orderErrors.entitlement_not_found],
  },
});
