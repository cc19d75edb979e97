import type { SellerEndpoint } from '../../examples/seller-endpoint/start-seller-endpoint.ts';
import { fulfilmentContract } from '../../shared/fulfilment/contract.ts';
import { ordersContract } from '../../shared/orders/contract.ts';
import { expectThat } from '../story.ts';
import type { World } from '../world.ts';

/** Step 8: the seller's endpoint first answers 503, then 200 with an instance; a replay is answered with the same instance. */
export async function fulfil(
  { seller, buyer, story }: World,
  endpoint: SellerEndpoint,
  orderId: string,
): Promise<{ notificationId: string; entitlementId: string }> {
  story.act("The seller's endpoint is told, first in vain");
  const waiting = await story.until('the first attempt, in vain', async () => {
    const { items } = await seller.call(fulfilmentContract.listNotifications, { status: 'waiting' });
    return items[0];
  });
  story.step(
    `${waiting.action}: ${waiting.attemptCount} attempt so far, the next at ${waiting.nextAttemptAt}`,
  );
  const order = await story.until(
    'the activation of the order',
    async () => {
      const seen = await buyer.call(ordersContract.showOrder, { orderId });
      return seen.status === 'active' && seen;
    },
    60,
  );
  const entitlementId = order.lines[0]?.entitlementId ?? '';
  const { items } = await seller.call(fulfilmentContract.listNotifications, {});
  const notificationId = items.find(({ action }) => action === 'create')?.notificationId ?? '';
  const delivered = await seller.call(fulfilmentContract.showNotification, { notificationId });
  for (const { attemptNumber, at, httpStatus, durationMs, errorClass } of [...delivered.attempts].reverse())
    story.step(`attempt ${attemptNumber} at ${at}: ${httpStatus ?? errorClass}, ${durationMs} ms`);
  expectThat(
    delivered.status === 'delivered' && delivered.attempts.length >= 2,
    'the notification should be delivered at the second attempt',
  );

  const received = () => endpoint.received().filter(({ id, genuine }) => id === notificationId && genuine);
  const before = received().length;
  await seller.call(fulfilmentContract.replayNotification, { notificationId });
  await story.until('the replayed notification', async () => received().length > before);
  const bodies = new Set(received().map(({ body }) => body));
  expectThat(bodies.size === 1, 'a replay must be the same to the byte');
  const entitlement = await buyer.call(ordersContract.showEntitlement, { entitlementId });
  story.step(
    `entitlement ${entitlement.status} until ${entitlement.endsAt}, instance ${entitlement.instance?.instanceId}; the replay named the same`,
  );
  return { notificationId, entitlementId };
}
