import type { UserActor } from '../../kernel/actor.ts';
import { happened } from '../../kernel/events/define-events.ts';
import { orderEvents } from '../events.ts';
import { type ChargeDeps, charge } from '../order/charge.ts';
import { takenBy } from '../order/free-order.ts';
import { type Order, pay } from '../order/order.ts';
import { orderEntity } from '../order/order-entity.ts';
import { orderNews } from '../order/order-notice.ts';
import { placedView } from '../order/order-view.ts';
import type { OrderRules } from '../rules.ts';

/** An order that is placed and paid from the wallet in one transaction, whatever its lines. @throws orders.insufficient_funds */
export async function paidAtOnce(created: Order, buyer: UserActor, now: Date, deps: ChargeDeps) {
  const paid = takenBy(pay(created, 'wallet', now), buyer);
  return {
    answer: placedView(paid),
    changes: [
      orderEntity.create(paid, happened(orderEvents.paid, orderNews(paid))),
      await charge(paid, buyer, now, deps),
    ],
  };
}

/** An order that is placed and waits for its payment, until the clock cancels it. */
export function waitingForPayment(created: Order, { unpaidMinutes }: OrderRules, now: Date) {
  const waiting = {
    ...created,
    payBefore: new Date(now.getTime() + unpaidMinutes * 60_000).toISOString(),
  };
  return {
    answer: placedView(waiting),
    changes: [orderEntity.create(waiting, happened(orderEvents.created, orderNews(waiting)))],
  };
}
