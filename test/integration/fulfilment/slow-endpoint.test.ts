import { afterEach, beforeEach, expect, test } from 'vitest';
import { until } from '../../../demo/until.ts';
import { fulfilmentContract } from '../../../shared/fulfilment/contract.ts';
import { replayNotification } from '../../../shared/fulfilment/replay-notification.ts';
import { sendNow } from '../../../shared/fulfilment/send-now.ts';
import { showNotification } from '../../../shared/fulfilment/show-notification.ts';
import type { Send } from '../../../shared/outside/seller-endpoint/send-request.ts';
import { run, sellerActor } from '../../support/run-use-case.ts';
import { billed } from '../../support/table.ts';
import { created, type Deliveries, openDeliveries, rules, sealer } from './delivery-world.ts';

const slow = { ...rules.slow, slots: 2 };
const slowUrl = 'http://127.0.0.1:1/';
let world: Deliveries;
/** ends each attempt that is under way */
let held: (() => void)[];
let most: number;
let sent: number;
beforeEach(async () => {
  [held, most, sent] = [[], 0, 0];
  world = await openDeliveries({ ...rules, slow });
  await world.addEndpoint(slowUrl);
  await world.addEndpoint('http://127.0.0.1:2/', 'sel_two');
});
afterEach(() => world.stop());

const answer = (status: number, durationMs: number) => {
  const text = '{"instanceId":"ins-1"}';
  const body = new TextEncoder().encode(text);
  return { kind: 'answered', status, headers: {}, body, bodyText: text, truncated: false, durationMs } as const;
};
/** The first seller's system takes 29 s, on no clock but the test's; the other answers at once. */
const sendTaking =
  (seconds = 29, status = 200): Send =>
  ({ url }) => {
    if (url !== slowUrl) return Promise.resolve(answer(200, 20));
    sent += 1;
    return new Promise((done) => {
      held.push(() => done(answer(status, seconds * 1000)));
      most = Math.max(most, held.length);
    });
  };
const release = () => {
  for (const end of held.splice(0)) end();
};
/** So many senders that each look for one message. */
const senders = (count: number, send = sendTaking()) => Promise.all(Array.from({ length: count }, () => world.turn({ send })));
const idOf = (entitlementId: string) => `msg_${entitlementId}_1`;
const show = (entitlementId: string) => {
  const input = { notificationId: idOf(entitlementId) };
  return run(fulfilmentContract.showNotification, showNotification, { table: world.table, sealer }, input, {
    ...world,
    actor: sellerActor,
  });
};
const status = (entitlementId: string) =>
  show(entitlementId).then(
    (shown) => `${shown.status} ${shown.attemptCount}`,
    () => 'unknown',
  );
const paid = async (...entitlements: string[]) => {
  for (const entitlementId of entitlements) await world.happen(entitlementId, 1, created);
  return entitlements;
};
const underWay = (count: number) => until(`${count} attempts under way`, async () => held.length === count);
const item = async () => (await world.engine.table.get({ pk: 'endpoint#end_sel_one', sk: 'breaker' })) ?? {};
const slotsTaken = async () => Object.keys(await item()).filter((name) => name.startsWith('slot'));

/** An attempt that took long, after which everybody knows. */
async function becomeSlow(entitlementId = 'ent_first', send = sendTaking()): Promise<void> {
  await paid(entitlementId);
  const turn = world.turn({ send });
  await underWay(1);
  release();
  await turn;
  most = 0;
}
/** Both slots are held by senders that have crashed. */
async function crashTwice(): Promise<void> {
  for (const place of [0, 1])
    expect(await world.slots.take('end_sel_one', `msg_${place}`, world.clock.date(), () => 0)).toHaveProperty('taken');
}

test('a slow endpoint holds all it gets at first, and from then on no more than its slots; nobody burns an attempt or waits for it', async () => {
  const first = await paid(...Array.from({ length: 6 }, (_, number) => `ent_a${number}`));
  const wave = senders(6);
  await underWay(6);
  release();
  await wave;
  expect(await Promise.all(first.map(status))).toEqual(Array(6).fill('delivered 1'));

  most = 0;
  const second = await paid(...Array.from({ length: 6 }, (_, number) => `ent_b${number}`));
  await world.happen('ent_other', 1, created, 'sel_two');
  let turns = senders(7);
  await until('the others to have had their turn', async () => {
    const all = await Promise.all(second.map(status));
    return held.length === 2 && all.filter((one) => one === 'pending 0').length === 4;
  });
  await until("the other seller's delivery", async () => world.fulfilled.some(({ entitlementId }) => entitlementId === 'ent_other'));
  expect(held).toHaveLength(2);
  for (let round = 0; round < 12; round += 1) {
    let over = false;
    void turns.then(() => (over = true));
    await until('the end of the turns', async () => {
      release();
      return over;
    });
    await turns;
    world.clock.advance(10_000);
    turns = senders(6);
  }
  await turns;
  expect(await Promise.all(second.map(status))).toEqual(Array(6).fill('delivered 1'));
  expect([most, sent, await slotsTaken()]).toEqual([2, 12, []]);
});

test.each([200, 404])('an endpoint that takes its time and then answers %i is slow as well', async (answered) => {
  await becomeSlow('ent_first', sendTaking(29, answered));
  await paid('ent_a', 'ent_b', 'ent_c');
  const turns = senders(3);
  await until('the third to have had its turn', async () =>
    (await Promise.all(['ent_a', 'ent_b', 'ent_c'].map(status))).includes('pending 0'),
  );
  expect(held.length).toBeLessThanOrEqual(2);
  await underWay(2);
  release();
  await turns;
});

test('others learn that an endpoint is slow while the first attempt is under way', async () => {
  await world.stop();
  world = await openDeliveries({ ...rules, slow: { ...slow, afterSeconds: 0.01 } });
  await world.addEndpoint(slowUrl);
  await paid('ent_a');
  const turn = senders(1);
  await until('the endpoint to be known as slow', async () => (await item()).slowUntil !== undefined);
  expect(held).toHaveLength(1);
  release();
  await turn;
});

test('an attempt at a slow endpoint costs four write units, and one at a fast endpoint two', async () => {
  await becomeSlow();
  await paid('ent_a');
  world.engine.consumed.length = 0;
  const turn = senders(1);
  await underWay(1);
  release();
  await turn;
  expect(billed(world.engine.consumed).writeUnits).toBe(4);
  await world.happen('ent_other', 1, created, 'sel_two');
  world.engine.consumed.length = 0;
  await senders(1);
  expect(billed(world.engine.consumed).writeUnits).toBe(2);
});

test('a slot is given back when the attempt cannot be recorded, and lapses when its holder crashed', async () => {
  await becomeSlow();
  await paid('ent_a');
  const killed = world.turn({ send: async () => answer(200, 20), commit: () => Promise.reject(new Error('killed')) });
  await expect(killed).rejects.toThrow('killed');
  expect(await slotsTaken()).toEqual([]);

  await crashTwice();
  world.clock.advance(31_000);
  await senders(1);
  expect(await status('ent_a')).toBe('pending 0');
  world.clock.advance(30_000);
  await world.turn({ send: async () => answer(200, 20) });
  expect(await status('ent_a')).toBe('delivered 1');
});

test('fast answers make it a fast endpoint again after a while', async () => {
  await becomeSlow();
  world.clock.advance((slow.forgetSeconds + 30) * 1000);
  await paid('ent_a', 'ent_b', 'ent_c');
  const turns = senders(3);
  await underWay(3);
  expect(await slotsTaken()).toEqual([]);
  release();
  await turns;
});

test('what is sent by hand waits for a slot too, and is still sent then', async () => {
  await becomeSlow('ent_done');
  await becomeSlow('ent_waiting', sendTaking(29, 503));
  const context = { ...world, actor: sellerActor };
  await run(fulfilmentContract.replayNotification, replayNotification, world, { notificationId: idOf('ent_done') }, context);
  await run(fulfilmentContract.sendNow, sendNow, world, { notificationId: idOf('ent_waiting') }, context);
  await crashTwice();
  const before = sent;
  while (await world.turn({ send: sendTaking() }));
  expect(sent).toBe(before);
  expect(await show('ent_done')).toMatchObject({ status: 'delivered', attemptCount: 1, replayAsked: true });
  expect(await show('ent_waiting')).toMatchObject({ status: 'waiting', attemptCount: 1, hurried: true });

  world.clock.advance(61_000);
  while (await world.turn({ send: async () => answer(200, 20) }));
  expect(await show('ent_done')).toMatchObject({ status: 'delivered', attemptCount: 2, replayAsked: false });
  const { attempts } = await show('ent_waiting');
  expect(attempts.map(({ trigger }) => trigger)).toEqual(['send_now', 'schedule']);
});
