import { EventMessage } from '../../shared/kernel/events/event-message.ts';
import { withOverrides } from '../../shared/kernel/rules.ts';
import { checkUpload } from '../../shared/uploads/check-upload.ts';
import { defaultUploadsRules } from '../../shared/uploads/rules.ts';
import { decideAndCommit } from '../runtime/commit-work.ts';
import { connectTable, environment, ruleOverrides } from '../runtime/composition.ts';
import { connectObjects } from '../runtime/object-store.ts';
import { queueFunction } from '../runtime/queue.ts';
import { connectQueues } from '../runtime/queues.ts';

const table = connectTable();
const rules = withOverrides(defaultUploadsRules, ruleOverrides('uploads'));
const check = checkUpload({ table, objects: connectObjects(), rules });
const queues = connectQueues();

export const handler = queueFunction(
  EventMessage,
  async ({ id, aggregateId }) => {
    const actor = { kind: 'system', name: 'check-upload' } as const;
    await check(aggregateId, (decide) =>
      decideAndCommit(table, decide, () => ({ actor, now: new Date(), requestId: id })),
    );
    return 'done';
  },
  () => ({ queues, deadLetterQueueUrl: environment(['DEAD_LETTER_QUEUE_URL']).DEAD_LETTER_QUEUE_URL }),
);
