import type { EventRoutes } from '../kernel/event-message.ts';

/** What other contexts may know of billing. Amounts in fen. */
export const billingEvents = {
  paymentRequested: 'payment.requested',
  /** data: paymentId, userId, amountFen, outcome */
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
