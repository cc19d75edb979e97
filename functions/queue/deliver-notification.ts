import {
  type Answered,
  type AnsweredEffects,
  deliverNotification,
} from '../../shared/fulfilment/delivery/deliver-notification.ts';
import { endpointBreaker } from '../../shared/fulfilment/delivery/endpoint-breaker.ts';
import { endpointHealthKey, endpointSlots } from '../../shared/fulfilment/delivery/endpoint-slots.ts';
import { hideMessage } from '../../shared/fulfilment/delivery/hide-message.ts';
import { endpointLookup } from '../../shared/fulfilment/endpoints/endpoint.ts';
import { defaultFulfilmentRules } from '../../shared/fulfilment/rules.ts';
import { EventMessage } from '../../shared/kernel/events/event-message.ts';
import { withOverrides } from '../../shared/kernel/rules.ts';
import { fulfilEntitlement } from '../../shared/orders/entitlement/fulfil-entitlement.ts';
import { defaultOrderRules } from '../../shared/orders/rules.ts';
import { createSender } from '../../shared/outside/seller-endpoint/sender.ts';
import { systemHealth } from '../../shared/table/health/system-health.ts';
import { begin } from '../runtime/activate.ts';
import { decideAndCommit } from '../runtime/commit-work.ts';
import {
  addressPolicy,
  connectSealer,
  connectTable,
  environment,
  ruleOverrides,
} from '../runtime/composition.ts';
import { queueFunction } from '../runtime/queue.ts';
import { connectQueues } from '../runtime/queues.ts';

const { NOTIFICATIONS_QUEUE_URL, DEAD_LETTER_QUEUE_URL } = environment([
  'NOTIFICATIONS_QUEUE_URL',
  'DEAD_LETTER_QUEUE_URL',
]);
const table = connectTable();
const queues = connectQueues();
const sealer = connectSealer();
const rules = withOverrides(defaultFulfilmentRules, ruleOverrides('fulfilment'));
const orderRules = withOverrides(defaultOrderRules, ruleOverrides('orders'));
const health = systemHealth(table, endpointHealthKey, rules.endpointCacheSeconds);
const actor = { kind: 'system', name: 'deliver-notification' } as const;

const fulfil = fulfilEntitlement({ table, sealer, begin, rules: orderRules });

/** What the first success of a seller's system changes, by what it was told; of everything else nothing follows. */
const effects: AnsweredEffects = {
  create: ({ aggregateId: entitlementId, data: { orderId = '' } }, instance, now) =>
    fulfil({ entitlementId, orderId }, instance, now),
};

const answered: Answered = async ({ aggregateId, message: { action, data }, instance, requestId }) => {
  const effect = effects[action];
  if (!effect) return;
  const context = { actor, now: new Date(), requestId };
  await decideAndCommit(
    table,
    () => effect({ aggregateId, data }, instance, context.now),
    () => context,
  );
};

const deps = {
  table,
  sealer,
  rules,
  answered,
  breaker: endpointBreaker(health, rules),
  slots: endpointSlots(health, rules),
  endpoint: endpointLookup(table, rules.endpointCacheSeconds),
  send: createSender(addressPolicy(), { keepAlive: true }).send,
  hide: hideMessage((receiptHandle, seconds) => queues.hide(NOTIFICATIONS_QUEUE_URL, receiptHandle, seconds)),
  random: Math.random,
};

export const handler = queueFunction(
  EventMessage,
  (message, delivery) => {
    const now = new Date();
    const { requestId } = message;
    return deliverNotification(message, delivery, now, {
      ...deps,
      commit: (decide) => decideAndCommit(table, decide, () => ({ actor, now, requestId })),
    });
  },
  () => ({ queues, deadLetterQueueUrl: DEAD_LETTER_QUEUE_URL }),
);
