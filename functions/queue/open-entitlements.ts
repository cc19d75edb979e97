import { type FailedNotification, fulfilmentEvents } from '../../shared/fulfilment/events.ts';
import type { Change } from '../../shared/kernel/change.ts';
import { EventMessage } from '../../shared/kernel/events/event-message.ts';
import { withOverrides } from '../../shared/kernel/rules.ts';
import { noteFailedSetup } from '../../shared/orders/entitlement/note-failed-setup.ts';
import { orderEvents } from '../../shared/orders/events.ts';
import { openEntitlements } from '../../shared/orders/kinds/open-entitlements.ts';
import { defaultOrderRules } from '../../shared/orders/rules.ts';
import { begin } from '../runtime/activate.ts';
import { decideAndCommit } from '../runtime/commit-work.ts';
import { connectTable, environment, ruleOverrides } from '../runtime/composition.ts';
import { queueFunction } from '../runtime/queue.ts';
import { connectQueues } from '../runtime/queues.ts';

const { DEAD_LETTER_QUEUE_URL } = environment(['DEAD_LETTER_QUEUE_URL']);
const table = connectTable();
const queues = connectQueues();

type Step = (event: EventMessage, now: Date) => Promise<{ readonly changes: readonly Change[] }>;
const rules = withOverrides(defaultOrderRules, ruleOverrides('orders'));
const open = openEntitlements({ table, begin, rules });
const actor = { kind: 'system', name: 'open-entitlements' } as const;

const setupFailed = noteFailedSetup({ table, rules });
const noteFailed: Step = ({ data, at }) => setupFailed(data as FailedNotification, at);

/** What is done about an event, once however often its message comes. */
const steps: Readonly<Record<string, Step>> = {
  [orderEvents.paid]: ({ aggregateId: orderId }, now) => open(orderId, now),
  [fulfilmentEvents.exhausted]: noteFailed,
  [fulfilmentEvents.refused]: noteFailed,
};

/** Opens what was bought, and notes what the seller's system did not set up. */
export const handler = queueFunction(
  EventMessage,
  async (event) => {
    const now = new Date();
    const step = steps[event.name];
    if (!step) throw new Error(`nothing to do about ${event.name}`);
    await decideAndCommit(
      table,
      () => step(event, now),
      () => ({ actor, now, requestId: event.requestId }),
    );
    return 'done';
  },
  () => ({ queues, deadLetterQueueUrl: DEAD_LETTER_QUEUE_URL }),
);
