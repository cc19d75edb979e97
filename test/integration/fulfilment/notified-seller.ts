import { startSellerEndpoint } from '../../../examples/seller-endpoint/start-seller-endpoint.ts';
import { fulfilmentContract } from '../../../shared/fulfilment/contract.ts';
import { replayNotification } from '../../../shared/fulfilment/notifications/replay-notification.ts';
import { sendNow } from '../../../shared/fulfilment/notifications/send-now.ts';
import { showNotification } from '../../../shared/fulfilment/notifications/show-notification.ts';
import { run, sellerActor } from '../../support/run-use-case.ts';
import { testSealer } from '../../support/table.ts';
import { openDeliveries } from './delivery-world.ts';

export type NotifiedSeller = Awaited<ReturnType<typeof openNotifiedSeller>>;

const numbers = Array.from({ length: 99 }, (_, number) => `ent_${String(number).padStart(26, '0')}`).values();
export const newEntitlement = (): string => numbers.next().value ?? '';
export const idOf = (entitlementId: string, version = 1): string => `msg_${entitlementId}_${version}`;

/** A seller with its system, and one (`sel_two`) whose system is not there; and what the first one does about its notifications. */
export async function openNotifiedSeller() {
  const world = await openDeliveries();
  const endpoint = await startSellerEndpoint({ secret: 'whsec_later', checkTime: false });
  const { secret } = await world.addEndpoint(endpoint.url);
  endpoint.setSecret(secret);
  await world.addEndpoint('http://127.0.0.1:1/', 'sel_two');

  const { table } = world;
  const as = (actor = sellerActor) => ({ deps: { table, sealer: testSealer }, table, actor });
  return {
    world,
    endpoint,
    as,
    show: (notificationId: string, actor = sellerActor) =>
      run(fulfilmentContract.showNotification, showNotification, { notificationId }, as(actor)),
    replay: (notificationId: string) =>
      run(fulfilmentContract.replayNotification, replayNotification, { notificationId }, as()),
    hurry: (notificationId: string) => run(fulfilmentContract.sendNow, sendNow, { notificationId }, as()),
    receivedFor: (entitlementId: string) =>
      endpoint.received().filter(({ body }) => body.includes(`"entitlementId":"${entitlementId}"`)),
    advance: (seconds: number) => world.clock.advance(seconds * 1000),
    async stop() {
      await endpoint.stop();
      await world.stop();
    },
  };
}
