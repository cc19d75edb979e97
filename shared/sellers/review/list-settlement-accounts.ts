import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import type { sellersContract } from '../contract.ts';
import { waitingAccounts } from '../home/settlement-account.ts';
import type { WaitingAccount } from '../home/settlement-account-contract.ts';

const isoLength = '2026-01-01T00:00:00.000Z'.length;

/** Those that wait, oldest first; long names are shortened. */
export const listSettlementAccounts: UseCase<
  typeof sellersContract.listSettlementAccounts,
  { readonly table: Table }
> = async ({ input }, { table }) => {
  const { items, next } = await table.query({ index: 'list1', pk: waitingAccounts }, input);
  const rows = items.map(({ pk, l1sk, row }) => ({
    ...(row as Pick<WaitingAccount, 'kind' | 'legalName'>),
    sellerId: String(pk),
    savedAt: String(l1sk).slice(0, isoLength),
  }));
  return { answer: { items: rows, next } };
};
