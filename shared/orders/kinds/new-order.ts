import type { NewId } from '../../kernel/ids.ts';
import { shortText } from '../../kernel/text/short-text.ts';
import type { Order, OrderLine } from '../order/order.ts';
import type { OrderKindName } from '../order-kind-names.ts';
import { orderKinds, type Wanted } from './kinds.ts';

/** Of names as orders and entitlements keep them: twenty rows of a list cost one read unit, and an order fits into a kilobyte. */
const nameBytes = { product: 60, plan: 36, buyer: 36 } as const;

type Buyer = { readonly userId: string; readonly name: string };
type Call = { readonly newId: NewId; readonly now: Date };

function lineOf(kind: OrderKindName, wanted: Wanted, lineNumber: number, { newId, now }: Call): OrderLine {
  const { listed: _listed, sellerUserId: _user, agreementVersion: _agreement, ...offer } = wanted.offer;
  const { unitPriceFen, ...bought } = offer;
  return {
    lineNumber,
    entitlementId: wanted.entitlement?.entitlementId ?? newId('ent'),
    bought: {
      ...bought,
      productName: shortText(bought.productName, nameBytes.product),
      planName: shortText(bought.planName, nameBytes.plan),
    },
    quantity: wanted.quantity,
    unitPriceFen,
    price: orderKinds[kind].price(wanted, now),
  };
}

/** An order of one line that waits for its payment. */
export function newOrder(kind: OrderKindName, wanted: Wanted, buyer: Buyer, call: Call): Order {
  const line = lineOf(kind, wanted, 1, call);
  return {
    orderId: call.newId('ord'),
    kind,
    status: 'created',
    buyerId: buyer.userId,
    buyerName: shortText(buyer.name, nameBytes.buyer),
    sellerId: wanted.offer.sellerId,
    lines: [line],
    amountFen: line.price.totalFen,
    agreementVersion: wanted.offer.agreementVersion,
    createdAt: call.now.toISOString(),
    version: 1,
  };
}
