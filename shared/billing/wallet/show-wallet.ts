import { userOf } from '../../kernel/actor.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import type { billingContract } from '../contract.ts';
import { walletOf } from '../ledger/account.ts';
import { balanceOf } from '../ledger/ledger-store.ts';

export const showWallet: UseCase<typeof billingContract.showWallet, { table: Table }> = async (
  { actor },
  { table },
) => ({
  answer: { balanceFen: await balanceOf(table, walletOf(userOf(actor).userId)), currency: 'CNY' },
});
