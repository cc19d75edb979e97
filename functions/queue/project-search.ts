import { defaultCatalogueRules } from '../../shared/catalogue/rules.ts';
import { projectSearch } from '../../shared/catalogue/sale/project-shelf.ts';
import { EventMessage } from '../../shared/kernel/events/event-message.ts';
import { withOverrides } from '../../shared/kernel/rules.ts';
import { decideAndCommit } from '../runtime/commit-work.ts';
import { connectTable, environment, ruleOverrides } from '../runtime/composition.ts';
import { queueFunction } from '../runtime/queue.ts';
import { connectQueues } from '../runtime/queues.ts';

const table = connectTable();
const rules = withOverrides(defaultCatalogueRules, ruleOverrides('catalogue'));
const queues = connectQueues();

/** Brings what is searched and browsed to what the product now is. */
export const handler = queueFunction(
  EventMessage,
  async ({ id, aggregateId }) => {
    const actor = { kind: 'system', name: 'project-search' } as const;
    const commit = (decide: Parameters<Parameters<typeof projectSearch>[2]>[0]) =>
      decideAndCommit(table, decide, () => ({ actor, now: new Date(), requestId: id }));
    await projectSearch({ table, rules }, aggregateId, commit);
    return 'done';
  },
  () => ({ queues, deadLetterQueueUrl: environment(['DEAD_LETTER_QUEUE_URL']).DEAD_LETTER_QUEUE_URL }),
);
