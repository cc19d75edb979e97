import { decideCase } from '../../cases/case.ts';
import { toldOutcome } from '../../cases/told-outcome.ts';
import { userOf } from '../../kernel/actor.ts';
import { happened } from '../../kernel/events/define-events.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import type { sellersContract } from '../contract.ts';
import { sellerEvents } from '../events.ts';
import { sellerEntity } from '../home/seller.ts';
import { accountDecided } from '../home/settlement-account.ts';
import { accountReviewView, sellerWithAccount } from './review-settlement-account.ts';

/** How a decision is told. */
const events = {
  approved: sellerEvents.settlementAccountConfirmed,
  rejected: sellerEvents.settlementAccountRefused,
} as const;

/** An operator's word, where no provider could check, on exactly the account that was looked at. */
export const decideSettlementAccount: UseCase<
  typeof sellersContract.decideSettlementAccount,
  { readonly table: Table }
> = async ({ input, actor, now }, { table }) => {
  const before = await sellerWithAccount(table, input.sellerId);

  const review = decideCase(before.settlementAccount.review, input, { userId: userOf(actor).userId, now });
  const after = { ...before, settlementAccount: accountDecided(before.settlementAccount, review) };

  const { sellerId, ownerUserId, legalIdentity } = before;
  const event = happened(events[input.decision], { sellerId, ...toldOutcome(review.outcome) });
  return {
    answer: accountReviewView(after, now),
    concerns: { userIds: [ownerUserId], sellerId, legalIdentity },
    changes: [sellerEntity.save(before, after, event)],
  };
};
