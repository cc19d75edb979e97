import type { EventMessage, EventRoutes } from '../kernel/events/event-message.ts';

/** What other contexts may know of the catalogue. Product events carry productId, sellerId, name and number (of the version). */
export const catalogueEvents = {
  groupCreated: 'api_group.created',
  groupChanged: 'api_group.changed',
  groupApisSaved: 'api_group.apis_saved',
  groupPublished: 'api_group.published',
  groupSecretReset: 'api_group.secret_reset',
  groupBound: 'api_group.bound',
  groupUnbound: 'api_group.unbound',
  groupDeleted: 'api_group.deleted',
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
