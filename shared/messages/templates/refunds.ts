import * as z from 'zod';
import { yuan } from '../../china/money.ts';
import { entitlementEvents, orderEvents } from '../../orders/events.ts';
import { type Templates, template, told } from '../template.ts';
import { beijingTime, letter } from '../wording.ts';
import { failedNotification } from './failed-notification.ts';
import { causeIn, failureFields } from './failure-words.ts';
import { news, productsOf } from './order-words.ts';

const failure = z.object({
  ...failureFields,
  status: z.enum(['refused', 'exhausted']),
  notificationId: z.string(),
});
/** All that its order cost goes back, and what else the order holds ends with it. */
const wholeOrder = {
  amountFen: z.int(),
  refundFen: z.int().optional(),
  otherLines: z.int().default(0),
  refundAt: z.string().optional(),
};
const setupFailed = z.object({
  ...wholeOrder,
  orderId: z.string(),
  entitlementId: z.string(),
  bought: z.object({ productName: z.string(), productId: z.string().optional() }),
  failure,
});
/** As the seller and the operators are told; `notificationId` leads programs to what can be sent again. */
const toBeSetUp = z.object({
  ...wholeOrder,
  entitlementId: z.string(),
  sellerId: z.string(),
  failure,
  notificationId: z.string().optional(),
});
const refunded = news.extend({ entitlementId: z.string(), failure });

type Given = { readonly failure: z.output<typeof failure> };

/** Why it was not set up, to its buyer. */
const why = {
  zh: ({ failure: { status, ...rest } }: Given) =>
    status === 'refused'
      ? '服务商拒绝了开通'
      : `经过 ${rest.attempts} 次尝试仍无法通知服务商的系统（${causeIn('zh', rest)}）`,
  en: ({ failure: { status, ...rest } }: Given) =>
    status === 'refused'
      ? 'the seller declined to set it up'
      : `the seller's system could not be told of it in ${rest.attempts} attempts (${causeIn('en', rest)})`,
};

type Whole = z.output<z.ZodObject<typeof wholeOrder>>;
const refundOf = ({ refundFen, amountFen }: Whole): number => refundFen ?? amountFen;

/** When the money comes back, to its buyer. */
const moneyBack = {
  zh: (given: Whole) =>
    given.refundAt
      ? [
          `如在 ${beijingTime(given.refundAt)}（北京时间）前仍未开通，订单将自动${given.otherLines > 0 ? '整单关闭，其中其他商品也随之终止' : '关闭'}${refundOf(given) > 0 ? `，已支付的 ${yuan(refundOf(given))} 元全额退回您的账户余额` : ''}。您无需操作。`,
        ]
      : [],
  en: (given: Whole) =>
    given.refundAt
      ? [
          `Unless it is set up by ${beijingTime(given.refundAt)} Beijing time, the ${given.otherLines > 0 ? 'whole order is closed with what else it holds' : 'order is closed'}${refundOf(given) > 0 ? ` and the ${yuan(refundOf(given))} yuan that you paid go back to your balance in full` : ''}. There is nothing for you to do.`,
        ]
      : [],
};

/** Until when a failed set-up can still be made good, to its seller and the operators. */
const grace = {
  zh: (given: Whole) =>
    given.refundAt
      ? [
          `如在 ${beijingTime(given.refundAt)}（北京时间）前仍未开通，订单将自动${refundOf(given) > 0 ? '全额退款给用户' : '关闭，该订单没有费用'}${given.otherLines > 0 ? '，其中其他商品也随之终止' : ''}。`,
        ]
      : [],
  en: (given: Whole) =>
    given.refundAt
      ? [
          `Unless it is set up by ${beijingTime(given.refundAt)} Beijing time, the order is ${refundOf(given) > 0 ? 'refunded to the buyer in full' : 'closed; it cost nothing'}${given.otherLines > 0 ? ', and what else it holds ends with it' : ''}.`,
        ]
      : [],
};

type Refunded = Pick<z.output<typeof refunded>, 'lines' | 'entitlementId'>;

/** Which of several lines was not set up. */
const inIt = {
  zh: (given: Refunded) => ifOneOf(given, (product) => `中的“${product}”`),
  en: (given: Refunded) => ifOneOf(given, (product) => ` ("${product}" in it)`),
};
/** What became of the other lines. */
const others = {
  zh: (given: Refunded) => ifOneOf(given, () => '订单已整单关闭，其中其他商品也已终止。'),
  en: (given: Refunded) =>
    ifOneOf(given, () => ' The whole order is closed, and what else it held has ended.'),
};

function ifOneOf({ lines, entitlementId }: Refunded, say: (product: string) => string): string {
  const failed = lines.find((line) => line.entitlementId === entitlementId);
  return failed && lines.length > 1 ? say(failed.productName) : '';
}

const setupNotDone = (to: 'seller' | 'operators') => {
  const words = (language: 'zh' | 'en') => (given: z.output<typeof toBeSetUp>) => {
    const { failure, entitlementId, sellerId } = given;
    const failed = { ...failure, aggregateId: entitlementId, sellerId, action: 'create' };
    return failedNotification[failure.status][to][language](failed, ...grace[language](given));
  };
  return template({ to, category: 'orders', data: toBeSetUp, zh: words('zh'), en: words('en') });
};

/** What buyers, sellers and operators are told about orders that could not be set up (`docs/rules/3-orders.md`, "Entitlements"). */
export const refundTemplates: Templates = {
  ...told(
    entitlementEvents.setupFailed,
    template({
      to: 'buyer',
      category: 'money',
      data: setupFailed,
      zh: (given) => ({
        subject: given.failure.status === 'refused' ? '服务商拒绝了您的订单' : '您的订购暂未开通',
        text: letter.zh(
          `您购买的“${given.bought.productName}”（订单 ${given.orderId}）暂未开通：${why.zh(given)}。服务商和运营人员已收到消息，开通后会再通知您。`,
          ...moneyBack.zh(given),
        ),
      }),
      en: (given) => ({
        subject:
          given.failure.status === 'refused'
            ? 'The seller declined your order'
            : 'Your purchase is not set up yet',
        text: letter.en(
          `"${given.bought.productName}" (order ${given.orderId}) is not set up yet: ${why.en(given)}. The seller and the operators were told; you will hear from us if it is set up after all.`,
          ...moneyBack.en(given),
        ),
      }),
    }),
    setupNotDone('seller'),
    setupNotDone('operators'),
  ),
  ...told(
    orderEvents.refunded,
    template({
      to: 'buyer',
      category: 'money',
      data: refunded,
      zh: (given) => ({
        subject: given.amountFen > 0 ? '订单已退款' : '订单已关闭',
        text: letter.zh(
          `您购买${productsOf.zh(given)}的订单 ${given.orderId} ${inIt.zh(given)}未能开通：${why.zh(given)}。${others.zh(given)}`,
          given.amountFen > 0
            ? `已支付的 ${yuan(given.amountFen)} 元已全额退回您的账户余额。`
            : '订单已关闭，未产生费用。',
        ),
      }),
      en: (given) => ({
        subject: given.amountFen > 0 ? 'Order refunded' : 'Order closed',
        text: letter.en(
          `Your order ${given.orderId} of ${productsOf.en(given)}${inIt.en(given)} was not set up: ${why.en(given)}.${others.en(given)}`,
          given.amountFen > 0
            ? `The ${yuan(given.amountFen)} yuan that you paid are back on your balance in full.`
            : 'The order is closed; nothing was charged.',
        ),
      }),
    }),
    template({
      to: 'seller',
      category: 'money',
      data: refunded,
      zh: ({ orderId, amountFen, failure: { status, ...rest }, ...given }) => ({
        subject: amountFen > 0 ? '订单未开通，已退款给用户' : '订单未开通，已关闭',
        text: letter.zh(
          `商品${productsOf.zh(given)}的订单 ${orderId} ${inIt.zh(given)}${status === 'refused' ? '被您的系统拒绝' : `尝试 ${rest.attempts} 次后仍未能通知您的系统`}（${causeIn('zh', rest)}），宽限期内也未开通，${amountFen > 0 ? `已向用户全额退款 ${yuan(amountFen)} 元` : '订单已关闭，该订单没有费用'}。${others.zh(given)}通知 ${rest.notificationId} 不能再次发送。`,
        ),
      }),
      en: ({ orderId, amountFen, failure: { status, ...rest }, ...given }) => ({
        subject:
          amountFen > 0 ? 'An order was not set up and is refunded' : 'An order was not set up and is closed',
        text: letter.en(
          `Order ${orderId} of ${productsOf.en(given)}${inIt.en(given)} ${status === 'refused' ? 'was refused by your system' : `could not be told to your system in ${rest.attempts} attempts`} (${causeIn('en', rest)}) and was not set up within the time of grace. ${amountFen > 0 ? `The buyer got all ${yuan(amountFen)} yuan back` : 'The order is closed; it cost nothing'}.${others.en(given)} Notification ${rest.notificationId} cannot be sent again.`,
        ),
      }),
    }),
  ),
};
