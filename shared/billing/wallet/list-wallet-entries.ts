import { userOf } from '../../kernel/actor.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import { listPage } from '../../table/list-page.ts';
import type { Table } from '../../table/table.ts';
import type { billingContract } from '../contract.ts';
import { walletOf } from '../ledger/account.ts';
import { postingsOf } from '../ledger/ledger-store.ts';

export const listWalletEntries: UseCase<typeof billingContract.listWalletEntries, { table: Table }> = async (
  { actor, input },
  { table },
) => {
  const postings = postingsOf(walletOf(userOf(actor).userId));
  return { answer: await listPage(table, postings, input) };
};
