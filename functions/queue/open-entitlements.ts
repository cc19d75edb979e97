import { type FailedNotification, fulfilmentEvents } from '../../shared/fulfilment/events.ts';
import { on } from '../../shared/kernel/events/define-events.ts';
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

const rules = withOverrides(defaultOrderRules, ruleOverrides('orders'));
const open = openEntitlements({ table, begin, rules });
const actor = { kind: 'system', name: 'open-entitlements' } as const;

const setupFailed = noteFailedSetup({ table, rules });
const noteFailed = ({ data, at }: EventMessage<FailedNotification>) => setupFailed(data, at);

/** What is done about an event, once however often its message comes. */
const steps = new Map([
  on(orderEvents.paid, ({ aggregateId: orderId }, now: Date) => open(orderId, now)),
  on(fulfilmentEvents.exhausted, noteFailed),
  on(fulfilmentEvents.refused, noteFailed),
]);

/** Opens what was bought, and notes what the seller's system did not set up. */
export const handler = queueFunction(
  EventMessage,
  async (event) => {
    const now = new Date();
    const step = steps.get(event.name);
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
