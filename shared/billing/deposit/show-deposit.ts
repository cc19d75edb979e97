import { sellerOf } from '../../kernel/actor.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import type { billingContract } from '../contract.ts';
import { depositOf } from '../ledger/account.ts';
import { balanceOf } from '../ledger/ledger-store.ts';
import type { DepositTerms } from './deposit-terms.ts';

/** What is there, and what the seller's markets ask for (`docs/rules/1-onboarding.md`, "Deposit"). */
export const showDeposit: UseCase<
  typeof billingContract.showDeposit,
  { table: Table; depositTerms: DepositTerms }
> = async ({ actor }, { table, depositTerms }) => {
  const sellerId = sellerOf(actor);
  const [{ requiredFen }, balanceFen] = await Promise.all([
    depositTerms(sellerId, { eventual: true }),
    balanceOf(table, depositOf(sellerId), { consistent: false }),
  ]);
  return {
    answer: { balanceFen, requiredFen, dueFen: Math.max(0, requiredFen - balanceFen), currency: 'CNY' },
  };
};
