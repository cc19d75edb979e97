import type { World } from '../../demo/world.ts';
import { fulfilmentContract } from '../../shared/fulfilment/contract.ts';
import { notificationId } from '../../shared/fulfilment/notifications/told-event.ts';
import { ordersContract } from '../../shared/orders/contract.ts';
import { type Measurement, median, p95 } from './measure.ts';
import type { Purchase } from './walked.ts';

const orders = 20;

/** One order after the other on the whole local run: HTTP, stream, relay, two queues. From its payment to the first attempt, and until the buyer reads that it is active. */
export async function paymentToEndpoint(
  { buyer, seller, story }: World,
  purchase: Purchase,
): Promise<Measurement> {
  const toFirstAttempt: number[] = [];
  const toActive: number[] = [];
  for (let number = 0; number < orders; number++) {
    const { orderId } = await buyer.call(ordersContract.placeOrder, { ...purchase, payWith: 'wallet' });
    const order = await story.until(`order ${orderId}`, async () => {
      const seen = await buyer.call(ordersContract.showOrder, { orderId });
      return seen.status === 'active' && seen;
    });
    const activeAt = Date.now();
    const paidAt = Date.parse(order.paidAt ?? '');
    const told = { notificationId: notificationId(order.lines[0]?.entitlementId ?? '', 1) };
    const { attempts } = await seller.call(fulfilmentContract.showNotification, told);
    const first = attempts.find((attempt) => attempt.attemptNumber === 1);
    toFirstAttempt.push(Date.parse(first?.at ?? '') - paidAt);
    toActive.push(activeAt - paidAt);
  }
  const row = (until: string, values: readonly number[]) => ({
    until,
    'median ms': median(values, 0),
    'p95 ms': p95(values, 0),
  });
  return {
    name: 'paymentToEndpoint',
    title: `From payment on the local run, ${orders} orders`,
    rows: [
      row('first attempt at the endpoint begins', toFirstAttempt),
      row('the buyer reads that the order is active', toActive),
    ],
  };
}
