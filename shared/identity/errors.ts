import { defineErrors } from '../kernel/errors.ts';

export const identityErrors = defineErrors('identity', {
  verification_not_found: { status: 404, zh: '没有实名认证记录。', en: 'There is no verification.' },
  already_verified: {
    status: 409,
    zh: '您的实名认证已通过，不能再修改。',
    en: 'Your identity is verified already and cannot be changed.',
  },
  verification_not_pending: {
    status: 409,
    zh: '实名认证不在待审核状态（当前状态：{from}），不能撤回。',
    en: 'The verification does not wait for a decision (it is {from}), so it cannot be withdrawn.',
  },
});
