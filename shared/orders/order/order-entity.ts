import type { Bought } from '../../catalogue/published.ts';
import type { Attributes, Change, DomainEvent, Key, Write } from '../../kernel/change.ts';
import { defineEntity } from '../../table/entity.ts';
import { madeAt, placeOf } from '../../table/list-page.ts';
import type { ReadAt } from '../../table/read-both.ts';
import type { Table } from '../../table/table.ts';
import type { Order, OrderLine, OrderStatus } from './order.ts';

/*
 * An order of one line fits into 1 kB, whatever its names, so that it costs one unit to write: what lists show is kept in the item's `row`
 * alone, ids that stand in keys are not kept again, and of a line only what does not follow from the rest.
 */

/** What lists show, of the first line what it is. */
type Row = Pick<Order, 'status' | 'kind' | 'buyerName' | 'amountFen' | 'paidAt'> &
  Pick<Bought, 'productId' | 'productName' | 'planName'>;
type StoredLine = Pick<OrderLine, 'entitlementId' | 'agreementVersion'> & {
  readonly bought: Omit<Bought, 'sellerId'>;
  readonly quantity?: number;
  readonly listFen: number;
  readonly unitPriceFen?: number;
  readonly couponFen?: number;
  readonly creditFen?: number;
};
type Stored = Omit<Order, keyof Row | 'lines' | 'createdAt'> & {
  readonly lines: readonly StoredLine[];
  readonly row: Row;
};

/** A row of a list of orders, with the ids that its keys hold. */
export type OrderListed = Row & Pick<Order, 'orderId' | 'buyerId' | 'sellerId' | 'createdAt'>;

export const buyersOrders = (buyerId: string): string => `orders#${buyerId}`;
export const sellersOrders = (sellerId: string): string => `orders#${sellerId}`;

const timersOf = ({ status, payBefore }: Pick<Order, 'status' | 'payBefore'>) => ({
  payment_end: status === 'created' ? payBefore : undefined,
});

/** Ids sort by time, so lists sort by id. */
const stored = defineEntity<Stored, string, 'payment_end'>({
  type: 'order',
  keyOf: (orderId) => ({ pk: orderId, sk: 'order' }),
  idOf: ({ orderId }) => orderId,
  lists: ({ orderId, buyerId, sellerId }) => ({
    list1: { pk: buyersOrders(buyerId), sk: placeOf(orderId) },
    list2: { pk: sellersOrders(sellerId), sk: placeOf(orderId) },
  }),
  row: ({ row }) => row,
  timers: ({ row: { status }, payBefore }) => timersOf({ status, payBefore }),
  secret: ['freeTaker'],
});

const unlessIs = (usual: number, value: number): number | undefined => (value === usual ? undefined : value);

const lineToStored = (line: OrderLine): StoredLine => {
  const { entitlementId, agreementVersion, bought, quantity, unitPriceFen, price } = line;
  const { sellerId: _seller, ...kept } = bought;
  return {
    entitlementId,
    agreementVersion,
    bought: kept,
    quantity: unlessIs(1, quantity),
    listFen: price.listFen,
    unitPriceFen: unlessIs(price.listFen / quantity, unitPriceFen),
    couponFen: unlessIs(0, price.couponFen),
    creditFen: unlessIs(0, price.creditFen),
  };
};

const lineFromStored = (
  { bought, quantity = 1, listFen, couponFen = 0, creditFen = 0, ...line }: StoredLine,
  sellerId: string,
  place: number,
): OrderLine => ({
  lineNumber: place + 1,
  ...line,
  bought: { ...bought, sellerId },
  quantity,
  unitPriceFen: line.unitPriceFen ?? listFen / quantity,
  price: { listFen, couponFen, creditFen, totalFen: listFen - couponFen - creditFen },
});

function toStored({ status, kind, buyerName, amountFen, createdAt, paidAt, lines, ...order }: Order): Stored {
  const [first, ...others] = lines.map(lineToStored) as [StoredLine, ...StoredLine[]];
  const { productId, productName, planName, ...bought } = first.bought;
  return {
    ...order,
    lines: [{ ...first, bought: bought as StoredLine['bought'] }, ...others],
    row: {
      ...{ status, kind, productId, productName, planName, buyerName, amountFen },
      // What was paid when it was placed keeps that time once.
      ...(paidAt !== createdAt && { paidAt }),
    },
  };
}

function fromStored({ row: { productId, productName, planName, ...head }, lines, ...order }: Stored): Order {
  const [first, ...others] = lines as [StoredLine, ...StoredLine[]];
  const whole = [{ ...first, bought: { ...first.bought, productId, productName, planName } }, ...others];
  const read = whole.map((line, place) => lineFromStored(line, order.sellerId, place));
  const createdAt = madeAt(order.orderId);
  const paidAt = head.paidAt ?? (order.paidWith && createdAt);
  return {
    ...order,
    ...head,
    createdAt,
    ...(paidAt && { paidAt }),
    lines: read as [OrderLine, ...OrderLine[]],
  };
}

/** Ids that the item's keys hold. */
const withoutIds = ({ orderId: _order, buyerId: _buyer, sellerId: _seller, ...item }: Attributes) => item;
const withIds = (item: Attributes): Attributes => ({
  ...item,
  orderId: item.pk,
  buyerId: String(item.l1pk).slice(buyersOrders('').length),
  sellerId: String(item.l2pk).slice(sellersOrders('').length),
});
const compacted = (write: Write): Write =>
  write.kind === 'create' || write.kind === 'replace' ? { ...write, item: withoutIds(write.item) } : write;

/** States of an order that nobody has paid. */
const unpaid: readonly OrderStatus[] = ['created', 'cancelled'];

/** An item of a list of orders. */
export function orderListed(item: Attributes): OrderListed {
  const { paidAt, ...row } = item.row as Row;
  const { orderId, buyerId, sellerId } = withIds(item) as Pick<
    OrderListed,
    'orderId' | 'buyerId' | 'sellerId'
  >;
  const createdAt = madeAt(orderId);
  const paid = paidAt ?? (unpaid.includes(row.status) ? undefined : createdAt);
  return { orderId, buyerId, sellerId, ...row, createdAt, ...(paid && { paidAt: paid }) };
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

function asKept({ event, writes, ...change }: Change): Change {
  const kept = { ...change, writes: writes.map(compacted) };
  if (!event) return kept;
  const { before, after } = event;
  return { ...kept, event: { ...event, before: flat(before, after), after: flat(after, before) } };
}

const read = (item: Attributes): Order =>
  fromStored({ ...stored.fromAttributes(withIds(item)), row: item.row as Row });

/** Strongly consistent. */
async function find(table: Table, at: Key): Promise<Order | undefined> {
  const item = await table.get(at);
  return item && read(item);
}

export const orderEntity = {
  type: stored.type,
  keyOf: stored.keyOf,

  create: (order: Order, event: DomainEvent): Change => asKept(stored.create(toStored(order), event)),

  /** Written only over the version that was read. */
  save: (before: Order, after: Order, event: DomainEvent): Change =>
    asKept(stored.save(toStored(before), toStored(after), event)),

  /** Its version goes on and nothing else changes. */
  touch: (order: Order): Change => asKept(stored.save(toStored(order), toStored(order))),

  timersOf,
  find,
  at: (orderId: string): ReadAt<Order> => ({ key: stored.keyOf(orderId), read }),
  get: (table: Table, orderId: string) => find(table, stored.keyOf(orderId)),
};
