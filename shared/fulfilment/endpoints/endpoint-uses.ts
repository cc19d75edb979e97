import type { Change } from '../../kernel/change.ts';
import type { Table } from '../../table/table.ts';
import { endpointEntity } from './endpoint.ts';

/** Counts a draft product in or out. An endpoint that is deleted at the same moment makes the whole transaction a conflict. */
export const countUse = (endpointId: string, by: 1 | -1): Change => ({
  writes: [
    {
      kind: 'update',
      key: endpointEntity.keyOf(endpointId),
      expression: 'ADD uses :by, v :one',
      condition: 'attribute_exists(pk)',
      values: { ':by': by, ':one': 1 },
    },
  ],
});

/** Notes for good that an approved version names the endpoint; the draft that became that version no longer counts. */
export const markEndpointSold = (endpointId: string): Change => ({
  writes: [
    {
      kind: 'update',
      key: endpointEntity.keyOf(endpointId),
      expression: 'SET sold = :sold ADD uses :out, v :one',
      condition: 'attribute_exists(pk)',
      values: { ':sold': true, ':out': -1, ':one': 1 },
    },
  ],
});

/** Whether a seller has such an endpoint: for the product wizard, which takes no other. */
export const endpointOwned =
  (table: Table) =>
  async (sellerId: string, endpointId: string): Promise<boolean> =>
    (await endpointEntity.get(table, endpointId))?.sellerId === sellerId;
