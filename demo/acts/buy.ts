import { billingContract } from '../../shared/billing/contract.ts';
import { shelfContract } from '../../shared/catalogue/shelf/contract.ts';
import { yuan } from '../../shared/china/money.ts';
import { ordersContract } from '../../shared/orders/contract.ts';
import { pressOnPayPage } from '../pay-page.ts';
import { expectThat, present } from '../story.ts';
import type { World } from '../world.ts';

/** Step 7: a buyer finds the product by category and by a Chinese word, reads its page, orders 100 calls for 10 yuan and pays from its account. */
export async function buy({ buyer, anybody, story }: World, productId: string): Promise<{ orderId: string }> {
  story.act('A buyer finds the product and orders 100 calls');
  const found = (query: Record<string, string>) =>
    story.until(`the product for ${JSON.stringify(query)}`, async () =>
      (await anybody.call(shelfContract.browseProducts, query)).items.find(
        (item) => item.productId === productId,
      ),
    );
  await found({ categoryId: 'company.registry' });
  const item = await found({ q: '工商' });
  story.step(`found by category and by the word 工商: ${item.name}, from ${yuan(item.fromFen)} yuan`);

  const page = await anybody.call(shelfContract.showProductPage, { productId });
  expectThat(!JSON.stringify(page).includes('report.docx'), 'the test report must not be on the page');
  const plan = present(page.plans[0], 'a plan');
  const chosen = present(
    plan.options.find(({ calls }) => calls === 100),
    'the package of 100 calls',
  );
  story.step(
    `${page.name}: ${plan.name}, ${chosen.calls} calls for ${yuan(chosen.amountFen ?? 0)} yuan; no test report on the page`,
  );

  const { payUrl } = await buyer.call(billingContract.topUpWallet, { amountFen: 5_000 });
  await pressOnPayPage(story, payUrl, 'pay');
  const order = await buyer.call(ordersContract.placeOrder, {
    productId,
    planId: plan.planId,
    optionId: chosen.optionId,
    agreementVersion: present(page.agreement?.agreementVersion, 'the agreement'),
    expectedAmountFen: 1_000,
    payWith: 'wallet',
  });
  const { balanceFen } = await buyer.call(billingContract.showWallet, {});
  expectThat(
    order.status === 'paid' && balanceFen === 4_000,
    `the order is ${order.status}, the balance ${balanceFen}`,
  );
  story.step(`order ${order.orderId} paid; ${yuan(balanceFen)} yuan are left in the account`);
  return { orderId: order.orderId };
}
