import { sellerOf } from '../../kernel/actor.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import { listPage } from '../../table/list-page.ts';
import type { Table } from '../../table/table.ts';
import type { billingContract } from '../contract.ts';
import { depositOf } from '../ledger/account.ts';
import { postingsOf } from '../ledger/ledger-store.ts';

export const listDepositEntries: UseCase<
  typeof billingContract.listDepositEntries,
  { table: Table }
> = async ({ actor, input }, { table }) => {
  const postings = postingsOf(depositOf(sellerOf(actor)));
  return { answer: await listPage(table, postings, input) };
};
