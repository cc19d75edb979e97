import { defineEvents, to } from '../kernel/events/define-events.ts';
import { maybe, oneOf, text, whole } from '../kernel/events/shape.ts';

/** `credited`: into the wallet · `order_paid` · `returned`: into the wallet, because the order could no longer be paid. */
export const paymentOutcomes = ['credited', 'order_paid', 'returned'] as const;

const payment = { paymentId: text, userId: text };
/** `orderId` if it is for an order */
const amount = { ...payment, amountFen: whole, orderId: maybe(text) };

/** What other contexts may know of billing. Amounts in fen. */
export const billingEvents = defineEvents({
  paymentRequested: { name: 'payment.requested', payload: amount },
  paymentPaid: {
    name: 'payment.paid',
    payload: { ...amount, outcome: oneOf(...paymentOutcomes) },
    route: to('messages'),
  },
  paymentCancelled: { name: 'payment.cancelled', payload: payment },
  paymentExpired: { name: 'payment.expired', payload: payment },
  depositPaid: {
    name: 'deposit.paid',
    payload: { receiptId: text, number: text, sellerId: text, userId: text, amountFen: whole },
    route: to('messages'),
  },
});
