import type { EventMessage, EventRoutes } from '../kernel/events/event-message.ts';

/** What other contexts may know of the catalogue. Product events carry productId, sellerId, name and number (of the version). */
export const catalogueEvents = {
  productCreated: 'product.created',
  productStepSaved: 'product.step_saved',
  productSubmitted: 'product.submitted',
  productWithdrawn: 'product.withdrawn',
  productDeleted: 'product.deleted',
  productApproved: 'product.approved',
  productRejected: 'product.rejected',
  productListed: 'product.listed',
  productDelisted: 'product.delisted',
  /** an operator looked at it */
  productViewed: 'product.viewed',
} as const;

const toShelf = ({ aggregateId }: EventMessage) => [{ queue: 'projections' as const, group: aggregateId }];
const toSeller = ({ aggregateId }: EventMessage) => [{ queue: 'messages' as const, group: aggregateId }];
const toBoth = (event: EventMessage) => [...toShelf(event), ...toSeller(event)];

export const catalogueRoutes: EventRoutes = {
  [catalogueEvents.productApproved]: toBoth,
  [catalogueEvents.productRejected]: toSeller,
  [catalogueEvents.productListed]: toBoth,
  [catalogueEvents.productDelisted]: toBoth,
};
