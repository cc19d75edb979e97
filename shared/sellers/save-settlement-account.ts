import type { UseCase } from '../kernel/use-case.ts';
import type { AccountVerifier } from '../outside/settlement-account/account-verifier.ts';
import type { sellersContract } from './contract.ts';
import { sellerErrors } from './errors.ts';
import { sellerEvents } from './events.ts';
import { type HomeDeps, saveSeller } from './save-seller.ts';

type Deps = HomeDeps & { readonly accounts: AccountVerifier };

/** All kinds of spaces and invisible signs that copying brings along. */
const withoutSpaces = (text: string): string => text.normalize('NFKC').replace(/[\s\p{Cf}]+/gu, '');

/** Keeps the account only when it could be verified, and says why when not (`spec/1-onboarding.md`, "Store and settlement account"). */
export const saveSettlementAccount: UseCase<typeof sellersContract.saveSettlementAccount, Deps> = async (call, deps) =>
  saveSeller(call, deps, sellerEvents.settlementAccountSaved, async ({ legalName }) => {
    const answer = await deps.accounts.verify({ account: withoutSpaces(call.input.alipayAccount), holderName: legalName });
    if (answer.kind === 'unverifiable') {
      const { code, zh, en } = answer;
      throw sellerErrors.settlement_account_unverifiable({ fields: [{ pointer: '/alipayAccount', code, zh, en }] });
    }
    return { fields: { settlementAccount: { alipayAccount: answer.account, verifiedAt: call.now.toISOString() } } };
  });
