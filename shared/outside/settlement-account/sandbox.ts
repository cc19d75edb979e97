import type { AccountAnswer, AccountVerifier } from './account-verifier.ts';

const mobileForm = /^(?:\+86|0086|86(?=1\d{10}$))?(1[3-9]\d{9})$/;
const emailForm = /^[^\s@"(),:;<>[\]\\]{1,64}@(?:[a-z0-9][a-z0-9-]*\.)+[a-z]{2,24}$/i;
/** A top-level domain that nobody can have (RFC 2606): the way to try an account that is not there. */
const nobodys = /\.invalid$/i;

const refused = (code: string, zh: string, en: string): AccountAnswer => ({ kind: 'unverifiable', code, zh, en });

/** Knows no accounts: one in the form of a mobile number or of an e-mail address counts as verified. */
export const sandboxAccounts: AccountVerifier = {
  verify: async ({ account }) => {
    const mobile = mobileForm.exec(account)?.[1];
    if (mobile) return { kind: 'verified', account: mobile };
    if (!account.includes('@')) {
      return refused(
        'account_form',
        '支付宝账户应为 11 位手机号码或邮箱地址。',
        'An Alipay account is a mobile number of 11 digits or an e-mail address.',
      );
    }
    if (!emailForm.test(account)) return refused('account_email_form', '邮箱地址格式不正确。', 'This is not an e-mail address.');
    if (nobodys.test(account))
      return refused(
        'account_unknown',
        '该支付宝账户不存在（沙箱接受任何手机号码，以及除 .invalid 之外的任何邮箱地址）。',
        'There is no such Alipay account (the sandbox takes any mobile number, and any e-mail address but those that end in .invalid).',
      );
    return { kind: 'verified', account: account.toLowerCase() };
  },
};
