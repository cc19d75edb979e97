import { addWorkingDays } from '../../china/working-days.ts';
import { userOf } from '../../kernel/actor.ts';
import type { DomainEvent } from '../../kernel/change.ts';
import { happened } from '../../kernel/events/define-events.ts';
import { hidden } from '../../kernel/text/hidden-characters.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { AccountVerifier } from '../../outside/settlement-account/account-verifier.ts';
import type { sellersContract } from '../contract.ts';
import { sellerErrors } from '../errors.ts';
import { sellerEvents } from '../events.ts';
import type { SellerRules } from '../rules.ts';
import { type HomeDeps, saveSeller } from './save-seller.ts';
import type { Seller } from './seller.ts';
import { accountSaved } from './settlement-account.ts';

type Deps = HomeDeps & { readonly accounts: AccountVerifier; readonly rules: SellerRules };

/** An account without the spaces and the signs that nobody sees, which copying brings along. */
const withoutSpaces = (text: string): string => text.normalize('NFKC').replace(/\s/g, '').replace(hidden, '');

/**
 * Says why an account cannot be one that settlements are paid to. What nobody could check is kept unverified until an operator decides
 * (`docs/rules/1-onboarding.md`, "Store and settlement account").
 */
export const saveSettlementAccount: UseCase<typeof sellersContract.saveSettlementAccount, Deps> = async (
  call,
  deps,
) =>
  saveSeller(call, deps, sellerEvents.settlementAccountSaved, async (before) => {
    const answer = await deps.accounts.verify({
      account: withoutSpaces(call.input.alipayAccount),
      holderName: before.legalName,
    });
    if (answer.kind === 'unverifiable') {
      const { code, zh, en } = answer;
      throw sellerErrors.settlement_account_unverifiable({
        fields: [{ pointer: '/alipayAccount', code, zh, en }],
      });
    }
    const dueAt = addWorkingDays(call.now, deps.rules.accountReviewWorkingDays, deps.rules.calendar);
    const saving = { sellerId: before.sellerId, by: userOf(call.actor), now: call.now, dueAt };
    const fields = accountSaved(before, answer, saving);
    return { fields, event: waitsAnew(before, fields) };
  });

/** Operators are told of an account that begins to wait for them, and not again while it waits. */
function waitsAnew(
  { sellerId, settlementAccount: before }: Seller,
  { settlementAccount: after }: ReturnType<typeof accountSaved>,
): DomainEvent | undefined {
  const { review } = after;
  if (!review || after === before) return undefined;
  return happened(sellerEvents.settlementAccountSubmitted, { sellerId, dueAt: review.dueAt });
}
