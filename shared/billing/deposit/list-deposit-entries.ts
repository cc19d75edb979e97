import { sellerOf } from '../../kernel/actor.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import type { billingContract } from '../contract.ts';
import { depositOf } from '../ledger/account.ts';
import { listPostings } from '../ledger/ledger-store.ts';
import { postingView } from '../ledger/posting-view.ts';

/** Newest first. */
export const listDepositEntries: UseCase<
  typeof billingContract.listDepositEntries,
  { table: Table }
> = async ({ actor, input }, { table }) => {
  const { items, next } = await listPostings(table, depositOf(sellerOf(actor)), input);
  return { answer: { items: items.map(postingView), next } };
};
