import { defineErrors } from '../kernel/errors.ts';
import { stateErrors } from './state-errors.ts';

const otherErrors = defineErrors('orders', {
  offer_not_found: { status: 404, zh: '找不到该商品或套餐包。', en: 'There is no such product or package.' },
  not_on_sale: { status: 409, zh: '该商品当前未上架，不能购买。', en: 'This product is not on sale now.' },
  own_product: { status: 409, zh: '不能购买自己店铺的商品。', en: 'You cannot buy a product of your own.' },
  free_limit: {
    status: 409,
    zh: '该规格的免费套餐包每位用户限购 {most} 次，您已用完。',
    en: 'Of this plan a buyer may take a free package {most} time(s), and you have.',
  },
  price_changed: {
    status: 409,
    zh: '价格已变化，实际价格为 {yuan} 元（{fen} 分）。',
    en: 'The price has changed: it is {yuan} yuan ({fen} fen).',
  },
  agreement_changed: {
    status: 409,
    zh: '商品协议已更新为版本 {version}，请重新阅读并同意。',
    en: "The product's agreement is now version {version}; read and accept it first.",
  },
  insufficient_funds: {
    status: 409,
    zh: '账户余额不足，还差 {missing} 元。',
    en: 'The balance is too low: {missing} yuan are missing.',
  },
  order_not_found: { status: 404, zh: '找不到该订单。', en: 'There is no such order.' },
  payment_time_over: {
    status: 409,
    zh: '已超过支付时限，订单即将自动取消，请重新下单。',
    en: 'The time to pay is over and the order is being cancelled; place a new one.',
  },
  entitlement_not_found: { status: 404, zh: '找不到该订购。', en: 'There is no such entitlement.' },
});

export const orderErrors = { ...stateErrors, ...otherErrors };
