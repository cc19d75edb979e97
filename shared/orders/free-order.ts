import type { UserActor } from '../kernel/actor.ts';
import type { Change } from '../kernel/change.ts';
import { orderErrors } from './errors.ts';
import type { Order } from './order.ts';
import type { OrderRules } from './rules.ts';

/** Accounts of one legal person share what is given away; an account without verified identity is counted for itself. */
const takerOf = ({ legalIdentity, userId }: UserActor): string => legalIdentity ?? userId;

/**
 * Counts an order without a price in the transaction that pays it, so that nobody takes a free package without end, however many orders run
 * at once. @throws orders.free_limit when the transaction is committed and the limit is reached
 */
export const takeForFree = ({ productId, planId }: Order, buyer: UserActor, { freeOrdersPerPlan: most }: OrderRules): Change => ({
  writes: [
    {
      kind: 'update',
      key: { pk: `free#${takerOf(buyer)}`, sk: `${productId}#${planId}` },
      expression: 'SET #type = :type ADD taken :one',
      condition: 'attribute_not_exists(taken) OR taken < :most',
      names: { '#type': 'type' },
      values: { ':type': 'free_orders', ':one': 1, ':most': most },
    },
  ],
  onRefused: () => orderErrors.free_limit({ params: { most } }),
});
