import { sellerOf } from '../../kernel/actor.ts';
import { happened } from '../../kernel/events/define-events.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import type { fulfilmentContract } from '../contract.ts';
import { fulfilmentErrors } from '../errors.ts';
import { fulfilmentEvents } from '../events.ts';
import { endpointEntity } from './endpoint.ts';
import { ownEndpoint } from './endpoint-view.ts';

/** Only while no draft names it, and none that was approved ever did: what was sold is still told there. @throws fulfilment.endpoint_in_use */
export const deleteEndpoint: UseCase<typeof fulfilmentContract.deleteEndpoint, { table: Table }> = async (
  { input, actor },
  { table },
) => {
  const endpoint = await ownEndpoint(table, input.endpointId, sellerOf(actor));
  if (endpoint.sold || (endpoint.uses ?? 0) > 0) throw fulfilmentErrors.endpoint_in_use();

  const { endpointId, sellerId } = endpoint;
  const event = happened(fulfilmentEvents.endpointDeleted, { endpointId, sellerId });
  return { answer: { endpointId, deleted: true }, changes: [endpointEntity.remove(endpoint, event)] };
};
