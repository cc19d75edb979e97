import { randomUUID } from 'node:crypto';
import type { Person } from '../../../demo/client.ts';
import { pressOnPayPage } from '../../../demo/pay-page.ts';
import { present, silentStory } from '../../../demo/story.ts';
import { until } from '../../../demo/until.ts';
import { billingContract } from '../../../shared/billing/contract.ts';
import { shelfContract } from '../../../shared/catalogue/shelf/contract.ts';
import type { Output } from '../../../shared/kernel/contract.ts';
import { ordersContract } from '../../../shared/orders/contract.ts';

/** What an order of 100 calls for 10 yuan asks for. */
export async function offerOf(buyer: Person, productId: string) {
  const page = await buyer.call(shelfContract.showProductPage, { productId });
  const plan = present(page.plans[0], 'a plan');
  const { optionId } = present(
    plan.options.find(({ calls }) => calls === 100),
    'the package of 100 calls',
  );
  return {
    productId,
    planId: plan.planId,
    optionId,
    agreementVersion: present(page.agreement?.agreementVersion, 'the agreement'),
  };
}
export type OfferToBuy = Awaited<ReturnType<typeof offerOf>>;

/** Fills the wallet through the pay page. */
export async function topUp(buyer: Person, amountFen: number): Promise<void> {
  const { payUrl } = await buyer.call(billingContract.topUpWallet, { amountFen });
  await pressOnPayPage(silentStory, payUrl, 'pay');
}

/** The id of an order that was paid from the wallet. */
export async function buyFromWallet(
  buyer: Person,
  offer: OfferToBuy,
  idempotencyKey: string = randomUUID(),
): Promise<string> {
  return (await buyer.call(ordersContract.placeOrder, { ...offer, payWith: 'wallet' }, { idempotencyKey }))
    .orderId;
}

type Order = Output<typeof ordersContract.showOrder>;

/** An order's lines, of which there is one at least. */
export const linesOf = ({ lines }: Order) => lines as [Order['lines'][number], ...Order['lines']];

/** The order, as soon as it has this status. */
export const orderBecomes = (
  buyer: Person,
  orderId: string,
  status: Order['status'],
  seconds?: number,
): Promise<Order> =>
  until(
    `order ${orderId} ${status}`,
    async () => {
      const order = await buyer.call(ordersContract.showOrder, { orderId });
      return order.status === status && order;
    },
    seconds,
  );
