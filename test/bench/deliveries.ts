import { join } from 'node:path';
import { endpointEntity, makeSecret } from '../../shared/fulfilment/endpoints/endpoint.ts';
import { happened } from '../../shared/kernel/events/define-events.ts';
import { sealerOf } from '../../shared/kernel/secrets/sealed.ts';
import { entitlementEntity, openedFor } from '../../shared/orders/entitlement/entitlement.ts';
import { noticeOf } from '../../shared/orders/entitlement/notice.ts';
import { entitlementEvents, orderEvents } from '../../shared/orders/events.ts';
import { newOrder } from '../../shared/orders/kinds/new-order.ts';
import { beginFulfilment, pay } from '../../shared/orders/order/order.ts';
import { orderEntity } from '../../shared/orders/order/order-entity.ts';
import { orderNews } from '../../shared/orders/order/order-notice.ts';
import { eventSk } from '../../shared/table/keys.ts';
import { sampleOffer } from '../support/things/offers.ts';
import { dataKey, functionEnvironment } from './environment.ts';
import { openEnvironments } from './function-process.ts';
import { type Measurement, median, p95, rounded } from './measure.ts';
import type { BenchTable } from './open-table.ts';
import { startSample } from './sample-server.ts';

const actor = { kind: 'system', name: 'bench' } as const;
const warmUpEach = 50;
const counted = 300;
const numbersOfEnvironments = [1, 4];

/** A paid order whose entitlement waits for the seller's system, and the queue's batch of one that tells it. */
async function waiting({ table }: BenchTable, endpointId: string, number: number): Promise<unknown> {
  const now = new Date();
  const id = `bench${String(number).padStart(21, '0')}`;
  const wanted = { offer: { ...sampleOffer, endpointId }, quantity: 1 };
  const buyer = { userId: 'usr_bench', name: '王小明' };
  const newId = (prefix: string) => `${prefix}_${id}`;
  const paid = pay(newOrder('new', [wanted], buyer, { newId, now }), 'wallet', now);
  const entitlement = openedFor({ order: paid, line: paid.lines[0] });
  const order = beginFulfilment(paid);
  const event = happened(entitlementEvents.created, noticeOf(entitlement));
  const changes = [
    entitlementEntity.create(entitlement, event),
    orderEntity.create(order, happened(orderEvents.fulfilling, orderNews(order))),
  ];
  await table.commit(changes, { actor, now, requestId: 'bench' });
  const { pk: aggregateId } = entitlementEntity.keyOf(entitlement.entitlementId);
  const message = {
    id: `${aggregateId}/${eventSk(1)}`,
    ...event,
    at: now.toISOString(),
    by: 'bench',
    aggregateId,
    version: 1,
    requestId: 'bench',
  };
  const attributes = {
    ApproximateReceiveCount: '1',
    SentTimestamp: String(now.getTime()),
    MessageGroupId: aggregateId,
  };
  return { Records: [{ messageId: id, receiptHandle: id, body: JSON.stringify(message), attributes }] };
}

/** So many orders were made in this process; each has a number of its own. */
let orders = 0;

/** An endpoint of the name, whose system verifies notifications and answers with an instance, and turns of its queue. */
export async function openDeliveries(table: BenchTable, name: string) {
  const now = new Date();
  const endpointId = `end_${name}`;
  const { shown, kept } = makeSecret(
    { endpointId, dialect: 'native' },
    new Uint8Array(32).fill(3),
    sealerOf(dataKey),
    now,
  );
  const receiver = await startSample('seller-endpoint', ['--secret', shown]);
  const endpoint = {
    ...{ endpointId, sellerId: sampleOffer.sellerId, url: receiver.url, secrets: [kept] },
    ...{ name, dialect: 'native' as const, timeoutSeconds: 10, createdAt: now.toISOString(), version: 1 },
  } as const;
  await table.table.commit([endpointEntity.create(endpoint)], { actor, now, requestId: 'bench' });
  let made = 0;

  return {
    async events(count: number): Promise<unknown[]> {
      const all: unknown[] = [];
      while (all.length < count) {
        const some = Array.from({ length: 10 }, () => waiting(table, endpointId, ++orders));
        all.push(...(await Promise.all(some)));
      }
      made += all.length;
      return all;
    },

    /** @throws unless each was told to the endpoint once, and taken for genuine */
    async assertArrived(): Promise<void> {
      const received = (await (await fetch(new URL('received', receiver.url))).json()) as readonly {
        genuine: boolean;
        status: number;
      }[];
      const good = received.filter(({ genuine, status }) => genuine && status === 200).length;
      if (good !== made) throw new Error(`${made} notifications were sent, ${good} arrived`);
    },

    stop: () => receiver.stop(),
  };
}

/** Notifications about new entitlements, sent to a receiver on loopback that verifies them and answers with an instance: until the order is active. */
export async function deliveries(bundles: string, table: BenchTable): Promise<Measurement> {
  const { events, assertArrived, stop } = await openDeliveries(table, 'bench');
  const rows = [];
  try {
    for (const environments of numbersOfEnvironments) {
      const deliver = openEnvironments(
        join(bundles, 'queue-deliver-notification', 'index.js'),
        functionEnvironment(table),
        environments,
      );
      await deliver.run(await events(warmUpEach * environments), 'done');
      const { wallMs, cpuMs, systemMs, latenciesMs } = await deliver.run(await events(counted), 'done');
      deliver.stop();
      rows.push({
        environments,
        'deliveries per s': rounded((counted * 1000) / wallMs, 0),
        'CPU ms per delivery': rounded(cpuMs / counted, 2),
        'of it system': rounded(systemMs / counted, 2),
        'median ms': median(latenciesMs),
        'p95 ms': p95(latenciesMs),
      });
    }
    await assertArrived();
  } finally {
    stop();
  }
  return {
    name: 'deliveries',
    title:
      'Deliveries to a receiver on loopback until the order is active; how many a second, the local table engine decides',
    rows,
  };
}
