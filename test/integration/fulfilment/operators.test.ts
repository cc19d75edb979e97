import { afterAll, beforeAll, expect, test } from 'vitest';
import { fulfilmentContract } from '../../../shared/fulfilment/contract.ts';
import { inspectNotification } from '../../../shared/fulfilment/notifications/inspect-notification.ts';
import { listFailedNotifications } from '../../../shared/fulfilment/notifications/list-notifications.ts';
import type { Send } from '../../../shared/outside/seller-endpoint/send-request.ts';
import { operatorActor, run } from '../../support/run-use-case.ts';
import { testSealer } from '../../support/table.ts';
import { created, type Deliveries, openDeliveries, rules } from './delivery-world.ts';

let world: Deliveries;
beforeAll(async () => {
  world = await openDeliveries({ ...rules, retry: { ...rules.retry, attempts: 1 } });
  for (const seller of ['sel_one', 'sel_two']) await world.addEndpoint('https://seller.example/', seller);
});
afterAll(() => world.stop());

const answering =
  (status: number, text: string): Send =>
  async () => {
    const body = new TextEncoder().encode(text);
    return { kind: 'answered', status, headers: {}, body, bodyText: text, truncated: false, durationMs: 3 };
  };
const entitlement = (number: number) => `ent_${String(number).padStart(26, '0')}`;
const fail = async (number: number, sellerId: string, status: number, text: string) => {
  await world.happen(entitlement(number), 1, created, { sellerId });
  await world.turn({ send: answering(status, text) });
};
const as = () => ({ table: world.table, actor: operatorActor });
const list = async (status?: 'exhausted' | 'refused') =>
  (
    await run(
      fulfilmentContract.listFailedNotifications,
      listFailedNotifications,
      { status, limit: 20 },
      { deps: { table: world.table }, ...as() },
    )
  ).items;
const inspect = (notificationId: string) =>
  run(
    fulfilmentContract.inspectNotification,
    inspectNotification,
    { notificationId },
    { deps: { table: world.table, sealer: testSealer }, ...as() },
  );

test('operators see what failed for good of all sellers, by status, until it is delivered after all', async () => {
  await fail(1, 'sel_one', 503, 'busy');
  await fail(2, 'sel_two', 410, 'gone');
  await fail(3, 'sel_one', 200, '{}');
  const rowOf = (number: number, sellerId: string, status: string) => ({
    notificationId: `msg_${entitlement(number)}_1`,
    sellerId,
    status,
  });
  const [exhausted, refused] = [rowOf(1, 'sel_one', 'exhausted'), rowOf(2, 'sel_two', 'refused')];
  expect(await list()).toMatchObject([refused, exhausted]);
  expect(await list('refused')).toMatchObject([refused]);
  expect((await list('exhausted')).map(({ notificationId }) => notificationId)).toEqual([
    exhausted.notificationId,
  ]);
});

test('an operator sees what the seller’s system answered to a failure, but not to a success, and the look is recorded', async () => {
  await fail(4, 'sel_two', 410, 'we do not serve this buyer');
  await fail(5, 'sel_two', 200, JSON.stringify({ accounts: [{ userName: 'admin', password: 'Initial#1' }] }));
  const refused = await inspect(`msg_${entitlement(4)}_1`);
  const attempts = [{ httpStatus: 410, errorClass: 'rejected', answer: 'we do not serve this buyer' }];
  expect(refused).toMatchObject({ sellerId: 'sel_two', status: 'refused', attempts });
  const delivered = await inspect(`msg_${entitlement(5)}_1`);
  expect(delivered).toMatchObject({ status: 'delivered', attempts: [{ httpStatus: 200 }] });
  expect(JSON.stringify(delivered)).not.toContain('Initial#1');
  const looks = await world.table.query({ pk: `looks#msg_${entitlement(4)}_1` }, { limit: 5 });
  expect(looks.items).toMatchObject([
    { name: 'notification.viewed', by: expect.stringContaining('usr_operator') },
  ]);
  await expect(inspect('msg_ent_none_1')).rejects.toMatchObject({
    spec: { code: 'fulfilment.notification_not_found' },
  });
});
