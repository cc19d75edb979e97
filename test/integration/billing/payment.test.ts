import { beforeAll, expect, test } from 'vitest';
import { billingContract } from '../../../shared/billing/contract.ts';
import { walletOf } from '../../../shared/billing/ledger/account.ts';
import { paymentEntity } from '../../../shared/billing/payments/payment.ts';
import { paymentClock } from '../../../shared/billing/payments/payment-clock.ts';
import { showTopUp } from '../../../shared/billing/wallet/show-top-up.ts';
import { topUpWallet } from '../../../shared/billing/wallet/top-up-wallet.ts';
import { buyerActor, run, sellerActor } from '../../support/run-use-case.ts';
import { makeTable, stepAt, type TestTable } from '../../support/table.ts';
import { callbackOf, deliver, noon, paymentDeps, startTopUp } from '../../support/things/billing.ts';
import { auditLedger } from '../../support/things/ledger.ts';

let engine: TestTable;
beforeAll(async () => {
  engine = await makeTable();
});

const balance = async () => (await auditLedger(engine))[walletOf('usr_buyer')] ?? 0;
const refusal = (code: string) => expect.objectContaining({ spec: expect.objectContaining({ code }) });

test('a paid top-up is credited once, however often and however much at once it is told', async () => {
  const { table } = engine;
  const paymentId = await startTopUp(table, buyerActor, 5000);
  const callback = callbackOf(paymentId, 5000);
  const answers = await Promise.allSettled(Array.from({ length: 20 }, () => deliver(table, callback)));
  for (const answer of answers)
    if (answer.status === 'rejected') expect(answer.reason).toEqual(refusal('request.conflict'));
  const repeated = await deliver(table, callback);
  expect(repeated).toEqual({ paymentId, received: true });
  expect(await deliver(table, callback, undefined, new Date(noon.getTime() + 86_400_000))).toEqual(repeated);
  expect(await deliver(table, callbackOf(paymentId, 5000, { result: 'cancelled' }))).toEqual(repeated);
  expect(await balance()).toBe(5000);
  const shown = await run(
    billingContract.showTopUp,
    showTopUp,
    { paymentId },
    { deps: { table }, table, actor: buyerActor },
  );
  expect(shown).toMatchObject({ status: 'paid', outcome: 'credited', purpose: 'top_up' });
});

test('a forged, foreign or wrong callback is refused and has no effect', async () => {
  const { table } = engine;
  const before = await balance();
  const paymentId = await startTopUp(table, buyerActor, 700);
  await expect(deliver(table, callbackOf(paymentId, 700, { signature: 'f'.repeat(64) }))).rejects.toEqual(
    refusal('billing.callback_forged'),
  );
  await expect(deliver(table, { ...callbackOf(paymentId, 700), amountFen: 70_000 })).rejects.toEqual(
    refusal('billing.callback_forged'),
  );
  await expect(deliver(table, callbackOf(paymentId, 701))).rejects.toEqual(
    refusal('billing.amount_mismatch'),
  );
  await expect(deliver(table, callbackOf('pay_unknown', 700))).rejects.toEqual(
    refusal('billing.payment_not_found'),
  );
  expect(await balance()).toBe(before);
  expect(await paymentEntity.get(table, paymentId)).toMatchObject({ status: 'pending', version: 1 });
});

test('a genuine callback is taken however late it comes: the money has moved', async () => {
  const { table } = engine;
  const before = await balance();
  const paymentId = await startTopUp(table, buyerActor, 600);
  await deliver(table, callbackOf(paymentId, 600), undefined, new Date(noon.getTime() + 3 * 86_400_000));
  expect(await balance()).toBe(before + 600);
});

test('money for a cancelled or expired top-up is credited all the same', async () => {
  const { table } = engine;
  const before = await balance();
  const cancelled = await startTopUp(table, buyerActor, 300);
  await deliver(table, callbackOf(cancelled, 300, { result: 'cancelled' }));
  expect(await paymentEntity.get(table, cancelled)).toMatchObject({ status: 'cancelled' });
  await deliver(table, callbackOf(cancelled, 300));
  const expired = await startTopUp(table, buyerActor, 400);
  const late = new Date(noon.getTime() + 31 * 60_000);
  const step = () => stepAt(paymentClock, table, paymentEntity.keyOf(expired), late);
  await table.commit((await step()).changes, {
    actor: { kind: 'system', name: 'clock' },
    now: late,
    requestId: 'clock',
  });
  expect(await paymentEntity.get(table, expired)).toMatchObject({ status: 'expired' });
  expect(await step()).toEqual({ changes: [] });
  await deliver(table, callbackOf(expired, 400, {}, late), undefined, late);
  expect(await balance()).toBe(before + 700);
});

test('a payment is shown to its payer only', async () => {
  const { table } = engine;
  const paymentId = await startTopUp(table, buyerActor, 500);
  const shown = run(
    billingContract.showTopUp,
    showTopUp,
    { paymentId },
    { deps: { table }, table, actor: sellerActor },
  );
  await expect(shown).rejects.toEqual(refusal('billing.payment_not_found'));
});

test('takes no amount out of range and leads back to permitted places only', async () => {
  const { table } = engine;
  const topUp = (input: { amountFen: number; returnUrl?: string }) =>
    run(billingContract.topUpWallet, topUpWallet, input, { deps: paymentDeps, table, actor: buyerActor });
  await expect(topUp({ amountFen: 99 })).rejects.toMatchObject({
    extras: { fields: [{ pointer: '/amountFen', code: 'amount_range' }] },
  });
  await expect(topUp({ amountFen: 500, returnUrl: 'https://evil.example.com/' })).rejects.toMatchObject({
    extras: { fields: [{ pointer: '/returnUrl' }] },
  });
  await expect(topUp({ amountFen: 0, returnUrl: 'https://evil.example.com/' })).rejects.toMatchObject({
    extras: { fields: [{ pointer: '/amountFen' }, { pointer: '/returnUrl' }] },
  });
});
