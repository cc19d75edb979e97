import { defineErrors } from '../kernel/errors.ts';

/** What the life cycles refuse with. They stand apart from the other errors of orders because delivering needs them alone, in a small bundle. */
export const stateErrors = defineErrors('orders', {
  order_state: {
    status: 409,
    zh: '订单已不是待支付状态（当前状态：{from}），不能再支付或取消。',
    en: 'The order no longer waits for its payment (it is {from}), so it can be neither paid nor cancelled.',
  },
  entitlement_state: {
    status: 409,
    zh: '订购状态为“{from}”，不能变为“{to}”。',
    en: 'The entitlement is {from} and cannot become {to}.',
  },
});
