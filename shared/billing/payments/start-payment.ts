import type { Change } from '../../kernel/change.ts';
import { type FieldProblem, kernelErrors, type Text } from '../../kernel/errors.ts';
import { happened } from '../../kernel/events/define-events.ts';
import type { NewId } from '../../kernel/ids.ts';
import type { PaymentProvider } from '../../outside/payments/provider.ts';
import { billingEvents } from '../events.ts';
import type { BillingRules } from '../rules.ts';
import { type Payment, paymentEntity } from './payment.ts';

export type PaymentOrder = {
  readonly userId: string;
  readonly amountFen: number;
  /** absent for a top-up */
  readonly orderId?: string;
  readonly subject: Text;
  /** ISO time at which an order can no longer be paid: its pay page takes no money after it */
  readonly payBefore?: string;
  /** where the pay page leads back to */
  readonly returnUrl?: string;
};

/**
 * A new payment and the address of its pay page.
 * @throws request.invalid when the return address is of a foreign origin
 */
export function startPayment(
  { provider, rules }: { provider: PaymentProvider; rules: BillingRules },
  { userId, amountFen, orderId, subject, payBefore, returnUrl }: PaymentOrder,
  { now, newId, apiUrl }: { now: Date; newId: NewId; apiUrl: string },
): { readonly payment: Payment; readonly payUrl: string; readonly changes: readonly Change[] } {
  const refused = returnProblems(returnUrl, rules);
  if (refused.length > 0) throw kernelErrors.invalid({ fields: refused });
  const pageEnds = new Date(now.getTime() + rules.paymentValidMinutes * 60_000).toISOString();
  const payment: Payment = {
    paymentId: newId('pay'),
    userId,
    provider: provider.name,
    purpose: orderId === undefined ? 'top_up' : 'order',
    orderId,
    amountFen,
    status: 'pending',
    createdAt: now.toISOString(),
    expiresAt: payBefore !== undefined && payBefore < pageEnds ? payBefore : pageEnds,
    version: 1,
  };
  const { paymentId, expiresAt } = payment;
  return {
    payment,
    payUrl: provider.payUrl({ paymentId, amountFen, subject, expiresAt, returnUrl, apiUrl }),
    changes: [
      paymentEntity.create(
        payment,
        happened(billingEvents.paymentRequested, { paymentId, userId, amountFen, orderId }),
      ),
    ],
  };
}

/** What is wrong with the address that a pay page is to lead back to. */
export const returnProblems = (
  returnUrl: string | undefined,
  { returnOrigins }: BillingRules,
): FieldProblem[] =>
  returnUrl === undefined || returnOrigins.includes(new URL(returnUrl).origin)
    ? []
    : [
        {
          pointer: '/returnUrl',
          code: 'return_origin',
          zh: '返回地址不在允许的来源内。',
          en: 'The return address is not of a permitted origin.',
        },
      ];
