import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { decideAndCommit } from '../../../functions/runtime/commit-work.ts';
import { billingContract } from '../../../shared/billing/contract.ts';
import { walletOf } from '../../../shared/billing/ledger/account.ts';
import { balanceOf } from '../../../shared/billing/ledger/ledger-store.ts';
import { listWalletEntries } from '../../../shared/billing/wallet/list-wallet-entries.ts';
import { showWallet } from '../../../shared/billing/wallet/show-wallet.ts';
import { walletDebit } from '../../../shared/billing/wallet/wallet.ts';
import { AppError } from '../../../shared/kernel/errors.ts';
import type { Table } from '../../../shared/table/table.ts';
import { run } from '../../support/run-use-case.ts';
import { billed, makeTable, type TestTable } from '../../support/table.ts';
import { fund, noon } from '../../support/things/billing.ts';
import { auditLedger } from '../../support/things/ledger.ts';

let engine: TestTable;
beforeAll(async () => {
  engine = await makeTable();
});

const actorOf = (userId: string) => ({ kind: 'user' as const, userId, name: userId, operator: false });

/** Pays, and says how it ended. */
const debit = (table: Table, userId: string, orderId: string, amountFen: number): Promise<string> =>
  decideAndCommit(
    table,
    async () => ({ changes: [await walletDebit(table)({ userId, orderId, amountFen }, noon)] }),
    () => ({ actor: actorOf(userId), now: noon, requestId: 'test' }),
  ).then(
    () => 'paid',
    (error: unknown) => {
      if (error instanceof AppError) return error.spec.code;
      throw error;
    },
  );

test('50 debits at once never overdraw a wallet, and none is lost', async () => {
  const { table } = engine;
  await fund(table, 'usr_race', 1000);
  const ended = await Promise.all(
    Array.from({ length: 50 }, (_, place) => debit(table, 'usr_race', `ord_race${place}`, 100)),
  );
  const paid = ended.filter((end) => end === 'paid').length;
  expect(ended.every((end) => ['paid', 'billing.insufficient_funds', 'request.conflict'].includes(end))).toBe(
    true,
  );
  expect(paid).toBeGreaterThan(0);
  expect(paid).toBeLessThanOrEqual(10);
  expect(await balanceOf(table, walletOf('usr_race'))).toBe(1000 - 100 * paid);
  for (let again = paid; again < 10; again++)
    expect(await debit(table, 'usr_race', `ord_again${again}`, 100)).toBe('paid');
  expect(await debit(table, 'usr_race', 'ord_last', 100)).toBe('billing.insufficient_funds');
  expect((await auditLedger(engine))[walletOf('usr_race')]).toBe(0);
});

test('whatever happens at once, all accounts are zero together and no wallet is negative', async () => {
  const { table } = engine;
  let round = 0;
  const act = fc.record({
    userId: fc.constantFrom('usr_x', 'usr_y'),
    amountFen: fc.integer({ min: 1, max: 500 }),
    credit: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 2, maxLength: 8 }), async (acts) => {
      round += 1;
      await Promise.all(
        acts.map(({ userId, amountFen, credit }, place) =>
          credit
            ? fund(table, userId, amountFen, `pay_${round}_${place}`).catch(() => undefined)
            : debit(table, userId, `ord_${round}_${place}`, amountFen),
        ),
      );
      await auditLedger(engine);
    }),
    { numRuns: 15 },
  );
});

test('shows the balance and pages through the movements, newest first, at one read unit for 20', async () => {
  const { table } = engine;
  for (let place = 1; place <= 25; place++)
    await fund(table, 'usr_list', place, `pay_01k9s0w3e2h5n8q1t4v7y0b3${place}`);
  const options = { table, actor: actorOf('usr_list') };
  expect(await run(billingContract.showWallet, showWallet, {}, { deps: { table }, ...options })).toEqual({
    balanceFen: 325,
    currency: 'CNY',
  });
  engine.consumed.length = 0;
  const first = await run(
    billingContract.listWalletEntries,
    listWalletEntries,
    { limit: 20 },
    { deps: { table }, ...options },
  );
  expect(billed(engine.consumed).readUnits).toBeLessThanOrEqual(1);
  const rest = await run(
    billingContract.listWalletEntries,
    listWalletEntries,
    { limit: 20, cursor: first.next },
    { deps: { table }, ...options },
  );
  expect([...first.items, ...rest.items].map(({ amountFen }) => amountFen)).toEqual(
    Array.from({ length: 25 }, (_, place) => 25 - place),
  );
  expect(first.items[0]).toMatchObject({ reason: 'top_up', balanceFen: 325 });
  expect(rest.next).toBeUndefined();
});
