import type { UserActor } from '../../kernel/actor.ts';
import type { Change, Key } from '../../kernel/change.ts';
import { orderErrors } from '../errors.ts';
import type { OrderRules } from '../rules.ts';
import type { Order } from './order.ts';

/** Accounts of one legal person share what is given away; an account without verified identity is counted for itself. */
const takerOf = ({ legalIdentity, userId }: UserActor): string => legalIdentity ?? userId;

/** Where an order's plans are counted for whoever took it: each plan once, however many lines have it. */
function countsOf({ lines }: Order, taker: string): Key[] {
  const plans = new Set(lines.map(({ bought: { productId, planId } }) => `${productId}#${planId}`));
  return [...plans].map((sk) => ({ pk: `free#${taker}`, sk }));
}

/** An order that is paid, with who took it if it costs nothing: a buyer whose identity is verified later is then counted as somebody else. */
export const takenBy = (paid: Order, buyer: UserActor): Order =>
  paid.amountFen > 0 ? paid : { ...paid, freeTaker: takerOf(buyer) };

/**
 * Counts an order without a price in the transaction that pays it, so that nobody takes a free package without end, however many orders run
 * at once. @throws orders.free_limit when the transaction is committed and the limit is reached
 */
export const takeForFree = (
  order: Order,
  buyer: UserActor,
  { freeOrdersPerPlan: most }: OrderRules,
): Change => ({
  writes: countsOf(order, takerOf(buyer)).map((key) => ({
    kind: 'update',
    key,
    expression: 'SET #type = :type ADD taken :one',
    condition: 'attribute_not_exists(taken) OR taken < :most',
    names: { '#type': 'type' },
    values: { ':type': 'free_orders', ':one': 1, ':most': most },
  })),
  onRefused: () => orderErrors.free_limit({ params: { most } }),
});

/** Gives back what a refunded order took, in the refund's own transaction; nothing for one that had a price. Never below zero. */
export function giveBackFree(order: Order): Change[] {
  if (order.freeTaker === undefined) return [];
  return countsOf(order, order.freeTaker).map((key) => ({
    writes: [
      {
        kind: 'update',
        key,
        expression: 'ADD taken :less',
        condition: 'taken > :none',
        values: { ':less': -1, ':none': 0 },
      },
    ],
  }));
}
