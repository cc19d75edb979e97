import { readAccount, unverifiable } from './account-form.ts';
import type { AccountVerifier } from './account-verifier.ts';

/** Top-level domains that nobody can have (RFC 2606): the ways to try an account that is not there, and one that cannot be checked. */
const nobodys = /\.invalid$/;
const uncheckable = /\.test$/;

/** Stands for a provider outside prod, and knows no accounts: whatever has the form of one counts as verified. */
export const sandboxAccounts: AccountVerifier = {
  verify: async ({ account }) => {
    const read = readAccount(account);
    if (typeof read !== 'string') return read;
    if (nobodys.test(read))
      return unverifiable(
        'account_unknown',
        '该支付宝账户不存在（沙箱接受任何手机号码，以及除 .invalid 之外的任何邮箱地址）。',
        'There is no such Alipay account (the sandbox takes any mobile number, and any e-mail address but those that end in .invalid).',
      );
    return { kind: uncheckable.test(read) ? 'unchecked' : 'verified', account: read };
  },
};
