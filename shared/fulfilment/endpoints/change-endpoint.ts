import { sellerOf } from '../../kernel/actor.ts';
import { happened } from '../../kernel/events/define-events.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { AddressPolicy } from '../../outside/seller-endpoint/address-policy.ts';
import type { Table } from '../../table/table.ts';
import type { fulfilmentContract } from '../contract.ts';
import { fulfilmentEvents } from '../events.ts';
import { endpointEntity } from './endpoint.ts';
import { requireAddress } from './endpoint-address.ts';
import { ownEndpoint, viewOf } from './endpoint-view.ts';

/** Attempts to come go to the new address, those of messages that wait already as well. */
export const changeEndpoint: UseCase<
  typeof fulfilmentContract.changeEndpoint,
  { table: Table; policy: AddressPolicy }
> = async ({ input: { endpointId, ...given }, actor, now }, { table, policy }) => {
  const before = await ownEndpoint(table, endpointId, sellerOf(actor));
  if (given.url !== undefined) requireAddress(given.url, policy);
  const { name = before.name, url = before.url, timeoutSeconds = before.timeoutSeconds } = given;
  const after = { ...before, name, url, timeoutSeconds };
  const event = happened(fulfilmentEvents.endpointChanged, { endpointId, sellerId: before.sellerId });
  return { answer: viewOf(after, now), changes: [endpointEntity.save(before, after, event)] };
};
