import { userOf } from '../../kernel/actor.ts';
import { happened } from '../../kernel/events/define-events.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import type { ordersContract } from '../contract.ts';
import { orderErrors } from '../errors.ts';
import { orderEvents } from '../events.ts';
import type { StartOnlinePayment, WalletDebit } from '../ports.ts';
import type { OrderRules } from '../rules.ts';
import { charge } from './charge.ts';
import { takenBy } from './free-order.ts';
import { assertNotOwn } from './not-own-product.ts';
import { pay } from './order.ts';
import { orderEntity } from './order-entity.ts';
import { orderNews } from './order-notice.ts';
import { ownOrder } from './own-order.ts';
import { paymentSubject } from './payment-subject.ts';

type Deps = { table: Table; walletDebit: WalletDebit; rules: OrderRules; startPayment: StartOnlinePayment };

/** Pays an order from the wallet at once, or answers the pay page on which it can be paid. */
export const payOrder: UseCase<typeof ordersContract.payOrder, Deps> = async (
  { input, actor, now, newId, apiUrl },
  deps,
) => {
  const buyer = userOf(actor);
  const order = await ownOrder(deps.table, input.orderId, buyer.userId);
  const { orderId, amountFen, buyerId: userId, payBefore } = order;
  const paid = takenBy(pay(order, input.payWith, now), buyer);
  if (payBefore !== undefined && payBefore <= now.toISOString()) throw orderErrors.payment_time_over();
  assertNotOwn(order, buyer);
  const answer = { orderId, amountFen, currency: 'CNY' as const };
  if (input.payWith === 'online' && amountFen > 0) {
    const subject = paymentSubject(order);
    const payment = deps.startPayment(
      { userId, orderId, amountFen, subject, payBefore, returnUrl: input.returnUrl },
      { now, newId, apiUrl },
    );
    return {
      answer: { ...answer, status: order.status, paymentId: payment.paymentId, payUrl: payment.payUrl },
      changes: payment.changes,
    };
  }
  const costs = await charge(order, buyer, now, deps).catch(async (refusal) => {
    // The wallet was read after the order: another payment of this very order may have emptied it, which is then the reason to tell.
    pay(await ownOrder(deps.table, orderId, userId), input.payWith, now);
    throw refusal;
  });

  return {
    answer: { ...answer, status: paid.status },
    changes: [orderEntity.save(order, paid, happened(orderEvents.paid, orderNews(paid))), costs],
  };
};
