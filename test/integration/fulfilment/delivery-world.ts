import { createClock } from '@yunshi/local-cloud/engines';
import { decideAndCommit } from '../../../functions/runtime/commit-work.ts';
import { routesOf } from '../../../functions/stream/event-routes.ts';
import {
  type DeliveryDeps,
  deliverNotification,
} from '../../../shared/fulfilment/delivery/deliver-notification.ts';
import { endpointBreaker } from '../../../shared/fulfilment/delivery/endpoint-breaker.ts';
import { endpointHealthKey, endpointSlots } from '../../../shared/fulfilment/delivery/endpoint-slots.ts';
import { hideMessage } from '../../../shared/fulfilment/delivery/hide-message.ts';
import { endpointEntity, endpointLookup } from '../../../shared/fulfilment/endpoints/endpoint.ts';
import { defaultFulfilmentRules, type FulfilmentRules } from '../../../shared/fulfilment/rules.ts';
import type { EventMessage } from '../../../shared/kernel/events/event-message.ts';
import { createSender } from '../../../shared/outside/seller-endpoint/sender.ts';
import { systemHealth } from '../../../shared/table/health/system-health.ts';
import type { Table } from '../../../shared/table/table.ts';
import { madeUpEvent } from '../../support/made-up/event.ts';
import { relayed } from '../../support/relayed.ts';
import { makeTable, testSealer } from '../../support/table.ts';
import { sampleEndpoint } from '../../support/things/endpoints.ts';
import { type DeliveryQueue, openDeliveryQueue } from './delivery-queue.ts';

export const policy = { ports: [443], allowLoopback: true };
export const rules = { ...defaultFulfilmentRules, endpointCacheSeconds: 0 };
const system = { kind: 'system', name: 'test' } as const;

type EntitlementEvent = { readonly name: string; readonly data?: Readonly<Record<string, unknown>> };

/** Table, queue and sender as deployed, on a clock that the test moves; only the stream's part, the relay, is played by the test. */
export async function openDeliveries(ruled: FulfilmentRules = rules) {
  const clock = createClock();
  const [engine, queue] = await Promise.all([makeTable(), openDeliveryQueue(clock)]);
  const fulfilled: Parameters<DeliveryDeps['answered']>[0][] = [];
  const events: EventMessage[] = [];
  const table = relayed(engine.table, async (event) => {
    events.push(event);
    for (const route of routesOf(event)) if (route.queue === 'notifications') await queue.send(event, route);
  });

  const { close, slots, deps } = deliveryDeps(table, queue, ruled, {
    answered: async (one) => void fulfilled.push(one),
  });

  return {
    table,
    engine,
    clock,
    fulfilled,
    events,
    receive: queue.receive,
    remove: queue.remove,
    deps,
    slots,
    ...fulfilmentActs(table, engine.table, clock),
    /** Handles one visible message; false if there is none. */
    async turn(change: Partial<DeliveryDeps> = {}): Promise<boolean> {
      const message = await queue.receive();
      if (!message) return false;
      const now = clock.date();
      const receiveCount = Number(message.Attributes?.ApproximateReceiveCount);
      const delivery = { receiptHandle: message.ReceiptHandle ?? '', receiveCount };
      const event = JSON.parse(message.Body ?? '');
      const handled = await deliverNotification(event, delivery, now, { ...deps(now), ...change });
      if (handled === 'done') await queue.remove(message);
      return true;
    },
    /** Handles all that is visible now. */
    async settle(): Promise<void> {
      while (await this.turn());
    },
    async stop(): Promise<void> {
      close();
      await queue.stop();
    },
  };
}

/** What the delivery function is composed of, as deployed. */
function deliveryDeps(
  table: Table,
  queue: DeliveryQueue,
  ruled: FulfilmentRules,
  { answered }: Pick<DeliveryDeps, 'answered'>,
) {
  const { send, close } = createSender(policy);
  const health = systemHealth(table, endpointHealthKey, ruled.endpointCacheSeconds);
  const slots = endpointSlots(health, ruled);
  const lasting = {
    table,
    sealer: testSealer,
    rules: ruled,
    breaker: endpointBreaker(health, ruled),
    slots,
    send,
    endpoint: endpointLookup(table, ruled.endpointCacheSeconds),
    answered,
    hide: hideMessage(queue.hide),
    random: () => 0.5,
  };
  const deps = (now: Date): DeliveryDeps => ({
    ...lasting,
    commit: (decide) => decideAndCommit(table, decide, () => ({ actor: system, now, requestId: 'test' })),
  });
  return { close, slots, deps };
}

/** What the seller and orders do; nothing hears of an endpoint that was added. */
function fulfilmentActs(table: Table, unheard: Table, clock: ReturnType<typeof createClock>) {
  return {
    async addEndpoint(url: string, sellerId = 'sel_one') {
      const now = clock.date();
      const made = sampleEndpoint({ endpointId: `end_${sellerId}`, sellerId, url }, now);
      const change = endpointEntity.create(made.endpoint);
      await unheard.commit([change], { actor: system, now, requestId: 'test' });
      return made;
    },
    /** Writes the events of an entitlement, numbered in order, as orders does. */
    async happen(
      entitlementId: string,
      version: number,
      { name, data }: EntitlementEvent,
      { sellerId = 'sel_one', now = clock.date() } = {},
    ): Promise<void> {
      const notice = { ...noticeOf(entitlementId, sellerId), ...data };
      const event = { ...madeUpEvent(name, notice), aggregateId: entitlementId, version };
      const item = { pk: entitlementId, sk: `told#${version}` };
      const change = { writes: [{ kind: 'create' as const, item }], event };
      await table.commit([change], { actor: system, now, requestId: 'test' });
    },
  };
}

/** What orders tells of an entitlement. */
const noticeOf = (entitlementId: string, sellerId: string) => ({
  entitlementId,
  orderId: entitlementId.replace('ent', 'ord'),
  sellerId,
  buyerId: 'usr_0a1b2c3d-0000-4000-8000-000000000000',
  buyerName: '王小明',
  endpointId: `end_${sellerId}`,
  bought: {
    productId: `prd_${'0'.repeat(26)}`,
    planId: 'pln_1',
    term: { unit: 'day', count: 365 },
    terms: { type: 'api', calls: 100 },
  },
  amountFen: 1000,
  quantity: 1,
});

export type Deliveries = Awaited<ReturnType<typeof openDeliveries>>;
export const created = { name: 'entitlement.created' };
export const expired = { name: 'entitlement.expired' };
