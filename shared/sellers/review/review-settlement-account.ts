import { caseView } from '../../cases/case-view.ts';
import { look } from '../../kernel/events/audit-look.ts';
import { happened } from '../../kernel/events/define-events.ts';
import { masked } from '../../kernel/text/masked.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import type { sellersContract } from '../contract.ts';
import { sellerErrors } from '../errors.ts';
import { sellerEvents } from '../events.ts';
import { type Seller, sellerEntity } from '../home/seller.ts';
import type { AccountReviewView } from '../home/settlement-account-contract.ts';

/** What an operator decides on, the account in full; the look is in the audit trail (`docs/rules/README.md`, "Rules that hold everywhere"). */
export const reviewSettlementAccount: UseCase<
  typeof sellersContract.reviewSettlementAccount,
  { readonly table: Table }
> = async ({ input: { sellerId }, now, requestId }, { table }) => {
  const seller = await sellerWithAccount(table, sellerId);
  const { alipayAccount, settlementAccount } = seller;

  const seen = happened(sellerEvents.settlementAccountViewed, {
    sellerId,
    seenVersion: settlementAccount.version,
  });
  const answer = { ...accountReviewView(seller, now), alipayAccount };
  return { answer, changes: [look(sellerId, seen, { now, requestId })] };
};

type WithAccount = Seller & Required<Pick<Seller, 'alipayAccount' | 'settlementAccount'>>;

/** @throws sellers.settlement_account_not_found also where there is no such seller */
export async function sellerWithAccount(table: Table, sellerId: string): Promise<WithAccount> {
  const seller = await sellerEntity.get(table, sellerId);
  const { alipayAccount, settlementAccount } = seller ?? {};
  if (!seller || alipayAccount === undefined || settlementAccount === undefined)
    throw sellerErrors.settlement_account_not_found();
  return { ...seller, alipayAccount, settlementAccount };
}

/** The account is masked, but for an operator who opens it. */
export function accountReviewView(seller: WithAccount, now: Date): AccountReviewView {
  const { sellerId, kind, legalName, alipayAccount, settlementAccount } = seller;
  const { review, ...account } = settlementAccount;
  return {
    ...{ sellerId, kind, legalName },
    ...account,
    review: review && caseView(review, now),
    alipayAccount: masked(alipayAccount),
  };
}
