import * as z from 'zod';
import { yuan } from '../../kernel/money.ts';
import { entitlementEvents, orderEvents } from '../../orders/events.ts';
import { type Addressee, type Sentences, type Template, type Templates, template } from '../template.ts';
import { beijingTime, letter } from '../wording.ts';

const news = z.object({ orderId: z.string(), productName: z.string(), amountFen: z.int() });
const right = z.object({ entitlementId: z.string(), productName: z.string(), endsAt: z.string().optional() });
type Right = z.output<typeof right>;

const about = (to: Addressee, zh: (given: Right) => Sentences, en: (given: Right) => Sentences): Template =>
  template({ to, data: right, zh, en });

/** What buyers and sellers are told about orders and what was bought (`spec/3-orders.md`). */
export const orderTemplates: Templates = {
  [orderEvents.paid]: [
    template({
      to: 'buyer',
      data: news,
      zh: ({ orderId, productName, amountFen }) => ({
        subject: '订单已支付',
        text: letter.zh(`您购买“${productName}”的订单 ${orderId} 已支付 ${yuan(amountFen)} 元，正在开通。`),
      }),
      en: ({ orderId, productName, amountFen }) => ({
        subject: 'Order paid',
        text: letter.en(`Your order ${orderId} of "${productName}" was paid: ${yuan(amountFen)} yuan. It is being set up.`),
      }),
    }),
    template({
      to: 'seller',
      data: news,
      zh: ({ orderId, productName, amountFen }) => ({
        subject: '您有新订单',
        text: letter.zh(`商品“${productName}”有新订单 ${orderId}，金额 ${yuan(amountFen)} 元。`),
      }),
      en: ({ orderId, productName, amountFen }) => ({
        subject: 'You have a new order',
        text: letter.en(`There is a new order ${orderId} of "${productName}": ${yuan(amountFen)} yuan.`),
      }),
    }),
  ],
  [orderEvents.cancelled]: [
    template({
      to: 'buyer',
      data: news.extend({ reason: z.enum(['buyer', 'unpaid']) }),
      zh: ({ orderId, productName, reason }) => ({
        subject: '订单已取消',
        text: letter.zh(
          reason === 'unpaid'
            ? `您购买“${productName}”的订单 ${orderId} 未在时限内支付，已自动取消。`
            : `您购买“${productName}”的订单 ${orderId} 已按您的要求取消。`,
        ),
      }),
      en: ({ orderId, productName, reason }) => ({
        subject: 'Order cancelled',
        text: letter.en(
          reason === 'unpaid'
            ? `Your order ${orderId} of "${productName}" was not paid in time and was cancelled.`
            : `Your order ${orderId} of "${productName}" was cancelled as you asked.`,
        ),
      }),
    }),
  ],
  [entitlementEvents.activated]: [
    about(
      'buyer',
      ({ entitlementId, productName }) => ({
        subject: '服务已开通',
        text: letter.zh(`您购买的“${productName}”已开通（${entitlementId}），可在“已购买的服务”中查看。`),
      }),
      ({ entitlementId, productName }) => ({
        subject: 'Ready to use',
        text: letter.en(`"${productName}" is ready (${entitlementId}); see "Purchased services".`),
      }),
    ),
  ],
  [entitlementEvents.expiring]: [
    about(
      'buyer',
      ({ entitlementId, productName, endsAt }) => ({
        subject: '服务即将到期',
        text: letter.zh(
          `您购买的“${productName}”（${entitlementId}）${endsAt ? `将于 ${beijingTime(endsAt)}（北京时间）到期` : '即将到期'}。`,
        ),
      }),
      ({ entitlementId, productName, endsAt }) => ({
        subject: 'Ends soon',
        text: letter.en(`"${productName}" (${entitlementId}) ends ${endsAt ? `at ${beijingTime(endsAt)} Beijing time` : 'soon'}.`),
      }),
    ),
  ],
  [entitlementEvents.expired]: [
    about(
      'buyer',
      ({ entitlementId, productName }) => ({
        subject: '服务已到期',
        text: letter.zh(`您购买的“${productName}”（${entitlementId}）已到期。`),
      }),
      ({ entitlementId, productName }) => ({ subject: 'Ended', text: letter.en(`"${productName}" (${entitlementId}) has ended.`) }),
    ),
  ],
  [entitlementEvents.released]: [
    about(
      'buyer',
      ({ entitlementId, productName }) => ({
        subject: '服务已释放',
        text: letter.zh(`您购买的“${productName}”（${entitlementId}）保留期已过，资源已释放。`),
      }),
      ({ entitlementId, productName }) => ({
        subject: 'Released',
        text: letter.en(`"${productName}" (${entitlementId}) was released after its retention time.`),
      }),
    ),
  ],
};
