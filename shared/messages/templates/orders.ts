import * as z from 'zod';
import { yuan } from '../../china/money.ts';
import { entitlementEvents, orderEvents } from '../../orders/events.ts';
import { type Templates, template, told } from '../template.ts';
import { beijingTime, letter } from '../wording.ts';
import { linesOf, news, productsOf } from './order-words.ts';

const right = z.object({
  entitlementId: z.string(),
  bought: z.object({ productName: z.string(), productId: z.string().optional() }),
  orderId: z.string().optional(),
  endsAt: z.string().optional(),
});
const expiring = right.extend({ daysLeft: z.int().default(7) });
const expired = right.extend({ keptUntil: z.string().optional(), keptDays: z.int().optional() });
type Expired = z.output<typeof expired>;

/** What becomes of what has ended. */
const keptFor = {
  zh: ({ keptUntil, keptDays }: Pick<Expired, 'keptUntil' | 'keptDays'>) =>
    keptUntil
      ? [
          `该订购保留 ${keptDays} 天，至 ${beijingTime(keptUntil)}（北京时间），之后释放，无法恢复。如需继续使用，请再次购买该商品的套餐包。`,
        ]
      : [],
  en: ({ keptUntil, keptDays }: Pick<Expired, 'keptUntil' | 'keptDays'>) =>
    keptUntil
      ? [
          `It is kept for ${keptDays} days, until ${beijingTime(keptUntil)} Beijing time, then released for good. To go on using the product, buy a package again.`,
        ]
      : [],
};

/** What buyers and sellers are told about orders and what was bought (`docs/rules/3-orders.md`, "Orders", "Entitlements"). */
export const orderTemplates: Templates = {
  ...told(
    orderEvents.paid,
    template({
      to: 'buyer',
      category: 'money',
      data: news,
      zh: (order) => ({
        subject: '订单已支付',
        text: letter.zh(
          `您购买${productsOf.zh(order)}的订单 ${order.orderId} 已支付 ${yuan(order.amountFen)} 元，正在开通。`,
        ),
      }),
      en: (order) => ({
        subject: 'Order paid',
        text: letter.en(
          `Your order ${order.orderId} of ${productsOf.en(order)} was paid: ${yuan(order.amountFen)} yuan. It is being set up.`,
        ),
      }),
    }),
    template({
      to: 'seller',
      category: 'orders',
      data: news,
      zh: (order) => ({
        subject: '您有新订单',
        text: letter.zh(
          `商品${productsOf.zh(order)}有新订单 ${order.orderId}：`,
          ...linesOf.zh(order),
          `用户：${order.buyerName}\n金额：${yuan(order.amountFen)} 元`,
        ),
      }),
      en: (order) => ({
        subject: 'You have a new order',
        text: letter.en(
          `There is a new order ${order.orderId} of ${productsOf.en(order)}:`,
          ...linesOf.en(order),
          `Buyer: ${order.buyerName}\nAmount: ${yuan(order.amountFen)} yuan`,
        ),
      }),
    }),
  ),
  ...told(
    orderEvents.cancelled,
    template({
      to: 'buyer',
      category: 'orders',
      data: news.extend({ cause: z.enum(['buyer', 'unpaid']) }),
      zh: ({ cause, ...order }) => ({
        subject: '订单已取消',
        text: letter.zh(
          cause === 'unpaid'
            ? `您购买${productsOf.zh(order)}的订单 ${order.orderId} 未在时限内支付，已自动取消。`
            : `您购买${productsOf.zh(order)}的订单 ${order.orderId} 已按您的要求取消。`,
        ),
      }),
      en: ({ cause, ...order }) => ({
        subject: 'Order cancelled',
        text: letter.en(
          cause === 'unpaid'
            ? `Your order ${order.orderId} of ${productsOf.en(order)} was not paid in time and was cancelled.`
            : `Your order ${order.orderId} of ${productsOf.en(order)} was cancelled as you asked.`,
        ),
      }),
    }),
  ),
  ...told(
    entitlementEvents.activated,
    template({
      to: 'buyer',
      category: 'orders',
      data: right,
      zh: ({ entitlementId, bought: { productName } }) => ({
        subject: '订购已开通',
        text: letter.zh(
          `您购买的“${productName}”已开通，使用方式见该订购（GET /v1/entitlements/${entitlementId}）。`,
        ),
      }),
      en: ({ entitlementId, bought: { productName } }) => ({
        subject: 'Ready to use',
        text: letter.en(
          `"${productName}" is ready: GET /v1/entitlements/${entitlementId} shows how to use it.`,
        ),
      }),
    }),
  ),
  ...told(
    entitlementEvents.expiring,
    template({
      to: 'buyer',
      category: 'service',
      data: expiring,
      zh: ({ entitlementId, bought: { productName }, endsAt, daysLeft }) => ({
        subject: daysLeft > 1 ? `订购将在 ${daysLeft} 天后到期` : '最后提醒：订购将在 1 天后到期',
        text: letter.zh(
          `您购买的“${productName}”（订购 ${entitlementId}）${endsAt ? `将于 ${beijingTime(endsAt)}（北京时间）到期` : '即将到期'}。`,
          daysLeft > 1
            ? '如需继续使用，请在到期前再次购买该商品的套餐包；尚未用完的调用次数到期后作废。'
            : '这是到期前的最后一次提醒：到期后调用会立即被拒绝，尚未用完的调用次数作废。如需继续使用，请今天再次购买该商品的套餐包。',
        ),
      }),
      en: ({ entitlementId, bought: { productName }, endsAt, daysLeft }) => ({
        subject: daysLeft > 1 ? `Ends in ${daysLeft} days` : 'Last reminder: ends in 1 day',
        text: letter.en(
          `"${productName}" (entitlement ${entitlementId}) ends ${endsAt ? `at ${beijingTime(endsAt)} Beijing time` : 'soon'}.`,
          daysLeft > 1
            ? 'To go on using it, buy a package of the product again before it ends; calls that are left then are lost.'
            : 'This is the last reminder: when it ends, calls are refused at once and those that are left are lost. To go on using it, buy a package of the product again today.',
        ),
      }),
    }),
  ),
  ...told(
    entitlementEvents.expired,
    template({
      to: 'buyer',
      category: 'law',
      data: expired,
      zh: ({ entitlementId, bought: { productName }, ...kept }) => ({
        subject: '订购已到期',
        text: letter.zh(
          `您购买的“${productName}”（订购 ${entitlementId}）已到期，调用已停止。`,
          ...keptFor.zh(kept),
        ),
      }),
      en: ({ entitlementId, bought: { productName }, ...kept }) => ({
        subject: 'Ended',
        text: letter.en(
          `"${productName}" (entitlement ${entitlementId}) has ended and takes no more calls.`,
          ...keptFor.en(kept),
        ),
      }),
    }),
  ),
  ...told(
    entitlementEvents.released,
    template({
      to: 'buyer',
      category: 'law',
      data: right,
      zh: ({ entitlementId, bought: { productName } }) => ({
        subject: '订购已释放',
        text: letter.zh(`您购买的“${productName}”（订购 ${entitlementId}）保留期已过，资源已释放。`),
      }),
      en: ({ entitlementId, bought: { productName } }) => ({
        subject: 'Released',
        text: letter.en(
          `"${productName}" (entitlement ${entitlementId}) was released after its retention time.`,
        ),
      }),
    }),
  ),
};
