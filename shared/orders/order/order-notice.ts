import type { OrderNews } from '../events.ts';
import type { Order } from './order.ts';

/** What events of an order tell. */
export const orderNews = (order: Order): OrderNews => ({
  orderId: order.orderId,
  buyerId: order.buyerId,
  buyerName: order.buyerName,
  sellerId: order.sellerId,
  productId: order.productId,
  productName: order.productName,
  planName: order.planName,
  calls: order.calls,
  quantity: order.quantity,
  amountFen: order.amountFen,
});
