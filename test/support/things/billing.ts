import { decideAndCommit } from '../../../functions/runtime/commit-work.ts';
import { billingContract } from '../../../shared/billing/contract.ts';
import { receivedEntry } from '../../../shared/billing/ledger/entries.ts';
import { appendEntries } from '../../../shared/billing/ledger/ledger-store.ts';
import { type PayOrderOnline, settlePayment } from '../../../shared/billing/payments/settle-payment.ts';
import { defaultBillingRules } from '../../../shared/billing/rules.ts';
import { topUpWallet } from '../../../shared/billing/wallet/top-up-wallet.ts';
import type { Actor } from '../../../shared/kernel/actor.ts';
import { type SandboxCallback, signCallback } from '../../../shared/outside/payments/sandbox/callback.ts';
import { sandboxProvider } from '../../../shared/outside/payments/sandbox/sandbox-provider.ts';
import type { Table } from '../../../shared/table/table.ts';
import { run } from '../run-use-case.ts';

export const paymentSecret = 'a secret of the payment provider, 32 or more';
export const noon = new Date('2026-11-02T04:00:00.000Z');

export const paymentDeps = {
  rules: defaultBillingRules,
  provider: sandboxProvider({
    sandboxUrl: 'https://pay.example.com',
    callbackPath: '/cb',
    secret: paymentSecret,
  }),
};

/** Starts a top-up and answers its id. */
export const startTopUp = async (table: Table, actor: Actor, amountFen: number): Promise<string> =>
  (
    await run(
      billingContract.topUpWallet,
      topUpWallet,
      { amountFen },
      { deps: paymentDeps, table, actor, now: noon },
    )
  ).paymentId;

/** The sandbox's word on a payment, signed at that time. */
export const callbackOf = (
  paymentId: string,
  amountFen: number,
  change: Partial<SandboxCallback> = {},
  at = noon,
): SandboxCallback => ({
  ...signCallback(paymentSecret, {
    paymentId,
    providerReference: `sandbox-${paymentId}`,
    result: 'paid',
    amountFen,
    timestamp: at.getTime() / 1000,
    ...change,
  }),
  ...(change.signature !== undefined && { signature: change.signature }),
});

/** Hands a callback to billing, as the public operation does. */
export const deliver = (
  table: Table,
  callback: SandboxCallback,
  payOrder: PayOrderOnline = async () => undefined,
  now = noon,
) => {
  const deps = { table, provider: paymentDeps.provider, payOrder };
  return run(billingContract.settlePayment, settlePayment, callback, {
    deps,
    table,
    actor: { kind: 'anonymous' },
    now,
  });
};

/** Money in a wallet without the way through the pay page. */
export async function fund(
  table: Table,
  userId: string,
  amountFen: number,
  paymentId = `pay_${userId}_${amountFen}`,
): Promise<void> {
  const entry = receivedEntry(
    { userId, provider: 'sandbox', paymentId, amountFen, reason: 'top_up' },
    noon.toISOString(),
  );
  await decideAndCommit(
    table,
    async () => ({ changes: [await appendEntries(table, [entry])] }),
    () => ({ actor: { kind: 'system', name: 'test' }, now: noon, requestId: 'test' }),
  );
}
