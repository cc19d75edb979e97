import type { Offer } from '../../catalogue/published.ts';
import type { Text } from '../../kernel/errors.ts';
import { type Entitlement, type OrderedLine, openedFor } from '../entitlement/entitlement.ts';
import type { Price } from '../order/order.ts';
import type { OrderKindName } from '../order-kind-names.ts';

/** What is ordered: so many of an option, about an entitlement or about none yet. */
export type Wanted = { readonly offer: Offer; readonly quantity: number; readonly entitlement?: Entitlement };

/** One kind of order (`docs/rules/3-orders.md`, "Orders"): what a line of it costs, and what it does once it is paid. */
export type OrderKind = Text & {
  readonly price: (wanted: Wanted, now: Date) => Price;
  /** whether it makes a new entitlement; else it changes the one that it is about */
  readonly opens: boolean;
  readonly entitlement: (before: Entitlement | undefined, ordered: OrderedLine, now: Date) => Entitlement;
};

/** The price of the offer, nothing taken off. */
const listPrice = ({ offer: { unitPriceFen }, quantity }: Wanted): Price => {
  const listFen = unitPriceFen * quantity;
  return { listFen, couponFen: 0, creditFen: 0, totalFen: listFen };
};

/** Every kind of order that is offered. */
export const orderKinds: Readonly<Record<OrderKindName, OrderKind>> = {
  new: {
    zh: '新购',
    en: 'new',
    price: listPrice,
    opens: true,
    entitlement: (_none, ordered) => openedFor(ordered),
  },
};
