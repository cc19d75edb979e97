import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import type { sellersContract } from '../contract.ts';
import { sellerErrors } from '../errors.ts';
import { sellerEvents } from '../events.ts';
import { sellerEntity } from '../home/seller.ts';
import { accountDecided } from '../home/settlement-account.ts';
import { accountReviewView, sellerWithAccount } from './review-settlement-account.ts';

/** What a decision makes of the account, and how it is told. */
const outcomes = {
  approved: { status: 'verified', event: sellerEvents.settlementAccountConfirmed },
  rejected: { status: 'refused', event: sellerEvents.settlementAccountRefused },
} as const;

/** An operator's word, where no provider could check, on exactly the account that was looked at. */
export const decideSettlementAccount: UseCase<
  typeof sellersContract.decideSettlementAccount,
  { readonly table: Table }
> = async ({ input: { sellerId, version, decision, reason }, now }, { table }) => {
  const before = await sellerWithAccount(table, sellerId);

  const { status, event } = outcomes[decision];
  const settlementAccount = accountDecided(before.settlementAccount, status, reason, now);
  if (before.settlementAccount.version !== version) throw sellerErrors.settlement_account_changed();

  const after = { ...before, settlementAccount };
  const { ownerUserId, legalIdentity } = before;
  return {
    answer: accountReviewView(after),
    concerns: { userIds: [ownerUserId], sellerId, legalIdentity },
    changes: [sellerEntity.save(before, after, { name: event, data: { sellerId, reason } })],
  };
};
