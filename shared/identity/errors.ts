import { defineErrors } from '../kernel/errors.ts';

export const identityErrors = defineErrors('identity', {
  verification_not_found: { status: 404, zh: '没有实名认证记录。', en: 'There is no verification.' },
  verification_decided: {
    status: 409,
    zh: '实名认证状态为“{from}”，不能变为“{to}”。',
    en: 'The verification is {from} and cannot become {to}.',
  },
});
