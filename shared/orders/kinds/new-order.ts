import type { NewId } from '../../kernel/ids.ts';
import { shortText } from '../../kernel/text/short-text.ts';
import type { Order, OrderLine } from '../order/order.ts';
import type { OrderKindName } from '../order-kind-names.ts';
import { orderKinds, type Wanted } from './kinds.ts';

/** Of names as orders and entitlements keep them: twenty rows of a list cost one read unit, and an order fits into a kilobyte. */
const nameBytes = { product: 60, plan: 36, buyer: 36 } as const;

/** All lines of an order are paid, opened and refunded in one transaction each, which takes 100 writes at most. */
const mostLines = 10;

type Buyer = { readonly userId: string; readonly name: string };
type Call = { readonly newId: NewId; readonly now: Date };

function lineOf(kind: OrderKindName, wanted: Wanted, lineNumber: number, { newId, now }: Call): OrderLine {
  const { listed: _listed, sellerUserId: _user, agreementVersion, unitPriceFen, ...bought } = wanted.offer;
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
    agreementVersion,
  };
}

/**
 * An order that waits for its payment, with a line for everything that is wanted. It costs what its lines cost together.
 * @throws RangeError, which is a mistake of ours, when the lines are of several sellers or too many
 */
export function newOrder(
  kind: OrderKindName,
  wanted: readonly [Wanted, ...Wanted[]],
  buyer: Buyer,
  call: Call,
): Order {
  const { sellerId } = wanted[0].offer;
  if (wanted.some(({ offer }) => offer.sellerId !== sellerId))
    throw new RangeError('an order is of one seller');
  if (wanted.length > mostLines) throw new RangeError(`an order has ${mostLines} lines at most`);

  const [first, ...others] = wanted;
  const lines: Order['lines'] = [
    lineOf(kind, first, 1, call),
    ...others.map((one, place) => lineOf(kind, one, place + 2, call)),
  ];
  return {
    orderId: call.newId('ord'),
    kind,
    status: 'created',
    buyerId: buyer.userId,
    buyerName: shortText(buyer.name, nameBytes.buyer),
    sellerId,
    lines,
    amountFen: lines.reduce((sum, { price }) => sum + price.totalFen, 0),
    createdAt: call.now.toISOString(),
    version: 1,
  };
}
