import { productsContract } from '../../shared/catalogue/products/contract.ts';
import { demoFiles } from '../files.ts';
import { expectThat } from '../story.ts';
import { uploadFile, uploadRefused } from '../upload-file.ts';
import type { World } from '../world.ts';

export const productName = '企业工商信息查询 API';

type Product = { readonly productId: string };

/** Step 5: the wizard's steps with real files; a wrong picture size and a renamed file are refused; preview; submit. */
export async function publishProduct(
  world: World,
  groupId: string,
  endpointId: string,
): Promise<{ productId: string }> {
  const { seller, story } = world;
  story.act('The seller fills the product wizard and submits');
  const { productId } = await seller.call(productsContract.createProduct, { type: 'api', name: productName });
  const product = { productId };

  await showWrongFiles(world);
  await saveAccess(world, product, endpointId);
  await saveBasic(world, product);
  await saveBusiness(world, product);
  await addPlan(world, product, groupId);
  await saveAgreement(world, product);

  const preview = await seller.call(productsContract.previewProduct, product);
  story.step(
    `preview: ${preview.name}, ${preview.pictureUrls.length} pictures, ${preview.plans.length} plan`,
  );
  const submitted = await seller.call(productsContract.submitProduct, product);
  expectThat(submitted.status === 'in_review', `the product should be in review, but is ${submitted.status}`);
  return { productId };
}

async function showWrongFiles({ seller, story }: World) {
  for (const reason of await uploadRefused(seller, story, 'product_icon', demoFiles.wrongIcon()))
    story.step(`refused: ${reason}`);
  for (const reason of await uploadRefused(seller, story, 'user_guide', demoFiles.renamed()))
    story.step(`refused: ${reason}`);
}

async function saveAccess({ seller, story }: World, product: Product, endpointId: string) {
  const iconUploadId = await uploadFile(seller, story, 'product_icon', demoFiles.icon());
  const partly = await seller.call(productsContract.saveAccess, { ...product, name: productName });
  story.step(
    `step 1 saved incomplete: ${partly.problems.map(({ pointer, detail }) => `${pointer} ${detail}`).join('; ')}`,
  );
  await seller.call(productsContract.saveAccess, {
    ...product,
    name: productName,
    iconUploadId,
    details: { endpointId },
  });
}

async function saveBasic({ seller, story }: World, product: Product) {
  await seller.call(productsContract.saveBasic, {
    ...product,
    pictureUploadIds: [
      await uploadFile(seller, story, 'product_picture', demoFiles.picture1()),
      await uploadFile(seller, story, 'product_picture', demoFiles.picture2()),
    ],
    summary: '按信用代码查询企业工商信息',
    description:
      '输入统一社会信用代码，返回企业工商登记、股东、分支机构、变更记录、行政处罚与经营风险等信息，数据每日更新。',
    highlights: ['数据每日更新', '十二个查询接口', '按次计费，失败不计'],
    cases: '某物流公司用它核验货主资质，核验时间由一天缩短到几秒。',
    guideUploadId: await uploadFile(seller, story, 'user_guide', demoFiles.guide()),
    support: { hotline: '400-123-4567', email: 'support@example.com', hours: { kind: '5x8' } },
    afterSaleScope: '接口可用性、字段含义与接入问题。',
  });
}

async function saveBusiness({ seller, story }: World, product: Product) {
  await seller.call(productsContract.saveBusiness, {
    ...product,
    categoryId: 'company.registry',
    tags: ['工商', '企业信息', '风险'],
    seo: { title: '企业工商信息查询接口', keywords: '企业,工商,股东', description: '企业工商信息查询接口' },
    containsOpenSource: false,
    testReportUploadId: await uploadFile(seller, story, 'test_report', demoFiles.report()),
  });
}

async function addPlan({ seller }: World, product: Product, groupId: string) {
  await seller.call(productsContract.addPlan, {
    ...product,
    name: '标准版',
    groupId,
    countingRule: 'success_only',
    options: [
      { calls: 100, amountFen: 1_000, validityDays: 365 },
      { calls: 10_000, amountFen: 80_000, validityDays: 365 },
    ],
  });
}

async function saveAgreement({ seller, story }: World, product: Product) {
  const agreementUploadId = await uploadFile(seller, story, 'agreement', demoFiles.agreement());
  await seller.call(productsContract.saveAgreement, {
    ...product,
    kind: 'upload',
    uploadId: agreementUploadId,
    delistingPolicy: '下架后已购次数在有效期内可继续使用，并提供售后支持。',
  });
}
