import type { Attributes, Change, DomainEvent } from '../../kernel/change.ts';
import { defineEntity } from '../../table/entity.ts';
import type { Table } from '../../table/table.ts';
import type { Order } from './order.ts';

/** What lists show. It is kept in the item's `row` alone, so that an order fits into 1 kB and costs one unit to write. */
const listed = ['status', 'productName', 'planName', 'amountFen', 'createdAt'] as const;
type Listed = (typeof listed)[number];
type Stored = Omit<Order, Listed> & { readonly row: Pick<Order, Listed> };

export const buyersOrders = (buyerId: string): string => `orders#${buyerId}`;
export const sellersOrders = (sellerId: string): string => `orders#${sellerId}`;

/** Ids sort by time, so lists sort by id. */
const stored = defineEntity<Stored, string>({
  type: 'order',
  keyOf: (orderId) => ({ pk: orderId, sk: 'order' }),
  idOf: ({ orderId }) => orderId,
  lists: ({ orderId, buyerId, sellerId }) => ({
    list1: { pk: buyersOrders(buyerId), sk: orderId },
    list2: { pk: sellersOrders(sellerId), sk: orderId },
  }),
  row: ({ row }) => row,
  dueAt: ({ row, payBefore }) => (row.status === 'created' ? payBefore : undefined),
  secret: ['freeTaker'],
});

function toStored({ status, productName, planName, amountFen, createdAt, ...order }: Order): Stored {
  return { ...order, row: { status, productName, planName, amountFen, createdAt } };
}

/** The audit trail tells which fields changed, not where they are kept. */
function flat(side: Attributes | undefined, other: Attributes | undefined): Attributes | undefined {
  if (side?.row === undefined) return side;
  const { row, ...rest } = side;
  const otherRow = (other?.row ?? {}) as Attributes;
  return {
    ...rest,
    ...Object.fromEntries(
      Object.entries(row as Attributes).filter(([name, value]) => value !== otherRow[name]),
    ),
  };
}

export const orderEntity = {
  type: stored.type,
  keyOf: stored.keyOf,

  create: (order: Order, event: DomainEvent): Change => stored.create(toStored(order), event),

  /** Written only over the version that was read. */
  save(before: Order, after: Order, event: DomainEvent): Change {
    const change = stored.save(toStored(before), toStored(after), event);
    if (!change.event) return change;
    const { before: from, after: to } = change.event;
    return { ...change, event: { ...change.event, before: flat(from, to), after: flat(to, from) } };
  },

  /** Strongly consistent. */
  async get(table: Table, orderId: string): Promise<Order | undefined> {
    const item = await table.get(stored.keyOf(orderId));
    return item && ({ ...stored.fromAttributes(item), ...(item.row as Stored['row']) } as Order);
  },
};
