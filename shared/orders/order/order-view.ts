import type * as z from 'zod';
import type { Order } from './order.ts';
import type { OrderView, orderContract } from './order-contract.ts';

/** The whole order, as buyer and seller see it. */
export function orderView(order: Order): z.input<typeof OrderView> {
  const { version: _version, groupId: _group, endpointId: _endpoint, freeTaker: _taker, ...shown } = order;
  return { ...shown, currency: 'CNY' };
}

/** The part that answers an order being placed: short, since it is kept with the idempotency record. */
export const placedView = ({
  orderId,
  status,
  amountFen,
  createdAt,
  payBefore,
}: Order): z.input<typeof orderContract.placeOrder.output> => ({
  orderId,
  status,
  amountFen,
  currency: 'CNY',
  createdAt,
  payBefore,
});
