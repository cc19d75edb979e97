import { defineErrors } from '../kernel/errors.ts';

export const billingErrors = defineErrors('billing', {
  insufficient_funds: {
    status: 409,
    zh: '账户余额不足，还差 {missing} 元。',
    en: 'The balance is too low: {missing} yuan are missing.',
  },
  payment_not_found: { status: 404, zh: '找不到该支付单。', en: 'There is no such payment.' },
  payment_state: {
    status: 409,
    zh: '支付单状态为“{from}”，不能变为“{to}”。',
    en: 'The payment is {from} and cannot become {to}.',
  },
  callback_forged: { status: 401, zh: '支付通知签名无效。', en: "The callback's signature is not valid." },
  amount_mismatch: {
    status: 409,
    zh: '支付金额与支付单不符。',
    en: 'The amount is not that of the payment.',
  },
  deposit_complete: { status: 409, zh: '保证金已足额缴纳。', en: 'The deposit is paid in full.' },
  receipt_not_found: { status: 404, zh: '找不到该收据。', en: 'There is no such receipt.' },
});
