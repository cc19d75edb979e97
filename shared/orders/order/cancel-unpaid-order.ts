import type { Change, Key } from '../../kernel/change.ts';
import type { Table } from '../../table/table.ts';
import type { RefundPurchase } from '../ports.ts';
import { endOrder } from './end-order.ts';
import { orderEntity } from './order-entity.ts';

type Deps = { readonly table: Table; readonly refundPurchase: RefundPurchase };

/** The clock's step for an order that was not paid in time (`docs/rules/3-orders.md`, "Orders"). */
export const cancelUnpaidOrder =
  ({ table, refundPurchase }: Deps) =>
  async ({ pk }: Key, now: Date): Promise<{ changes: readonly Change[] }> => {
    const order = await orderEntity.get(table, pk);
    if (order?.status !== 'created' || order.payBefore === undefined || order.payBefore > now.toISOString())
      return { changes: [] };

    const { changes } = await endOrder(order, { cause: 'unpaid', now }, refundPurchase);
    return { changes };
  };
