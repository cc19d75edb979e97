import { billingContract } from '../../shared/billing/contract.ts';
import { yuan } from '../../shared/china/money.ts';
import { sellersContract } from '../../shared/sellers/contract.ts';
import { demoFiles } from '../files.ts';
import { pressOnPayPage } from '../pay-page.ts';
import { expectThat } from '../story.ts';
import { uploadFile } from '../upload-file.ts';
import type { World } from '../world.ts';
import { type Company, demoCompany } from './apply.ts';

/** Step 3: top-up through the payment sandbox, deposit, profile, store, settlement account; the to-do list empties step by step. */
export async function settleIn(
  { seller, story }: World,
  { storeName }: Company = demoCompany,
): Promise<{ topUpPaymentId: string; receiptId: string }> {
  story.act('The seller pays its deposit and fills in its store');
  const todos = async () => {
    const home = await seller.call(sellersContract.showSeller, {});
    story.step(`to do: ${home.todos.map(({ title }) => title).join('、') || 'nothing'}`);
    return home.todos.map(({ code }) => code);
  };
  const balance = async () => (await seller.call(billingContract.showWallet, {})).balanceFen;
  expectThat((await todos()).length === 4, 'a new seller should have four to-dos');

  const before = await balance();
  const { paymentId, payUrl } = await seller.call(billingContract.topUpWallet, { amountFen: 250_000 });
  const forged = await pressOnPayPage(story, payUrl, 'forge');
  expectThat(
    forged.answer !== undefined && forged.answer.status >= 400 && (await balance()) === before,
    'a forged callback must have no effect',
  );
  await pressOnPayPage(story, payUrl, 'pay');
  expectThat((await balance()) === before + 250_000, 'the top-up should be on the account');
  await pressOnPayPage(story, payUrl, 'pay');
  expectThat((await balance()) === before + 250_000, 'a repeated callback must have no effect');
  story.step(`balance ${yuan(await balance())} yuan; the forged and the repeated callback had no effect`);

  const { receipt, paidFen } = await seller.call(billingContract.payDeposit, {});
  story.step(`deposit ${yuan(paidFen)} yuan, receipt ${receipt.receiptNumber}`);
  await todos();
  await seller.call(sellersContract.saveProfile, {
    displayName: '云测数据',
    introduction: '专注企业公开数据的采集、清洗与查询服务。',
    region: '浙江省杭州市',
    address: '浙江省杭州市西湖区文三路 100 号',
  });
  await todos();
  const logoUploadId = await uploadFile(seller, story, 'logo', demoFiles.logo());
  await seller.call(sellersContract.saveStore, {
    name: storeName,
    logoUploadId,
    introduction: '为企业提供工商、股东与风险信息的查询接口。',
    hotline: '400-123-4567',
    email: 'support@example.com',
    serviceHours: { kind: 'custom', weekdays: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' },
  });
  await todos();
  await seller.call(sellersContract.saveSettlementAccount, { alipayAccount: ' 138 0013 8000 ' });
  expectThat((await todos()).length === 0, 'the to-do list should be empty');
  return { topUpPaymentId: paymentId, receiptId: receipt.receiptId };
}
