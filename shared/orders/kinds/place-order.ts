import type { Offer, OfferOf } from '../../catalogue/published.ts';
import { yuan } from '../../china/money.ts';
import { userOf } from '../../kernel/actor.ts';
import { happened } from '../../kernel/events/define-events.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { ordersContract } from '../contract.ts';
import { orderErrors } from '../errors.ts';
import { orderEvents } from '../events.ts';
import { charge } from '../order/charge.ts';
import { takenBy } from '../order/free-order.ts';
import { assertNotOwn } from '../order/not-own-product.ts';
import { type Order, pay } from '../order/order.ts';
import { orderEntity } from '../order/order-entity.ts';
import { orderNews } from '../order/order-notice.ts';
import { placedView } from '../order/order-view.ts';
import type { WalletDebit } from '../ports.ts';
import type { OrderRules } from '../rules.ts';
import { newOrder } from './new-order.ts';

type Deps = { readonly offerOf: OfferOf; readonly walletDebit: WalletDebit; readonly rules: OrderRules };

/**
 * Places an order, and in the same transaction pays it from the wallet if asked to (`docs/rules/3-orders.md`, "Orders"). The price
 * is what the offer says; what the buyer believes is only compared.
 */
export const placeOrder: UseCase<typeof ordersContract.placeOrder, Deps> = async (
  { input, actor, now, newId },
  deps,
) => {
  const buyer = userOf(actor);
  const offer = await deps.offerOf(input);
  if (!offer) throw orderErrors.offer_not_found();

  assertAsExpected(offer, input);
  assertNotOwn(offer, buyer);
  const created = newOrder('new', { offer, quantity: 1 }, buyer, { newId, now });
  if (input.payWith === undefined) return waitingForPayment(created, deps.rules, now);

  const paid = takenBy(pay(created, 'wallet', now), buyer);
  return {
    answer: placedView(paid),
    changes: [
      orderEntity.create(paid, happened(orderEvents.paid, orderNews(paid))),
      await charge(paid, buyer, now, deps),
    ],
  };
};

function waitingForPayment(created: Order, { unpaidMinutes }: OrderRules, now: Date) {
  const waiting = {
    ...created,
    payBefore: new Date(now.getTime() + unpaidMinutes * 60_000).toISOString(),
  };
  return {
    answer: placedView(waiting),
    changes: [orderEntity.create(waiting, happened(orderEvents.created, orderNews(waiting)))],
  };
}

type Expected = { readonly agreementVersion: string; readonly expectedAmountFen?: number };

function assertAsExpected(offer: Offer, expected: Expected): void {
  const { listed, unitPriceFen, agreementVersion: version } = offer;
  const { agreementVersion, expectedAmountFen = unitPriceFen } = expected;
  if (!listed) throw orderErrors.not_on_sale();
  if (agreementVersion !== version) throw orderErrors.agreement_changed({ params: { version } });
  if (expectedAmountFen !== unitPriceFen)
    throw orderErrors.price_changed({ params: { yuan: yuan(unitPriceFen), fen: unitPriceFen } });
}
