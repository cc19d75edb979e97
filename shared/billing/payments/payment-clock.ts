import { happened } from '../../kernel/events/define-events.ts';
import { clockOf } from '../../table/clock.ts';
import { billingEvents } from '../events.ts';
import { abandon, paymentEntity } from './payment.ts';

/** A payment whose page was left alone expires. */
export const paymentClock = clockOf(paymentEntity, {
  async page_end(payment) {
    const { paymentId, userId } = payment;
    const event = happened(billingEvents.paymentExpired, { paymentId, userId });
    return { changes: [paymentEntity.save(payment, abandon(payment, 'expired'), event)] };
  },
});
