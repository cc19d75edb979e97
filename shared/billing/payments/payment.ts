import * as z from 'zod';
import { become, type Lifecycle } from '../../kernel/lifecycle.ts';
import { defineEntity } from '../../table/entity.ts';
import { billingErrors } from '../errors.ts';
import { paymentOutcomes } from '../events.ts';

export const PaymentStatus = z.enum(['pending', 'paid', 'cancelled', 'expired']);
export type PaymentStatus = z.output<typeof PaymentStatus>;

/** Money may come although the payer cancelled or the page expired: then it is taken in all the same. */
export const paymentLifecycle: Lifecycle<PaymentStatus> = {
  pending: { zh: '待支付', en: 'pending', next: ['paid', 'cancelled', 'expired'] },
  cancelled: { zh: '已取消', en: 'cancelled', next: ['paid'] },
  expired: { zh: '已过期', en: 'expired', next: ['paid'] },
  paid: { zh: '已支付', en: 'paid', next: [] },
};

export const PaymentPurpose = z.enum(['top_up', 'order']);

export const PaymentOutcome = z.enum(paymentOutcomes);
export type PaymentOutcome = z.output<typeof PaymentOutcome>;

/** One visit to a provider's pay page. */
export type Payment = {
  readonly paymentId: string;
  readonly userId: string;
  readonly provider: string;
  readonly purpose: z.output<typeof PaymentPurpose>;
  /** set when the purpose is an order */
  readonly orderId?: string;
  readonly amountFen: number;
  readonly status: PaymentStatus;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly settledAt?: string;
  readonly outcome?: PaymentOutcome;
  readonly providerReference?: string;
  readonly version: number;
};

export const paymentEntity = defineEntity<Payment, string, 'page_end'>({
  type: 'payment',
  keyOf: (paymentId) => ({ pk: paymentId, sk: 'payment' }),
  idOf: ({ paymentId }) => paymentId,
  timers: ({ status, expiresAt }) => ({ page_end: status === 'pending' ? expiresAt : undefined }),
});

/** @throws billing.payment_state where the life cycle does not allow it */
export const settle = (
  payment: Payment,
  outcome: PaymentOutcome,
  providerReference: string,
  now: Date,
): Payment => ({
  ...become(paymentLifecycle, payment, 'paid', billingErrors.payment_state),
  outcome,
  providerReference,
  settledAt: now.toISOString(),
});

/** @throws billing.payment_state unless it is pending */
export const abandon = (payment: Payment, to: 'cancelled' | 'expired'): Payment =>
  become(paymentLifecycle, payment, to, billingErrors.payment_state);
