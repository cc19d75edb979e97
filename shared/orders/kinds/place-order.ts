import type { Offer, OfferOf } from '../../catalogue/published.ts';
import { yuan } from '../../china/money.ts';
import { userOf } from '../../kernel/actor.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { ordersContract } from '../contract.ts';
import { orderErrors } from '../errors.ts';
import type { ChargeDeps } from '../order/charge.ts';
import { assertNotOwn } from '../order/not-own-product.ts';
import { newOrder } from './new-order.ts';
import { paidAtOnce, waitingForPayment } from './put-order.ts';

type Deps = ChargeDeps & { readonly offerOf: OfferOf };

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
  const created = newOrder('new', [{ offer, quantity: 1 }], buyer, { newId, now });

  return input.payWith === undefined
    ? waitingForPayment(created, deps.rules, now)
    : paidAtOnce(created, buyer, now, deps);
};

type Expected = { readonly agreementVersion: string; readonly expectedAmountFen?: number };

function assertAsExpected(offer: Offer, expected: Expected): void {
  const { listed, unitPriceFen, agreementVersion: version } = offer;
  const { agreementVersion, expectedAmountFen = unitPriceFen } = expected;
  if (!listed) throw orderErrors.not_on_sale();
  if (agreementVersion !== version) throw orderErrors.agreement_changed({ params: { version } });
  if (expectedAmountFen !== unitPriceFen)
    throw orderErrors.price_changed({ params: { yuan: yuan(unitPriceFen), fen: unitPriceFen } });
}
