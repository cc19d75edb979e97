import { outcomeFields } from '../cases/events.ts';
import type { Term } from '../china/term.ts';
import { defineEvents } from '../kernel/events/define-events.ts';
import type { EventMessage } from '../kernel/events/event-message.ts';
import {
  bothLanguages,
  fields,
  flag,
  maybe,
  oneOf,
  open,
  type Shape,
  text,
  whole,
} from '../kernel/events/shape.ts';
import type { Bought, ProductTypeName, Terms } from './published.ts';

/** What was bought, as events of orders carry it. */
export const bought: Shape<Bought> = fields({
  sellerId: text,
  productId: text,
  productVersion: whole,
  productName: text,
  planId: text,
  planName: text,
  optionId: text,
  optionName: bothLanguages,
  term: maybe(fields({ unit: oneOf<Term['unit']>('day', 'month', 'year'), count: whole })),
  endpointId: maybe(text),
  terms: open<Terms>(),
});

type OfProduct = Pick<EventMessage, 'aggregateId'>;
const toShelf = ({ aggregateId }: OfProduct) => [{ queue: 'projections' as const, group: aggregateId }];
const toPeople = ({ aggregateId }: OfProduct) => [{ queue: 'messages' as const, group: aggregateId }];
const toBoth = (event: OfProduct) => [...toShelf(event), ...toPeople(event)];

/** `number`: of the version */
const product = {
  productId: text,
  sellerId: text,
  type: open<ProductTypeName>(),
  name: maybe(text),
  number: whole,
};
/** A draft may have no name yet. */
const named = { ...product, name: text };
const decided = { ...named, ...outcomeFields, listed: flag };

/** What other contexts may know of the catalogue. */
export const catalogueEvents = defineEvents({
  productCreated: { name: 'product.created', payload: product },
  productStepSaved: { name: 'product.step_saved', payload: { ...product, step: text } },
  productSubmitted: { name: 'product.submitted', payload: { ...named, dueAt: text }, route: toPeople },
  productWithdrawn: { name: 'product.withdrawn', payload: product },
  productDeleted: { name: 'product.deleted', payload: product },
  productApproved: { name: 'product.approved', payload: decided, route: toBoth },
  productRejected: { name: 'product.rejected', payload: decided, route: toPeople },
  productListed: { name: 'product.listed', payload: named, route: toBoth },
  productDelisted: { name: 'product.delisted', payload: named, route: toBoth },
  /** an operator looked at the products of a seller */
  productsListed: { name: 'product.listed_to_operator', payload: { of: text } },
  /** an operator looked at it */
  productViewed: { name: 'product.viewed', payload: { productId: text, number: whole, seenVersion: whole } },
});
