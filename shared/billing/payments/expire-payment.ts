import type { Change, Key } from '../../kernel/change.ts';
import type { Table } from '../../table/table.ts';
import { billingEvents } from '../events.ts';
import { abandon, paymentEntity } from './payment.ts';

/** The clock's step for a payment whose page was left alone. */
export const expirePayment =
  ({ table }: { table: Table }) =>
  async ({ pk }: Key, now: Date): Promise<{ changes: readonly Change[] }> => {
    const payment = await paymentEntity.get(table, pk);
    if (payment?.status !== 'pending' || payment.expiresAt > now.toISOString()) return { changes: [] };
    const { paymentId, userId } = payment;
    return {
      changes: [
        paymentEntity.save(payment, abandon(payment, 'expired'), {
          name: billingEvents.paymentExpired,
          data: { paymentId, userId },
        }),
      ],
    };
  };
