import { sellerOf } from '../kernel/actor.ts';
import type { UseCase } from '../kernel/use-case.ts';
import type { Table } from '../table/table.ts';
import { depositOf } from './account.ts';
import type { billingContract } from './contract.ts';
import type { DepositTerms } from './deposit-terms.ts';
import { balanceOf, listPostings } from './ledger-store.ts';
import { postingView } from './posting-view.ts';

/** Balance and movements, newest first (`spec/1-onboarding.md`, "Deposit"). */
export const showDeposit: UseCase<typeof billingContract.showDeposit, { table: Table; depositTerms: DepositTerms }> = async (
  { actor, input },
  { table, depositTerms },
) => {
  const sellerId = sellerOf(actor);
  const account = depositOf(sellerId);
  const [{ requiredFen }, { items, next }] = await Promise.all([
    depositTerms(sellerId, { eventual: true }),
    listPostings(table, account, input),
  ]);
  // The newest movement, first on the first page, knows the balance after it.
  const balanceFen = input.cursor === undefined ? (items[0]?.balanceFen ?? 0) : await balanceOf(table, account, { consistent: false });
  const entries = { items: items.map(postingView), next };
  return { answer: { balanceFen, requiredFen, dueFen: Math.max(0, requiredFen - balanceFen), currency: 'CNY', entries } };
};
