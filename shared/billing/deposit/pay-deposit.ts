import { shanghaiYear } from '../../china/shanghai.ts';
import { sellerOf, userOf } from '../../kernel/actor.ts';
import { happened } from '../../kernel/events/define-events.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import type { billingContract } from '../contract.ts';
import { billingErrors } from '../errors.ts';
import { billingEvents } from '../events.ts';
import { depositOf } from '../ledger/account.ts';
import { depositEntry } from '../ledger/entries.ts';
import { appendEntries, balanceOf } from '../ledger/ledger-store.ts';
import type { BillingRules } from '../rules.ts';
import type { DepositTerms } from './deposit-terms.ts';
import { type Receipt, receiptEntity, receiptNumber } from './receipt.ts';
import { nextNumber } from './running-number.ts';

type Deps = { table: Table; depositTerms: DepositTerms; rules: BillingRules };

/** Pays what is missing of the deposit out of the caller's wallet, with a receipt (`docs/rules/1-onboarding.md`, "Deposit"). */
export const payDeposit: UseCase<typeof billingContract.payDeposit, Deps> = async (
  { actor, now, newId },
  { table, depositTerms, rules },
) => {
  const sellerId = sellerOf(actor);
  const { userId } = userOf(actor);
  const [{ requiredFen, legalName }, balanceFen] = await Promise.all([
    depositTerms(sellerId),
    balanceOf(table, depositOf(sellerId)),
  ]);
  const paidFen = requiredFen - balanceFen;
  if (paidFen <= 0) throw billingErrors.deposit_complete();
  const year = shanghaiYear(now);
  const { number, change: numberTaken } = await nextNumber(table, `deposit-receipt#${year}`);
  const issuedAt = now.toISOString();
  const receiptId = newId('rcp');
  const receipt: Receipt = {
    receiptId,
    number: receiptNumber(rules.receiptPrefix, year, number),
    sellerId,
    payerName: legalName,
    amountFen: paidFen,
    issuedAt,
    version: 1,
  };
  const data = { receiptId, number: receipt.number, sellerId, userId, amountFen: paidFen };
  return {
    answer: {
      paidFen,
      balanceFen: requiredFen,
      requiredFen,
      receipt: { receiptId, receiptNumber: receipt.number, amountFen: paidFen, issuedAt },
    },
    changes: [
      await appendEntries(table, [
        depositEntry({ userId, sellerId, receiptId, amountFen: paidFen }, issuedAt),
      ]),
      receiptEntity.create(receipt, happened(billingEvents.depositPaid, data)),
      numberTaken,
    ],
  };
};
