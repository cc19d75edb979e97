import { beforeAll, expect, test } from 'vitest';
import { billingContract } from '../../../shared/billing/contract.ts';
import { listDepositEntries } from '../../../shared/billing/deposit/list-deposit-entries.ts';
import { payDeposit } from '../../../shared/billing/deposit/pay-deposit.ts';
import { showDeposit } from '../../../shared/billing/deposit/show-deposit.ts';
import { showDepositReceipt } from '../../../shared/billing/deposit/show-deposit-receipt.ts';
import { depositOf, walletOf } from '../../../shared/billing/ledger/account.ts';
import { defaultBillingRules } from '../../../shared/billing/rules.ts';
import { depositBalance } from '../../../shared/billing/wallet/wallet.ts';
import { otherSellerActor, run, sellerActor } from '../../support/run-use-case.ts';
import { makeTable, type TestTable } from '../../support/table.ts';
import { fund, noon } from '../../support/things/billing.ts';
import { auditLedger } from '../../support/things/ledger.ts';

let engine: TestTable;
let requiredFen = 200_000;
beforeAll(async () => {
  engine = await makeTable();
});

const depositTerms = async () => ({ requiredFen, legalName: '杭州云测科技有限公司' });
const pay = (actor = sellerActor) => {
  const deps = { table: engine.table, depositTerms, rules: defaultBillingRules };
  return run(billingContract.payDeposit, payDeposit, {}, { deps, table: engine.table, actor, now: noon });
};

test('is paid from the wallet, once, to the required amount, with a receipt', async () => {
  const { table } = engine;
  await expect(pay()).rejects.toMatchObject({
    spec: { code: 'billing.insufficient_funds' },
    extras: { params: { missing: '2000.00' } },
  });
  await fund(table, 'usr_seller', 250_000);
  const attempts = await Promise.allSettled([pay(), pay(), pay()]);
  expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  await expect(pay()).rejects.toMatchObject({ spec: { code: 'billing.deposit_complete' } });
  expect(await auditLedger(engine)).toMatchObject({
    [walletOf('usr_seller')]: 50_000,
    [depositOf('sel_one')]: 200_000,
  });
  expect(await depositBalance(table)('sel_one')).toBe(200_000);
});

test('what is required later is topped up, and receipts are numbered without gaps', async () => {
  const { table } = engine;
  await fund(table, 'usr_seller2', 300_000);
  const second = await pay(otherSellerActor);
  requiredFen = 230_000;
  const third = await pay();
  expect(third).toMatchObject({ paidFen: 30_000, balanceFen: 230_000 });
  expect([second.receipt.receiptNumber, third.receipt.receiptNumber]).toEqual([
    'YS-BZJ-2026-000002',
    'YS-BZJ-2026-000003',
  ]);
  const shown = await run(
    billingContract.showDeposit,
    showDeposit,
    {},
    { deps: { table, depositTerms }, table, actor: sellerActor },
  );
  expect(shown).toMatchObject({ balanceFen: 230_000, dueFen: 0 });
  const entries = await run(
    billingContract.listDepositEntries,
    listDepositEntries,
    { limit: 20 },
    { deps: { table }, table, actor: sellerActor },
  );
  expect(entries.items).toMatchObject([{ amountFen: 30_000 }, { amountFen: 200_000 }]);
  const receipt = (actor: typeof sellerActor) =>
    run(
      billingContract.showDepositReceipt,
      showDepositReceipt,
      { receiptId: third.receipt.receiptId },
      { deps: { table }, table, actor },
    );
  const { base64, fileName } = await receipt(sellerActor);
  expect(fileName).toBe('YS-BZJ-2026-000003.pdf');
  expect(Buffer.from(base64, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
  await expect(receipt(otherSellerActor)).rejects.toMatchObject({
    spec: { code: 'billing.receipt_not_found' },
  });
});
