import type { Change } from '../../kernel/change.ts';
import { happened } from '../../kernel/events/define-events.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { PaymentProvider } from '../../outside/payments/provider.ts';
import type { Table } from '../../table/table.ts';
import type { billingContract } from '../contract.ts';
import { billingErrors } from '../errors.ts';
import { billingEvents } from '../events.ts';
import { purchaseEntry, receivedEntry } from '../ledger/entries.ts';
import type { PostingReason } from '../ledger/flows.ts';
import { appendEntries } from '../ledger/ledger-store.ts';
import { abandon, type Payment, type PaymentOutcome, paymentEntity, settle } from './payment.ts';

/** Asks orders: the changes that mark this order as paid, or undefined when it no longer waits for exactly this amount. */
export type PayOrderOnline = (
  payment: { orderId: string; amountFen: number },
  now: Date,
) => Promise<readonly Change[] | undefined>;

type Deps = {
  readonly table: Table;
  readonly provider: Pick<PaymentProvider, 'name' | 'newsIn'>;
  readonly payOrder: PayOrderOnline;
};

/**
 * The provider's word on a payment (`docs/rules/3-orders.md`, "Orders"): only with its signature and the exact amount, taken
 * once however often and however late it comes. Money for an order that can no longer be paid goes into the payer's wallet.
 */
export const settlePayment: UseCase<typeof billingContract.settlePayment, Deps> = async (
  { input, now },
  deps,
) => {
  const news = deps.provider.newsIn(input);
  if (!news) throw billingErrors.callback_forged();
  const payment = await paymentEntity.get(deps.table, news.paymentId);
  if (payment?.provider !== deps.provider.name) throw billingErrors.payment_not_found();

  if (payment.amountFen !== news.amountFen) throw billingErrors.amount_mismatch();
  const answer = { paymentId: payment.paymentId, received: true as const };
  if (payment.status === 'paid') return { answer };

  if (news.result === 'paid')
    return { answer, changes: await take(payment, news.providerReference, now, deps) };
  return { answer, changes: payment.status === 'pending' ? cancel(payment) : [] };
};

function cancel(payment: Payment): Change[] {
  const { paymentId, userId } = payment;
  return [
    paymentEntity.save(
      payment,
      abandon(payment, 'cancelled'),
      happened(billingEvents.paymentCancelled, { paymentId, userId }),
    ),
  ];
}

/** All money comes in through the wallet, so that the payer's list of movements is whole, and leaves it again for the order. */
async function take(
  payment: Payment,
  providerReference: string,
  now: Date,
  { table, payOrder }: Deps,
): Promise<Change[]> {
  const { paymentId, userId, amountFen, orderId } = payment;
  const at = now.toISOString();
  const orderPaid = orderId === undefined ? undefined : await payOrder({ orderId, amountFen }, now);
  const outcome: PaymentOutcome = orderId === undefined ? 'credited' : orderPaid ? 'order_paid' : 'returned';
  const received = receivedEntry({ ...payment, reason: reasons[outcome] }, at);
  const entries =
    orderId !== undefined && orderPaid
      ? [received, purchaseEntry({ userId, orderId, amountFen }, at)]
      : [received];
  const settled = settle(payment, outcome, providerReference, now);
  const data = { paymentId, userId, amountFen, outcome, orderId };
  return [
    paymentEntity.save(payment, settled, happened(billingEvents.paymentPaid, data)),
    await appendEntries(table, entries),
    ...(orderPaid ?? []),
  ];
}

const reasons = {
  credited: 'top_up',
  order_paid: 'online_payment',
  returned: 'payment_returned',
} as const satisfies Record<PaymentOutcome, PostingReason>;
