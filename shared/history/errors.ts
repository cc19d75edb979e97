import { defineErrors } from '../kernel/errors.ts';

export const historyErrors = defineErrors('history', {
  thing_not_found: {
    status: 404,
    zh: '您没有这个编号的商品、API 分组、生产接口或入驻申请。',
    en: 'You have no product, API group, endpoint or application of this id.',
  },
});
