import {
  CreateQueueCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { createClock, startQueuesAndObjects } from '@yunshi/local-cloud/engines';
import { decideAndCommit } from '../../../functions/runtime/commit-work.ts';
import { connectQueues } from '../../../functions/runtime/queues.ts';
import { routesOf } from '../../../functions/stream/event-routes.ts';
import {
  type DeliveryDeps,
  deliverNotification,
} from '../../../shared/fulfilment/delivery/deliver-notification.ts';
import { endpointBreaker } from '../../../shared/fulfilment/delivery/endpoint-breaker.ts';
import { endpointHealthKey, endpointSlots } from '../../../shared/fulfilment/delivery/endpoint-slots.ts';
import { hideMessage } from '../../../shared/fulfilment/delivery/hide-message.ts';
import {
  type Endpoint,
  endpointEntity,
  endpointLookup,
  makeSecret,
} from '../../../shared/fulfilment/endpoints/endpoint.ts';
import { defaultFulfilmentRules, type FulfilmentRules } from '../../../shared/fulfilment/rules.ts';
import { actorName } from '../../../shared/kernel/actor.ts';
import type { Change } from '../../../shared/kernel/change.ts';
import type { EventMessage } from '../../../shared/kernel/events/event-message.ts';
import { sealerOf } from '../../../shared/kernel/sealed.ts';
import { createSender } from '../../../shared/outside/seller-endpoint/sender.ts';
import { systemHealth } from '../../../shared/table/health/system-health.ts';
import { eventSk } from '../../../shared/table/keys.ts';
import type { Table } from '../../../shared/table/table.ts';
import type { CommitContext } from '../../../shared/table/transaction.ts';
import { localKeys, localService } from '../../support/local-aws.ts';
import { madeUpEvent } from '../../support/made-up/event.ts';
import { makeTable } from '../../support/table.ts';

export const sealer = sealerOf(Buffer.alloc(32, 7).toString('base64'));
export const policy = { ports: [443], allowLoopback: true };
export const rules = { ...defaultFulfilmentRules, endpointCacheSeconds: 0 };
const system = { kind: 'system', name: 'test' } as const;

type EntitlementEvent = { readonly name: string; readonly data?: Readonly<Record<string, unknown>> };

/** Table, queue and sender as deployed, on a clock that the test moves; only the stream's part, the relay, is played by the test. */
export async function openDeliveries(ruled: FulfilmentRules = rules) {
  const clock = createClock();
  const [engine, queuesEngine] = await Promise.all([makeTable(), startQueuesAndObjects({ clock })]);
  const sqs = new SQSClient({
    endpoint: queuesEngine.sqsEndpoint,
    region: 'us-east-1',
    credentials: localKeys,
  });
  const Attributes = { FifoQueue: 'true', VisibilityTimeout: '30' };
  const { QueueUrl = '' } = await sqs.send(
    new CreateQueueCommand({ QueueName: `deliveries-${process.pid}.fifo`, Attributes }),
  );
  const queues = connectQueues(localService('sqs', queuesEngine.sqsEndpoint, 'us-east-1'));
  const { send, close } = createSender(policy);
  const fulfilled: Parameters<DeliveryDeps['answered']>[0][] = [];
  const events: EventMessage[] = [];

  const relay = async (changes: readonly Change[], { actor, now, requestId }: CommitContext) => {
    for (const { event } of changes) {
      if (!event) continue;
      const { name, aggregateId, version, data } = event;
      const id = `${aggregateId}/${eventSk(version)}`;
      const message: EventMessage = {
        id,
        name,
        at: now.toISOString(),
        by: actorName(actor),
        aggregateId,
        version,
        requestId,
        data,
      };
      events.push(JSON.parse(JSON.stringify(message)));
      for (const { queue, group } of routesOf(message))
        if (queue === 'notifications')
          await queues.send(QueueUrl, {
            body: JSON.stringify(message),
            deduplicationId: id,
            group: group ?? aggregateId,
          });
    }
  };
  const table: Table = {
    ...engine.table,
    commit: async (changes, context) => {
      await engine.table.commit(changes, context);
      await relay(changes, context);
    },
  };

  const health = systemHealth(table, endpointHealthKey, ruled.endpointCacheSeconds);
  const breaker = endpointBreaker(health, ruled);
  const slots = endpointSlots(health, ruled);
  const deps = (now: Date): DeliveryDeps => ({
    table,
    sealer,
    rules: ruled,
    breaker,
    slots,
    send,
    endpoint: endpointLookup(table, ruled.endpointCacheSeconds),
    answered: async (one) => void fulfilled.push(one),
    hide: hideMessage((receiptHandle, seconds) => queues.hide(QueueUrl, receiptHandle, seconds)),
    random: () => 0.5,
    commit: (decide) => decideAndCommit(table, decide, () => ({ actor: system, now, requestId: 'test' })),
  });

  const receive = async (): Promise<Message | undefined> => {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: 1,
        MessageSystemAttributeNames: ['ApproximateReceiveCount'],
      }),
    );
    return Messages[0];
  };
  const remove = (message: Message) =>
    sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle }));

  return {
    table,
    engine,
    clock,
    fulfilled,
    events,
    receive,
    remove,
    deps,
    slots,
    /** Handles one visible message; false if there is none. */
    async turn(change: Partial<DeliveryDeps> = {}): Promise<boolean> {
      const message = await receive();
      if (!message) return false;
      const now = clock.date();
      const receiveCount = Number(message.Attributes?.ApproximateReceiveCount);
      const delivery = { receiptHandle: message.ReceiptHandle ?? '', receiveCount };
      const handled = await deliverNotification(JSON.parse(message.Body ?? ''), delivery, now, {
        ...deps(now),
        ...change,
      });
      if (handled === 'done') await remove(message);
      return true;
    },
    /** Handles all that is visible now. */
    async settle(): Promise<void> {
      while (await this.turn());
    },
    async addEndpoint(url: string, sellerId = 'sel_one'): Promise<{ endpoint: Endpoint; secret: string }> {
      const now = clock.date();
      const endpointId = `end_${sellerId}`;
      const { shown, kept } = makeSecret(
        { endpointId, dialect: 'native' },
        new Uint8Array(32).fill(3),
        sealer,
        now,
      );
      const fixed = {
        name: 'main',
        dialect: 'native',
        timeoutSeconds: 10,
        createdAt: now.toISOString(),
        version: 1,
      } as const;
      const endpoint: Endpoint = { ...fixed, endpointId, sellerId, url, secrets: [kept] };
      await engine.table.commit([endpointEntity.create(endpoint)], { actor: system, now, requestId: 'test' });
      return { endpoint, secret: shown };
    },
    /** Writes the events of an entitlement, numbered in order, as orders does. */
    async happen(
      entitlementId: string,
      version: number,
      { name, data }: EntitlementEvent,
      { sellerId = 'sel_one', now = clock.date() } = {},
    ): Promise<void> {
      const ids = {
        entitlementId,
        orderId: entitlementId.replace('ent', 'ord'),
      };
      const bought = {
        productId: `prd_${'0'.repeat(26)}`,
        planId: 'pln_1',
        term: { unit: 'day', count: 365 },
        terms: { type: 'api', calls: 100 },
      };
      const people = { sellerId, buyerId: 'usr_0a1b2c3d-0000-4000-8000-000000000000', buyerName: '王小明' };
      const notice = {
        ...ids,
        ...people,
        endpointId: `end_${sellerId}`,
        bought,
        amountFen: 1000,
        quantity: 1,
        ...data,
      };
      const event = { ...madeUpEvent(name, notice), aggregateId: entitlementId, version };
      const item = { pk: entitlementId, sk: `told#${version}` };
      await table.commit([{ writes: [{ kind: 'create', item }], event }], {
        actor: system,
        now,
        requestId: 'test',
      });
    },
    async stop(): Promise<void> {
      close();
      await queuesEngine.stop();
    },
  };
}

export type Deliveries = Awaited<ReturnType<typeof openDeliveries>>;
export const created = { name: 'entitlement.created' };
export const expired = { name: 'entitlement.expired' };
