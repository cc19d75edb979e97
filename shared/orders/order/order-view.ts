import type * as z from 'zod';
import type { Language } from '../../kernel/errors.ts';
import { boughtView } from '../bought-view.ts';
import type { Order } from './order.ts';
import type { OrderView, orderContract } from './order-contract.ts';

/** The whole order, as buyer and seller see it. */
export function orderView(order: Order, language: Language): z.input<typeof OrderView> {
  const { version: _version, freeTaker: _taker, lines, ...shown } = order;
  return {
    ...shown,
    lines: lines.map(({ bought, ...line }) => ({ ...line, ...boughtView(bought, language) })),
    currency: 'CNY',
  };
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
