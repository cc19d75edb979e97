import type { EventRoutes } from '../kernel/events/event-message.ts';

/** `credited`: into the wallet · `order_paid` · `returned`: into the wallet, because the order could no longer be paid. */
export const paymentOutcomes = ['credited', 'order_paid', 'returned'] as const;

/** What other contexts may know of billing. Amounts in fen. */
export const billingEvents = {
  paymentRequested: 'payment.requested',
  /** data: paymentId, userId, amountFen, outcome, and orderId if it was for an order */
  paymentPaid: 'payment.paid',
  paymentCancelled: 'payment.cancelled',
  paymentExpired: 'payment.expired',
  /** data: receiptId, number, sellerId, userId, amountFen */
  depositPaid: 'deposit.paid',
} as const;

export const billingRoutes: EventRoutes = {
  [billingEvents.paymentPaid]: () => [{ queue: 'messages' }],
  [billingEvents.depositPaid]: () => [{ queue: 'messages' }],
};
