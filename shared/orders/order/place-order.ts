import { yuan } from '../../china/money.ts';
import { userOf } from '../../kernel/actor.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { ordersContract } from '../contract.ts';
import { orderErrors } from '../errors.ts';
import { orderEvents } from '../events.ts';
import type { Offer, OfferOf, WalletDebit } from '../offer.ts';
import type { OrderRules } from '../rules.ts';
import { charge } from './charge.ts';
import { takenBy } from './free-order.ts';
import { assertNotOwn } from './not-own-product.ts';
import { newOrder, pay } from './order.ts';
import { orderEntity } from './order-entity.ts';
import { orderNews } from './order-notice.ts';
import { placedView } from './order-view.ts';

type Deps = { offerOf: OfferOf; walletDebit: WalletDebit; rules: OrderRules };

/**
 * Places an order, and in the same transaction pays it from the wallet if asked to (`docs/rules/3-orders.md`, "Orders"). The price
 * is what the offer says; what the buyer believes is only compared.
 */
export const placeOrder: UseCase<typeof ordersContract.placeOrder, Deps> = async (
  { input, actor, now, newId },
  deps,
) => {
  const buyer = userOf(actor);
  const { userId, name } = buyer;
  const offer = await deps.offerOf(input);
  if (!offer) throw orderErrors.offer_not_found();
  checkOffer(offer, input);
  assertNotOwn(offer, buyer);
  const created = newOrder(offer, { orderId: newId('ord'), buyerId: userId, buyerName: name }, now);
  if (input.payWith === undefined) {
    const waiting = {
      ...created,
      payBefore: new Date(now.getTime() + deps.rules.unpaidMinutes * 60_000).toISOString(),
    };
    return {
      answer: placedView(waiting),
      changes: [orderEntity.create(waiting, { name: orderEvents.created, data: orderNews(waiting) })],
    };
  }
  const paid = takenBy(pay(created, 'wallet', now), buyer);
  return {
    answer: placedView(paid),
    changes: [
      orderEntity.create(paid, { name: orderEvents.paid, data: orderNews(paid) }),
      await charge(paid, buyer, now, deps),
    ],
  };
};

type Expected = { readonly agreementVersion: string; readonly expectedAmountFen?: number };

function checkOffer(offer: Offer, { agreementVersion, expectedAmountFen = offer.amountFen }: Expected): void {
  if (!offer.listed) throw orderErrors.not_on_sale();
  if (agreementVersion !== offer.agreementVersion)
    throw orderErrors.agreement_changed({ params: { version: offer.agreementVersion } });
  if (expectedAmountFen !== offer.amountFen)
    throw orderErrors.price_changed({ params: { yuan: yuan(offer.amountFen), fen: offer.amountFen } });
}
