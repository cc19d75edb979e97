import { openWorld } from '../../demo/open-world.ts';
import { pressOnPayPage } from '../../demo/pay-page.ts';
import { runStack } from '../../demo/run-stack.ts';
import { startSamples } from '../../demo/samples.ts';
import { present, silentStory } from '../../demo/story.ts';
import { walk } from '../../demo/walk.ts';
import type { World } from '../../demo/world.ts';
import { billingContract } from '../../shared/billing/contract.ts';
import { shelfContract } from '../../shared/catalogue/shelf/contract.ts';
import { functionEnvironment } from './environment.ts';
import type { Measurement } from './measure.ts';
import { operations, purchasesCostFen } from './operations.ts';
import { paymentToEndpoint } from './payment-to-endpoint.ts';

/** What the buyer of the walk buys, as an order names it. */
export type Purchase = {
  readonly productId: string;
  readonly planId: string;
  readonly optionId: string;
  readonly agreementVersion: string;
};

/** What is on the shelf after the walk, and its price in fen. */
async function purchaseOf(
  { anybody }: World,
  productId: string,
): Promise<{ purchase: Purchase; amountFen: number }> {
  const page = await anybody.call(shelfContract.showProductPage, { productId });
  const plan = present(page.plans[0], 'a plan');
  const { optionId, amountFen } = present(plan.options[0], 'a package');
  const agreementVersion = present(page.agreement?.agreementVersion, 'the agreement');
  return {
    purchase: { productId, planId: plan.planId, optionId, agreementVersion },
    amountFen: present(amountFen, 'a price'),
  };
}

/** Measurements on a marketplace in which the demo's walk has just happened. */
export async function walked(bundles: string): Promise<readonly Measurement[]> {
  const { run } = await runStack();
  const samples = await startSamples();
  try {
    const world = await openWorld(run, silentStory);
    const { productId, orderId, entitlementId } = await walk(world, samples);
    const { purchase, amountFen } = await purchaseOf(world, productId);
    const { payUrl } = await world.buyer.call(billingContract.topUpWallet, {
      amountFen: 2 * purchasesCostFen(amountFen),
    });
    await pressOnPayPage(silentStory, payUrl, 'pay');
    const latency = await paymentToEndpoint(world, purchase);
    const tableName = present(
      Object.entries(run.names).find(([logicalId]) => /^Table/.test(logicalId))?.[1],
      'the table',
    );
    const known = { buyerId: present(run.people.buyer, 'the buyer').id, orderId, entitlementId, purchase };
    const cpu = await operations(
      bundles,
      functionEnvironment({ endpoint: run.engines.dynamodb, tableName }),
      known,
    );
    return [latency, cpu];
  } finally {
    await samples.stop();
    await run.stop();
  }
}
