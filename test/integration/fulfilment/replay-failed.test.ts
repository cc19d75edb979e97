import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type SellerEndpoint,
  startSellerEndpoint,
} from '../../../examples/seller-endpoint/start-seller-endpoint.ts';
import { fulfilmentContract } from '../../../shared/fulfilment/contract.ts';
import { endpointEntity } from '../../../shared/fulfilment/endpoints/endpoint.ts';
import { listPartition } from '../../../shared/fulfilment/notifications/notification-record.ts';
import { replayFailed } from '../../../shared/fulfilment/notifications/replay-failed.ts';
import type { Send } from '../../../shared/outside/seller-endpoint/send-request.ts';
import { encodeCursor } from '../../../shared/table/cursor.ts';
import { operatorActor, run, sellerActor } from '../../support/run-use-case.ts';
import { created, type Deliveries, expired, openDeliveries, rules } from './delivery-world.ts';

let world: Deliveries;
let endpoint: SellerEndpoint;
let endpointId: string;
beforeAll(async () => {
  world = await openDeliveries();
  endpoint = await startSellerEndpoint({ secret: 'whsec_later', checkTime: false });
  const added = await world.addEndpoint(endpoint.url);
  endpoint.setSecret(added.secret);
  endpointId = added.endpoint.endpointId;
});
afterAll(async () => {
  await endpoint.stop();
  await world.stop();
});

const ask = (input: { since: string; cursor?: string }, replaysAtOnce: number) =>
  run(
    fulfilmentContract.replayFailed,
    replayFailed,
    { endpointId, ...input },
    {
      deps: { table: world.table, rules: { ...rules, replaysAtOnce } },
      table: world.table,
      actor: sellerActor,
    },
  );
const answering =
  (status: number): Send =>
  async () => ({
    kind: 'answered',
    status,
    headers: {},
    body: new Uint8Array(),
    bodyText: '',
    truncated: false,
    durationMs: 3,
  });

test('sends all again that failed since a time, in pages, and what was held behind each in its order', async () => {
  const once = { rules: { ...rules, retry: { ...rules.retry, attempts: 1 } } };
  const entitlements = ['ent_a', 'ent_b', 'ent_c'];
  const sinces: string[] = [];
  for (const entitlementId of entitlements) {
    sinces.push(world.clock.date().toISOString());
    endpoint.failNext(1);
    await world.happen(entitlementId, 1, created);
    await world.happen(entitlementId, 2, expired);
    while (await world.turn(once));
    world.clock.advance(60_000);
  }
  expect(endpoint.received().map(({ status }) => status)).toEqual([503, 503, 503]);

  const since = sinces[1] ?? '';
  const first = await ask({ since }, 1);
  expect(first.requested).toEqual(['msg_ent_b_1']);
  const second = await ask({ since, cursor: first.next }, 1);
  expect(second).toEqual({ requested: ['msg_ent_c_1'] });
  await world.settle();
  const told = endpoint.received().slice(3);
  expect(told.map(({ id, status }) => `${id} ${status}`).sort()).toEqual([
    'msg_ent_b_1 200',
    'msg_ent_b_2 200',
    'msg_ent_c_1 200',
    'msg_ent_c_2 200',
  ]);
  for (const entitlementId of ['ent_b', 'ent_c'])
    expect(told.filter(({ id }) => id.startsWith(`msg_${entitlementId}`)).map(({ id }) => id)).toEqual([
      `msg_${entitlementId}_1`,
      `msg_${entitlementId}_2`,
    ]);
});

test('pages come to an end when more failed in one millisecond than a page takes, and tell each once, sent meanwhile or not', async () => {
  world.clock.advance(60_000);
  const since = world.clock.date().toISOString();
  const at = world.clock.date();
  const ids: string[] = [];
  for (let number = 0; number < 9; number += 1) {
    const entitlementId = `ent_same${number}`;
    ids.push(`msg_${entitlementId}_1`);
    await world.happen(entitlementId, 1, created, { now: at });
    await world.turn({
      rules: { ...rules, retry: { ...rules.retry, attempts: 1 } },
      send: answering(number < 5 ? 503 : 410),
    });
  }
  const requested: string[] = [];
  let cursor: string | undefined;
  let pages = 0;
  do {
    const answer = await ask({ since, cursor }, 2);
    requested.push(...answer.requested);
    cursor = answer.next;
    pages += 1;
    if (pages % 2 === 0) await world.settle();
  } while (cursor !== undefined && pages < 20);
  expect(pages).toBe(5);
  expect([...requested].sort()).toEqual(ids);
});

test('refuses a cursor of another list', async () => {
  const position = ['9#2026', 'delivery#ent_a', 'message#1'];
  const since = world.clock.date().toISOString();
  for (const cursor of ['x', encodeCursor({ index: 'list1', pk: listPartition('sel_one') }, position)])
    await expect(ask({ since, cursor }, 2)).rejects.toMatchObject({
      spec: { code: 'request.cursor_invalid' },
    });
});

test('signs with both keys during a rotation', async () => {
  const before = await endpointEntity.get(world.table, endpointId);
  if (!before) throw new Error('not there');
  const [secret] = before.secrets;
  const validUntil = new Date(world.clock.now() + 60_000).toISOString();
  const rotated = { ...before, secrets: [...before.secrets, { ...secret, validUntil }] } as typeof before;
  const context = { actor: operatorActor, now: world.clock.date(), requestId: 'test' };
  await world.table.commit([endpointEntity.save(before, rotated)], context);
  await world.happen('ent_d', 1, created);
  await world.settle();
  expect(String(endpoint.received().at(-1)?.headers['webhook-signature']).split(' ')).toHaveLength(2);
});
