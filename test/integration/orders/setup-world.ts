import { decideAndCommit } from '../../../functions/runtime/commit-work.ts';
import { routesOf } from '../../../functions/stream/event-routes.ts';
import { fulfilmentContract } from '../../../shared/fulfilment/contract.ts';
import {
  type DeliveryDeps,
  deliverNotification,
} from '../../../shared/fulfilment/delivery/deliver-notification.ts';
import type { EndpointBreaker } from '../../../shared/fulfilment/delivery/endpoint-breaker.ts';
import { endpointHealthKey, endpointSlots } from '../../../shared/fulfilment/delivery/endpoint-slots.ts';
import { endpointEntity } from '../../../shared/fulfilment/endpoints/endpoint.ts';
import { type FailedNotification, fulfilmentEvents } from '../../../shared/fulfilment/events.ts';
import { replayFailed } from '../../../shared/fulfilment/notifications/replay-failed.ts';
import { replayNotification } from '../../../shared/fulfilment/notifications/replay-notification.ts';
import { defaultFulfilmentRules } from '../../../shared/fulfilment/rules.ts';
import type { Change } from '../../../shared/kernel/change.ts';
import { on } from '../../../shared/kernel/events/define-events.ts';
import type { EventMessage } from '../../../shared/kernel/events/event-message.ts';
import { templates } from '../../../shared/messages/templates.ts';
import { entitlementEntity } from '../../../shared/orders/entitlement/entitlement.ts';
import { entitlementClock } from '../../../shared/orders/entitlement/entitlement-clock.ts';
import { fulfilEntitlement } from '../../../shared/orders/entitlement/fulfil-entitlement.ts';
import { noteFailedSetup } from '../../../shared/orders/entitlement/note-failed-setup.ts';
import { orderEvents } from '../../../shared/orders/events.ts';
import { openEntitlements } from '../../../shared/orders/kinds/open-entitlements.ts';
import { orderEntity } from '../../../shared/orders/order/order-entity.ts';
import type { SendResult } from '../../../shared/outside/seller-endpoint/send-request.ts';
import { systemHealth } from '../../../shared/table/health/system-health.ts';
import type { Table } from '../../../shared/table/table.ts';
import { relayed } from '../../support/relayed.ts';
import { run, sellerActor } from '../../support/run-use-case.ts';
import { stepAt, type TestTable, testSealer } from '../../support/table.ts';
import { noon } from '../../support/things/billing.ts';
import { sampleEndpoint } from '../../support/things/endpoints.ts';
import { sampleOffer } from '../../support/things/offers.ts';
import { entitlementOf, orderDeps, place } from '../../support/things/orders.ts';

const actor = { kind: 'system', name: 'test' } as const;
export const endpointId = 'end_1';
const own = { endpointId, sellerId: 'sel_one', url: 'https://seller.example/' };
const sampled = sampleEndpoint(own, noon);

/** Three attempts in all, so that a notification is soon exhausted. */
const rules = { ...defaultFulfilmentRules, retry: { ...defaultFulfilmentRules.retry, attempts: 3 } };

/** What a seller's system does with a request; `lost`: it is never reached. */
export type Answer = number | 'lost' | 'timeout';

type TurnOptions = {
  /** the entitlement whose turn it is; the first in the queue unless said otherwise */
  readonly of?: string;
  readonly crash?: boolean;
  readonly spared?: boolean;
  readonly meanwhile?: () => Promise<unknown>;
};

const breaker = (openUntil: EndpointBreaker['openUntil']) => ({ openUntil, note: async () => {} });

function resultOf(answer: Answer): SendResult {
  if (answer === 'lost')
    return { kind: 'failed', errorClass: 'connect', detail: 'ECONNREFUSED', durationMs: 1 };
  if (answer === 'timeout')
    return { kind: 'failed', errorClass: 'timeout', detail: 'timeout', durationMs: 1 };
  const bodyText = JSON.stringify(answer < 300 ? { instanceId: 'ins-1' } : { message: 'no' });
  const body = new TextEncoder().encode(bodyText);
  return { kind: 'answered', status: answer, headers: {}, body, bodyText, truncated: false, durationMs: 1 };
}

type Committed = { readonly changes: readonly Change[] };

/** The table, and what its events put on the queues; what people are told is rendered at once. */
function openQueues(engine: TestTable) {
  const notifications: EventMessage[] = [];
  const forOrders: EventMessage[] = [];
  const told: { name: string; to: string; zh: string; en: string }[] = [];

  const table = relayed(engine.table, async (event) => {
    const { name, data } = event;
    for (const { queue } of routesOf(event)) {
      if (queue === 'notifications') notifications.push(event);
      if (queue === 'orders') forOrders.push(event);
      if (queue === 'messages')
        for (const { to, render } of templates[name] ?? [])
          told.push({ name, to, zh: render(data, 'zh').text, en: render(data, 'en').text });
    }
  });
  return { table, notifications, forOrders, told };
}

/** What begins and ends with an entitlement. */
type Activation = Pick<ReturnType<typeof orderDeps>, 'begin' | 'endRight'>;

/** All that acts on orders as deployed; the test plays the queues, the clock, and the seller's system. */
export async function openMarket(engine: TestTable, activation?: Activation) {
  let now = noon;
  const { table, notifications, forOrders, told } = openQueues(engine);
  const commit = (decide: () => Promise<Committed>) =>
    decideAndCommit(table, decide, () => ({ actor, now, requestId: 'test' }));
  await haveEndpoint(table);

  const deps = { ...orderDeps(table), ...activation };
  const noteFailed = ({ data, at }: EventMessage<FailedNotification>) => noteFailedSetup(deps)(data, at);
  const steps = new Map([
    on(orderEvents.paid, ({ aggregateId: orderId }) => openEntitlements(deps)(orderId, now)),
    on(fulfilmentEvents.exhausted, noteFailed),
    on(fulfilmentEvents.refused, noteFailed),
  ]);
  const tick = (entitlementId: string) =>
    commit(() => stepAt(entitlementClock(deps), table, entitlementEntity.keyOf(entitlementId), now));
  const { requests, turn } = sellersSystem(table, notifications, {
    commit,
    now: () => now,
    fulfilled: (line, instance) => commit(() => fulfilEntitlement(deps)(line, instance, now)),
  });

  return {
    table,
    deps,
    told,
    requests,
    waiting: () => notifications.length,
    now: () => now,
    advance(hours: number) {
      now = new Date(now.getTime() + hours * 3_600_000);
    },
    /** Everything that orders was told of, newest first and each twice. */
    async ordersHear() {
      for (const event of forOrders.splice(0).reverse())
        for (let time = 1; time <= 2; time += 1)
          await commit(() => steps.get(event.name)?.(event) as Promise<Committed>);
    },
    turn,
    /** What is due on an entitlement. */
    tick,
    /** Its seller asks for its `create` once more. */
    replay: (entitlementId: string) => replayOne(table, `msg_${entitlementId}_1`, now),
    replayAll: (meanwhile: () => Promise<unknown>) => replayAll(table, now, meanwhile),
  };
}

/** One purchase from payment to its end. */
export async function buyAndFulfil(engine: TestTable, amountFen = 1000) {
  const market = await openMarket(engine);
  const { table, tick } = market;
  const offer = { ...sampleOffer, endpointId, sellerId: 'sel_one', unitPriceFen: amountFen };
  const { orderId } = await place(table, { payWith: 'wallet' }, { offer });
  const entitlementId = await entitlementOf(table, orderId);

  return {
    ...market,
    orderId,
    entitlementId,
    notificationId: `msg_${entitlementId}_1`,
    order: () => orderEntity.get(table, orderId),
    entitlement: () => entitlementEntity.get(table, entitlementId),
    tick: () => tick(entitlementId),
    /** Two runs of the clock at the same moment. */
    clock: () => Promise.all([tick(entitlementId), tick(entitlementId)]),
    replay: () => market.replay(entitlementId),
  };
}

async function haveEndpoint(table: Table): Promise<void> {
  if (await endpointEntity.get(table, endpointId)) return;
  const change = endpointEntity.create(sampled.endpoint);
  await table.commit([change], { actor, now: noon, requestId: 'test' });
}

type Hears = {
  readonly commit: DeliveryDeps['commit'];
  /** orders is told that the seller's system has set up what was bought */
  readonly fulfilled: (
    line: { readonly entitlementId: string; readonly orderId: string },
    instance: Parameters<DeliveryDeps['answered']>[0]['instance'],
  ) => Promise<unknown>;
  readonly now: () => Date;
};

/** The entitlement that a message of the queue is about. */
const groupOf = ({ aggregateId, data }: EventMessage) =>
  aggregateId.startsWith('ent_') ? aggregateId : data.aggregateId;

/** The seller's system with the delivery function before it. */
function sellersSystem(table: Table, notifications: EventMessage[], { commit, fulfilled, now }: Hears) {
  const requests: { of: string; type: string; refunded?: boolean; at: Date }[] = [];
  const delivery = {
    table,
    sealer: testSealer,
    rules,
    commit,
    slots: endpointSlots(systemHealth(table, endpointHealthKey, 0), rules),
    endpoint: async () => sampled.endpoint,
    hide: async () => {},
    random: () => 0.5,
  };

  /**
   * One turn of the first message of the queue, or of a group of it. `crash`: the process dies before orders hears of a success; `spared`: the
   * seller's system is down, so that nothing is sent; `meanwhile`: what happens between reading and recording.
   */
  async function turn(
    answer: Answer,
    { of, crash = false, spared = false, meanwhile = async () => {} }: TurnOptions = {},
  ): Promise<void> {
    const message = notifications.find((one) => of === undefined || groupOf(one) === of);
    if (!message) return;
    const deliver = deliverNotification(message, { receiptHandle: 'handle', receiveCount: 1 }, now(), {
      ...delivery,
      breaker: breaker(async () => {
        if (!spared) return undefined;
        await meanwhile();
        return new Date(now().getTime() + 60_000);
      }),
      send: async ({ body }) => {
        const { type, data } = JSON.parse(String(body));
        requests.push({ of: data.entitlementId, type, refunded: data.refunded, at: now() });
        await meanwhile();
        return resultOf(answer);
      },
      answered: async ({ aggregateId: entitlementId, message: { action, data }, instance }) => {
        if (crash) throw new Error('killed');
        if (action === 'create') await fulfilled({ entitlementId, orderId: data.orderId ?? '' }, instance);
      },
    });
    const handled = await deliver.catch((error: Error) => {
      if (error.message !== 'killed') throw error;
      return 'later' as const;
    });
    if (handled === 'done') notifications.splice(notifications.indexOf(message), 1);
  }
  return { requests, turn };
}

const replayOne = (table: Table, notificationId: string, now: Date) =>
  run(
    fulfilmentContract.replayNotification,
    replayNotification,
    { notificationId },
    { deps: { table }, table, actor: sellerActor, now },
  );

/** The seller asks for all that failed, seen in lists that are a moment old; `meanwhile`: what happens before the request is committed. */
async function replayAll(table: Table, now: Date, meanwhile: () => Promise<unknown>) {
  const seen = new Map<string, ReturnType<Table['query']>>();
  const query: Table['query'] = (asked, page) => {
    const list = JSON.stringify(asked);
    const found = seen.get(list) ?? table.query(asked, page);
    seen.set(list, found);
    return found;
  };
  let first = true;
  const commitLater: Table['commit'] = async (...given) => {
    if (first) await meanwhile();
    first = false;
    await table.commit(...given);
  };
  const behind = { ...table, query, commit: commitLater };
  const since = noon.toISOString();
  return run(
    fulfilmentContract.replayFailed,
    replayFailed,
    { endpointId, since },
    { deps: { table: behind, rules }, table: behind, actor: sellerActor, now },
  );
}

export type Bought = Awaited<ReturnType<typeof buyAndFulfil>>;
