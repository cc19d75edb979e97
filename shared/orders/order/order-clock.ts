import { type Clock, clockOf } from '../../table/clock.ts';
import type { RefundPurchase } from '../ports.ts';
import { endOrder } from './end-order.ts';
import { orderEntity } from './order-entity.ts';

type Deps = { readonly refundPurchase: RefundPurchase };

/** An order that is not paid in time is cancelled (`docs/rules/3-orders.md`, "Orders"). */
export const orderClock = ({ refundPurchase }: Deps): Clock =>
  clockOf(orderEntity, {
    payment_end: (order, now) => endOrder(order, { cause: 'unpaid', now }, refundPurchase),
  });
