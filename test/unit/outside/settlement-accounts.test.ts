import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { noAccounts } from '../../../shared/outside/settlement-account/no-accounts.ts';
import { sandboxAccounts } from '../../../shared/outside/settlement-account/sandbox.ts';

const holderName = '杭州云测科技有限公司';

test('without a provider nothing is ever verified, whatever is given', async () => {
  const mobile = fc.stringMatching(/^1[3-9]\d{9}$/);
  await fc.assert(
    fc.asyncProperty(fc.oneof(mobile, fc.emailAddress(), fc.string()), async (account) => {
      expect((await noAccounts.verify({ account, holderName })).kind).not.toBe('verified');
    }),
  );
});

test.each([
  ['+8613800138000', '13800138000'],
  ['Finance@Yunce.cn', 'finance@yunce.cn'],
])('without a provider %s is left to operators in its usual form', async (account, kept) => {
  expect(await noAccounts.verify({ account, holderName })).toEqual({ kind: 'unchecked', account: kept });
});

test('without a provider what is no account is still refused', async () => {
  expect(await noAccounts.verify({ account: '12345', holderName })).toMatchObject({
    kind: 'unverifiable',
    code: 'account_form',
  });
});

test.each([
  ['finance@yunce.cn', 'verified'],
  ['finance@yunce.TEST', 'unchecked'],
  ['finance@test.cn', 'verified'],
  ['finance@yunce.invalid', 'unverifiable'],
])('the sandbox answers for %s: %s', async (account, kind) => {
  expect((await sandboxAccounts.verify({ account, holderName })).kind).toBe(kind);
});
