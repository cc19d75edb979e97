import type { AccountAnswer } from './account-verifier.ts';

type Unverifiable = Extract<AccountAnswer, { kind: 'unverifiable' }>;

const mobileForm = /^(?:\+86|0086|86(?=1\d{10}$))?(1[3-9]\d{9})$/;
const emailForm = /^[^\s@"(),:;<>[\]\\]{1,64}@(?:[a-z0-9][a-z0-9-]*\.)+[a-z]{2,24}$/i;

export const unverifiable = (code: string, zh: string, en: string): Unverifiable => ({
  kind: 'unverifiable',
  code,
  zh,
  en,
});

/** What an Alipay account may look like, a mobile number or an e-mail address: the account in its usual form, or why it is none. */
export function readAccount(account: string): string | Unverifiable {
  const mobile = mobileForm.exec(account)?.[1];
  if (mobile) return mobile;
  if (!account.includes('@'))
    return unverifiable(
      'account_form',
      '支付宝账户应为 11 位手机号码或邮箱地址。',
      'An Alipay account is a mobile number of 11 digits or an e-mail address.',
    );
  if (!emailForm.test(account))
    return unverifiable('account_email_form', '邮箱地址格式不正确。', 'This is not an e-mail address.');
  return account.toLowerCase();
}
