import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type SellerEndpoint,
  startSellerEndpoint,
} from '../../../examples/seller-endpoint/start-seller-endpoint.ts';
import { fulfilmentContract } from '../../../shared/fulfilment/contract.ts';
import { endpointEntity } from '../../../shared/fulfilment/endpoints/endpoint.ts';
import { fulfilmentEvents } from '../../../shared/fulfilment/events.ts';
import { notificationRecords } from '../../../shared/fulfilment/notifications/notification-record.ts';
import { replayFailed } from '../../../shared/fulfilment/notifications/replay-failed.ts';
import { replayJob } from '../../../shared/fulfilment/notifications/replay-job.ts';
import { jobsContract } from '../../../shared/jobs/contract.ts';
import { jobEntity } from '../../../shared/jobs/job.ts';
import { jobClock } from '../../../shared/jobs/job-clock.ts';
import { showJob } from '../../../shared/jobs/show-job.ts';
import type { Send } from '../../../shared/outside/seller-endpoint/send-request.ts';
import { eventSk } from '../../../shared/table/keys.ts';
import { operatorActor, run, sellerActor } from '../../support/run-use-case.ts';
import { stepAt } from '../../support/table.ts';
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

const ask = (since: string, replaysAtOnce: number) =>
  run(
    fulfilmentContract.replayFailed,
    replayFailed,
    { endpointId, since },
    {
      deps: { table: world.table, rules: { ...rules, replaysAtOnce } },
      table: world.table,
      actor: sellerActor,
      now: world.clock.date(),
    },
  );

/** One more step of the job, as the clock takes it. */
async function goOn(jobId: string, replaysAtOnce: number) {
  const { table } = world;
  const now = world.clock.date();
  const context = { actor: { kind: 'system', name: 'jobs' }, now, requestId: jobId } as const;
  const clock = jobClock({
    kinds: { notification_replay: replayJob({ table, rules: { replaysAtOnce } }) },
    onFailed: () => undefined,
  });
  const { changes } = await stepAt(clock, table, jobEntity.keyOf(jobId), now);
  await table.commit(changes, context);
  return run(jobsContract.showJob, showJob, { jobId }, { deps: { table }, table, actor: sellerActor });
}

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

/** So many notifications that failed for good in the same moment, the first half exhausted and the others refused; their ids. */
async function failAt(at: Date, count: number, name = 'same'): Promise<string[]> {
  await world.settle();
  const ids: string[] = [];
  for (let number = 0; number < count; number += 1) {
    const entitlementId = `ent_${name}${number}`;
    ids.push(`msg_${entitlementId}_1`);
    await world.happen(entitlementId, 1, created, { now: at });
    await world.turn({
      rules: { ...rules, retry: { ...rules.retry, attempts: 1 } },
      send: answering(number * 2 < count ? 503 : 410),
    });
  }
  return ids;
}

/** Ids of the notifications that were asked for since a time. */
const replaysSince = (since: string): string[] =>
  world.events
    .filter(({ name, at }) => name === fulfilmentEvents.replayRequested.name && at >= since)
    .map(({ data }) => String(data.notificationId));

test('sends all again that failed since a time, in steps, and what was held behind each in its order', async () => {
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
  const started = await ask(since, 1);
  expect(started).toMatchObject({ status: 'running', aboutId: endpointId, doneCount: 1 });
  const { jobId } = started;
  expect(await goOn(jobId, 1)).toMatchObject({ doneCount: 2 });
  while ((await goOn(jobId, 1)).status === 'running');
  expect(await goOn(jobId, 1)).toMatchObject({ status: 'finished', doneCount: 2, failedCount: 0 });
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

test('goes through all that failed in one millisecond, more than a step takes, and tells each once, sent meanwhile or not', async () => {
  world.clock.advance(60_000);
  const since = world.clock.date().toISOString();
  const ids = await failAt(world.clock.date(), 9);
  world.clock.advance(1000);

  let job = await ask(since, 2);
  for (let step = 1; job.status === 'running' && step < 20; step += 1) {
    if (step % 2 === 0) await world.settle();
    job = await goOn(job.jobId, 2);
  }

  expect(job).toMatchObject({ status: 'finished', doneCount: 9, failedCount: 0 });
  expect(replaysSince(since).sort()).toEqual(ids);
});

test('is done at once where one step takes all, and what fails after it began is not its business', async () => {
  await world.settle();
  world.clock.advance(60_000);
  const since = world.clock.date().toISOString();
  const [first = ''] = await failAt(world.clock.date(), 1, 'first');
  const job = await ask(since, 40);
  world.clock.advance(1000);
  await failAt(world.clock.date(), 1, 'later');

  expect(await goOn(job.jobId, 40)).toMatchObject({ status: 'finished', doneCount: 1 });
  expect(replaysSince(since)).toEqual([first]);
});

test('a time that is still to come finds nothing', async () => {
  const since = new Date(world.clock.now() + 3_600_000).toISOString();
  const job = await ask(since, 40);
  expect(await goOn(job.jobId, 40)).toMatchObject({ status: 'finished', doneCount: 0, failedCount: 0 });
});

test('of another endpoint of the same seller nothing is sent', async () => {
  world.clock.advance(60_000);
  const since = world.clock.date().toISOString();
  const [id = ''] = await failAt(world.clock.date(), 1, 'moved');
  const record = await notificationRecords.get(world.table, id);
  if (!record) throw new Error('not there');
  const context = { actor: operatorActor, now: world.clock.date(), requestId: 'test' };
  const elsewhere = { ...record, endpointId: 'end_other' };
  await world.engine.table.commit([notificationRecords.save(record, elsewhere)], context);

  const job = await ask(since, 40);
  expect(await goOn(job.jobId, 40)).toMatchObject({ status: 'finished', doneCount: 0, failedCount: 0 });
});

test('one that cannot be sent again is counted, and the others are sent', async () => {
  world.clock.advance(60_000);
  const since = world.clock.date().toISOString();
  const [lost = '', ...others] = await failAt(world.clock.date(), 3, 'lost');
  const [aggregateId = ''] = lost.slice('msg_'.length).split(/_1$/);
  await world.engine.table.commit(
    [{ writes: [{ kind: 'remove', key: { pk: aggregateId, sk: eventSk(1) } }] }],
    { actor: operatorActor, now: world.clock.date(), requestId: 'test' },
  );

  let job = await ask(since, 40);
  for (let step = 1; job.status === 'running' && step < 40; step += 1) {
    world.clock.advance(240_000);
    job = await goOn(job.jobId, 40);
  }
  expect(job).toMatchObject({
    ...{ status: 'finished', doneCount: 2, failedCount: 1 },
    failures: [{ thingId: lost, code: 'request.internal' }],
  });
  expect(replaysSince(since).sort()).toEqual(others);
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
