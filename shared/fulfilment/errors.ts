import { defineErrors } from '../kernel/errors.ts';

export const fulfilmentErrors = defineErrors('fulfilment', {
  endpoint_not_found: { status: 404, zh: '找不到该应用凭证。', en: 'There is no such endpoint.' },
  endpoint_in_use: {
    status: 409,
    zh: '有商品使用该应用凭证，不能删除。',
    en: 'A product uses this endpoint, so it cannot be deleted.',
  },
  notification_not_found: { status: 404, zh: '找不到该通知。', en: 'There is no such notification.' },
  not_replayable: {
    status: 409,
    zh: '通知状态为“{status}”，只有已结束的通知可以重发。',
    en: 'The notification is {status}; only a finished one can be sent again.',
  },
  order_refunded: {
    status: 409,
    zh: '该订单未能开通，已全额退款，不能再次发送开通通知。',
    en: 'The order was not set up and has been refunded in full; its notification is not sent again.',
  },
  not_waiting: {
    status: 409,
    zh: '通知状态为“{status}”，没有等待中的重试。',
    en: 'The notification is {status}; no attempt of it is waiting.',
  },
});
