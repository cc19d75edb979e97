import { afterEach, beforeEach, expect, test } from 'vitest';
import { until } from '../../../demo/until.ts';
import { fulfilmentContract } from '../../../shared/fulfilment/contract.ts';
import { replayNotification } from '../../../shared/fulfilment/notifications/replay-notification.ts';
import { sendNow } from '../../../shared/fulfilment/notifications/send-now.ts';
import { showNotification } from '../../../shared/fulfilment/notifications/show-notification.ts';
import type { Send } from '../../../shared/outside/seller-endpoint/send-request.ts';
import { run, sellerActor } from '../../support/run-use-case.ts';
import { billed, testSealer } from '../../support/table.ts';
import { created, type Deliveries, openDeliveries, rules } from './delivery-world.ts';

const slow = { ...rules.slow, slots: 2, firstSlots: 1 };
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
  return {
    kind: 'answered',
    status,
    headers: {},
    body,
    bodyText: text,
    truncated: false,
    durationMs,
  } as const;
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
const senders = (count: number, send = sendTaking()) =>
  Promise.all(Array.from({ length: count }, () => world.turn({ send })));
const idOf = (entitlementId: string) => `msg_${entitlementId}_1`;
const asSeller = () => ({
  deps: { table: world.table, sealer: testSealer },
  table: world.table,
  actor: sellerActor,
});
const show = (entitlementId: string) => {
  const input = { notificationId: idOf(entitlementId) };
  return run(fulfilmentContract.showNotification, showNotification, input, asSeller());
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
    expect(
      await world.slots.take(
        { endpointId: 'end_sel_one', url: slowUrl },
        `msg_${place}`,
        world.clock.date(),
        () => 0,
      ),
    ).toHaveProperty('taken');
}

const waiting = async (entitlements: string[]) =>
  (await Promise.all(entitlements.map(status))).filter((one) => one === 'pending 0').length;

test('an endpoint that nobody knows gets few attempts at once, and all that there is once it was fast', async () => {
  const first = await paid(...Array.from({ length: 6 }, (_, number) => `ent_a${number}`));
  const wave = senders(6, sendTaking(0.02));
  await until(
    'all but one to have had their turn',
    async () => held.length === 1 && (await waiting(first)) === 5,
  );
  release();
  await wave;
  world.clock.advance(10_000);
  const rest = senders(5, sendTaking(0.02));
  await underWay(5);
  expect(await slotsTaken()).toEqual([]);
  release();
  await rest;
  expect(await Promise.all(first.map(status))).toEqual(Array(6).fill('delivered 1'));

  const now = world.clock.date();
  const take = (url: string) => world.slots.take({ endpointId: 'end_sel_one', url }, 'msg_new', now, () => 0);
  expect(await take(slowUrl)).not.toHaveProperty('taken');
  expect(await take('http://127.0.0.1:1/moved')).toHaveProperty('taken');
});

test('a slow endpoint holds no more senders than it has slots, from its first burst on; nobody burns an attempt or waits for it', async () => {
  await becomeSlow();
  const second = await paid(...Array.from({ length: 6 }, (_, number) => `ent_b${number}`));
  await world.happen('ent_other', 1, created, { sellerId: 'sel_two' });
  let turns = senders(7);
  await until(
    'the others to have had their turn',
    async () => held.length === 2 && (await waiting(second)) === 4,
  );
  await until("the other seller's delivery", async () =>
    world.fulfilled.some(({ aggregateId }) => aggregateId === 'ent_other'),
  );
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
  expect([most, sent, await slotsTaken()]).toEqual([2, 7, []]);
});

test.each([200, 404])(
  'an endpoint that takes its time and then answers %i is slow as well',
  async (answered) => {
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
  },
);

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

test('an attempt at an endpoint that is slow, or unknown, costs four write units, and one at a fast endpoint two', async () => {
  await becomeSlow();
  await paid('ent_a');
  world.engine.consumed.length = 0;
  const turn = senders(1);
  await underWay(1);
  release();
  await turn;
  expect(billed(world.engine.consumed).writeUnits).toBe(4);
  for (const [entitlementId, units] of [
    ['ent_other', 4],
    ['ent_next', 2],
  ] as const) {
    await world.happen(entitlementId, 1, created, { sellerId: 'sel_two' });
    world.engine.consumed.length = 0;
    await senders(1);
    expect(billed(world.engine.consumed).writeUnits).toBe(units);
  }
});

test('a slot is given back when the attempt cannot be recorded; that of a crashed holder is free for the same message, and lapses for others', async () => {
  await becomeSlow();
  await paid('ent_a');
  const killed = world.turn({
    send: async () => answer(200, 20),
    commit: () => Promise.reject(new Error('killed')),
  });
  await expect(killed).rejects.toThrow('killed');
  expect(await slotsTaken()).toEqual([]);

  await crashTwice();
  const to = { endpointId: 'end_sel_one', url: slowUrl };
  expect(await world.slots.take(to, 'msg_1', world.clock.date(), () => 0)).toMatchObject({
    taken: { name: 'slot1' },
  });
  world.clock.advance(31_000);
  await senders(1);
  expect(await status('ent_a')).toBe('pending 0');
  world.clock.advance(30_000);
  await world.turn({ send: async () => answer(200, 20) });
  expect(await status('ent_a')).toBe('delivered 1');
});

test('after a while a fast answer makes it a fast endpoint again', async () => {
  await becomeSlow();
  await paid('ent_early');
  await world.turn({ send: async () => answer(200, 20) });
  await paid('ent_late');
  expect((await item()).fastUrl).toBeUndefined();
  world.clock.advance((slow.forgetSeconds + 30) * 1000);
  await world.turn({ send: async () => answer(200, 20) });
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
  await run(
    fulfilmentContract.replayNotification,
    replayNotification,
    { notificationId: idOf('ent_done') },
    asSeller(),
  );
  await run(fulfilmentContract.sendNow, sendNow, { notificationId: idOf('ent_waiting') }, asSeller());
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
