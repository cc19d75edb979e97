import type { ThingKeeper } from '../../catalogue/published.ts';
import type { Change } from '../../kernel/change.ts';
import type { Table } from '../../table/table.ts';
import { endpointEntity } from './endpoint.ts';

/** An endpoint that is deleted at the same moment makes the whole transaction a conflict. */
const change = (endpointId: string, expression: string, values: Record<string, unknown>): Change => ({
  writes: [
    {
      kind: 'update',
      key: endpointEntity.keyOf(endpointId),
      expression,
      condition: 'attribute_exists(pk)',
      values: { ...values, ':one': 1 },
    },
  ],
});

const countDraft = (endpointId: string, by: 1 | -1) =>
  change(endpointId, 'ADD uses :by, v :one', { ':by': by });

const notOwn = {
  code: 'not_own',
  zh: '请选择您自己的应用凭证。',
  en: 'Choose an application credential of your own.',
};

/** Endpoints as products hold them: any number of drafts counts as users; what an approved version was sold with is told there for good. */
export const endpointsAsThings = (table: Table): ThingKeeper => ({
  take: async (endpointId, { sellerId }) =>
    (await endpointEntity.get(table, endpointId))?.sellerId === sellerId
      ? { changes: [countDraft(endpointId, 1)] }
      : { problem: notOwn, changes: [] },
  giveBack: async (endpointId) => [countDraft(endpointId, -1)],
  sell: (endpointId) => [
    change(endpointId, 'SET sold = :sold ADD uses :out, v :one', { ':sold': true, ':out': -1 }),
  ],
  stopSelling: async () => [],
  since: async () => ({ unmoved: [] }),
  card: async () => undefined,
});
