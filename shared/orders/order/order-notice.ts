import type { OrderNews } from '../events.ts';
import type { Order } from './order.ts';

/** What events of an order tell. */
export const orderNews = ({ orderId, buyerId, buyerName, sellerId, amountFen, lines }: Order): OrderNews => ({
  orderId,
  buyerId,
  buyerName,
  sellerId,
  amountFen,
  lines: lines.map(({ entitlementId, bought, quantity }) => ({
    entitlementId,
    productId: bought.productId,
    productName: bought.productName,
    planName: bought.planName,
    optionName: bought.optionName,
    quantity,
  })),
});
