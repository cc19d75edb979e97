import type * as z from 'zod';
import type { Table } from '../../table/table.ts';
import type { EndpointView } from '../contract.ts';
import { fulfilmentErrors } from '../errors.ts';
import { type Endpoint, endpointEntity, validSecrets } from './endpoint.ts';

/** What the seller sees: keys only as their ends. */
export function viewOf(endpoint: Endpoint, now: Date): z.input<typeof EndpointView> {
  const { sellerId: _seller, secrets: _secrets, uses: _uses, sold: _sold, ...shown } = endpoint;
  return {
    ...shown,
    secrets: validSecrets(endpoint, now).map(({ sealed: _, hint, ...times }) => ({
      ...times,
      hint: `whsec_****${hint}`,
    })),
  };
}

/** A seller's own endpoint. @throws fulfilment.endpoint_not_found, for another's as well */
export async function ownEndpoint(table: Table, endpointId: string, sellerId: string): Promise<Endpoint> {
  const endpoint = await endpointEntity.get(table, endpointId);
  if (endpoint?.sellerId !== sellerId) throw fulfilmentErrors.endpoint_not_found();
  return endpoint;
}
