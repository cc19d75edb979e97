import { EventMessage } from '../../shared/kernel/event-message.ts';
import { withOverrides } from '../../shared/kernel/rules.ts';
import { grantQuota } from '../../shared/metering/access.ts';
import { openEntitlement } from '../../shared/orders/open-entitlement.ts';
import { defaultOrderRules } from '../../shared/orders/rules.ts';
import { decideAndCommit } from '../runtime/commit-work.ts';
import { connectTable, environment, ruleOverrides } from '../runtime/composition.ts';
import { queueFunction } from '../runtime/queue.ts';
import { connectQueues } from '../runtime/queues.ts';

const { DEAD_LETTER_QUEUE_URL } = environment(['DEAD_LETTER_QUEUE_URL']);
const table = connectTable();
const queues = connectQueues();
const open = openEntitlement({ table, grantQuota, rules: withOverrides(defaultOrderRules, ruleOverrides('orders')) });
const actor = { kind: 'system', name: 'open-entitlements' } as const;

/** `order.paid`: what was bought is opened, once however often the message comes. */
export const handler = queueFunction(
  EventMessage,
  async ({ aggregateId: orderId, requestId }) => {
    const now = new Date();
    await decideAndCommit(
      table,
      () => open(orderId, now),
      () => ({ actor, now, requestId }),
    );
    return 'done';
  },
  () => ({ queues, deadLetterQueueUrl: DEAD_LETTER_QUEUE_URL }),
);
