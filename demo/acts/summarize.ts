import { fulfilmentContract } from '../../shared/fulfilment/contract.ts';
import { ordersContract } from '../../shared/orders/contract.ts';
import type { Units } from '../units.ts';
import type { walk } from '../walk.ts';
import type { World } from '../world.ts';

type Walked = Awaited<ReturnType<typeof walk>>;

const shown = (units: number): string => (Number.isInteger(units) ? String(units) : units.toFixed(2));

/**
 * Step 10: ids, latency from payment to the seller's endpoint, capacity units per act; where the marketplace stays up, what to try next.
 */
export async function summarize(
  { buyer, seller, story, gatewayUrl }: World,
  units: Units,
  walked: Walked,
  { staysUp = false }: { readonly staysUp?: boolean } = {},
): Promise<void> {
  story.act('Summary');
  for (const name of [
    'applicationId',
    'sellerId',
    'groupId',
    'productId',
    'orderId',
    'entitlementId',
    'notificationId',
    'appId',
  ] as const)
    story.step(`${name.padEnd(16)} ${walked[name]}`);
  const { paidAt = '' } = await buyer.call(ordersContract.showOrder, { orderId: walked.orderId });
  const { attempts } = await seller.call(fulfilmentContract.showNotification, {
    notificationId: walked.notificationId,
  });
  const first = attempts.find(({ attemptNumber }) => attemptNumber === 1)?.at ?? '';
  story.step(`from payment to the seller's endpoint: ${Date.parse(first) - Date.parse(paidAt)} ms`);
  story.step('capacity units per act (W written, R read, as billed):');
  for (const { act, times, writeUnits, readUnits } of units.table())
    story.step(
      `  ${act.padEnd(58)} ${shown(writeUnits).padStart(5)} W ${shown(readUnits).padStart(5)} R${times > 1 ? `   (mean of ${times})` : ''}`,
    );
  if (staysUp)
    story.step(
      `try: curl -i -H 'authorization: APPCODE ${walked.appCode}' ${gatewayUrl}/gw/${walked.prefix}/industries`,
    );
}
