import type { Bought } from '../../catalogue/published.ts';
import type { Attributes, Change, DomainEvent } from '../../kernel/change.ts';
import { defineEntity } from '../../table/entity.ts';
import type { Table } from '../../table/table.ts';
import type { Order } from './order.ts';

/**
 * What lists show, the names of the first line among it. It is kept in the item's `row` alone, so that an order of one line fits into 1 kB
 * and costs one unit to write.
 */
type Row = Pick<Order, 'status' | 'amountFen' | 'createdAt'> & {
  readonly productName: string;
  readonly planName: string;
};
type Stored = Omit<Order, keyof Row> & { readonly row: Row };

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

function toStored({ status, amountFen, createdAt, lines, ...order }: Order): Stored {
  const [first, ...others] = lines;
  const { productName, planName, ...bought } = first.bought;
  return {
    ...order,
    lines: [{ ...first, bought: bought as Bought }, ...others],
    row: { status, productName, planName, amountFen, createdAt },
  };
}

function fromStored({ row: { productName, planName, ...head }, lines, ...order }: Stored): Order {
  const [first, ...others] = lines;
  return {
    ...order,
    ...head,
    lines: [{ ...first, bought: { ...first.bought, productName, planName } }, ...others],
  };
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

  /** Its version goes on and nothing else changes. */
  touch: (order: Order): Change => stored.save(toStored(order), toStored(order)),

  /** Strongly consistent. */
  async get(table: Table, orderId: string): Promise<Order | undefined> {
    const found = await stored.get(table, orderId);
    return found && fromStored(found);
  },
};
