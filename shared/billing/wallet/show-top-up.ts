import { userOf } from '../../kernel/actor.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import type { billingContract } from '../contract.ts';
import { billingErrors } from '../errors.ts';
import { paymentEntity } from '../payments/payment.ts';

/** The payer's own only. */
export const showTopUp: UseCase<typeof billingContract.showTopUp, { table: Table }> = async (
  { input, actor },
  { table },
) => {
  const payment = await paymentEntity.get(table, input.paymentId);
  if (!payment || payment.userId !== userOf(actor).userId) throw billingErrors.payment_not_found();
  const { paymentId, purpose, orderId, amountFen, status, outcome, createdAt, expiresAt, settledAt } =
    payment;
  return {
    answer: {
      paymentId,
      purpose,
      orderId,
      amountFen,
      currency: 'CNY',
      status,
      outcome,
      createdAt,
      expiresAt,
      settledAt,
    },
  };
};
