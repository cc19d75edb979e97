import { beforeAll, expect, test } from 'vitest';
import { apiGroupEntity } from '../../../shared/apis/groups/api-group.ts';
import { catalogueContract } from '../../../shared/catalogue/contract.ts';
import { createProduct } from '../../../shared/catalogue/products/create-product.ts';
import { listProducts } from '../../../shared/catalogue/products/list-products.ts';
import { showProduct } from '../../../shared/catalogue/products/show-product.ts';
import { addPlan } from '../../../shared/catalogue/wizard/add-plan.ts';
import { changePlan } from '../../../shared/catalogue/wizard/change-plan.ts';
import { orderPlans } from '../../../shared/catalogue/wizard/order-plans.ts';
import { previewProduct } from '../../../shared/catalogue/wizard/preview-product.ts';
import { removePlan } from '../../../shared/catalogue/wizard/remove-plan.ts';
import { saveAccess } from '../../../shared/catalogue/wizard/save-access.ts';
import { saveAgreement } from '../../../shared/catalogue/wizard/save-agreement.ts';
import { saveBasic } from '../../../shared/catalogue/wizard/save-basic.ts';
import { saveBusiness } from '../../../shared/catalogue/wizard/save-business.ts';
import { otherSellerActor, run, sellerActor } from '../../support/run-use-case.ts';
import { billed, makeTable, type TestTable } from '../../support/table.ts';
import {
  type CatalogueDeps,
  catalogueDeps,
  draftProduct,
  plan,
  publishedGroup,
  steps,
  submit,
} from './fixture.ts';

let engine: TestTable;
let deps: CatalogueDeps;
beforeAll(async () => {
  engine = await makeTable();
  deps = catalogueDeps(engine.table);
});
const as = (actor = sellerActor) => ({ table: engine.table, actor });
const create = (name?: string) =>
  run(catalogueContract.createProduct, createProduct, { type: 'api', name }, { deps, ...as() });
const access = (productId: string, name: string) =>
  run(catalogueContract.saveAccess, saveAccess, { productId, ...steps.access, name }, { deps, ...as() });
const show = (productId: string, actor = sellerActor) =>
  run(catalogueContract.showProduct, showProduct, { productId }, { deps, ...as(actor) });

test('saves a step as it is and names every field that keeps it from being complete', async () => {
  const { productId } = await create('逐步保存');
  const input = {
    productId,
    pictureUploadIds: Array.from({ length: 7 }, (_, place) => `upl_productpicture${place}`),
    summary: '一'.repeat(31),
    highlights: ['好'],
    support: {
      hotline: 'abc',
      email: 'nobody',
      hours: { kind: 'custom' as const, weekdays: [1], from: '18:00', to: '09:00' },
    },
  };
  const saved = await run(catalogueContract.saveBasic, saveBasic, input, { deps, ...as() });
  expect(saved).toMatchObject({ complete: false, step: 'basic' });
  expect(saved.problems.map(({ pointer }) => pointer).toSorted()).toEqual([
    '/afterSaleScope',
    '/description',
    '/guideUploadId',
    '/pictureUploadIds',
    '/summary',
    '/support/email',
    '/support/hotline',
    '/support/hours',
  ]);
  expect(await show(productId)).toMatchObject({ basic: { summary: input.summary }, status: 'draft' });
  const better = await run(
    catalogueContract.saveBasic,
    saveBasic,
    { productId, ...steps.basic },
    { deps, ...as() },
  );
  expect(better).toMatchObject({ complete: true, problems: [] });
});

test('tells what a text may not say where it is saved, not first where it is submitted', async () => {
  const { productId } = await create('逐步检查文字');
  const input = { productId, ...steps.basic, summary: '全网第一的数据', cases: '详询QQ：123456789' };

  const saved = await run(catalogueContract.saveBasic, saveBasic, input, { deps, ...as() });
  const shown = await show(productId);
  const sold = await run(
    catalogueContract.addPlan,
    addPlan,
    { productId, ...plan, name: '行业最优' },
    { deps, ...as() },
  );

  const problems = [
    { pointer: '/summary', code: 'exaggeration' },
    { pointer: '/cases', code: 'contact_qq' },
  ];
  expect(saved).toMatchObject({ complete: false, problems });
  expect(shown.states.find(({ step }) => step === 'basic')).toMatchObject({ complete: false, problems });
  expect(sold.problems).toContainEqual(expect.objectContaining({ pointer: '/name', code: 'exaggeration' }));
});

test('a text that is too long is told to be too long, and looked at no further', async () => {
  const { productId } = await create('过长的文字');
  const input = { productId, ...steps.basic, description: `全网第一${'字'.repeat(5_900)}` };

  const saved = await run(catalogueContract.saveBasic, saveBasic, input, { deps, ...as() });

  expect(saved.problems).toMatchObject([{ pointer: '/description', code: 'too_long' }]);
  await expect(submit(deps, productId)).rejects.toMatchObject({
    extras: {
      fields: expect.not.arrayContaining([
        expect.objectContaining({ pointer: '/basic/description', code: 'exaggeration' }),
      ]),
    },
  });
});

test('counts characters as people do, Chinese ones and others alike', async () => {
  const { productId } = await create();
  const named = async (name: string) =>
    (await access(productId, name)).problems.map(({ pointer }) => pointer);
  expect(await named('名'.repeat(80))).toEqual([]);
  expect(await named('名'.repeat(81))).toEqual(['/name']);
  expect(await named('𠮷'.repeat(80))).toEqual([]);
});

test('refuses a file that may not be attached, and keeps the step as it was', async () => {
  const { productId } = await create('附件');
  await expect(
    run(
      catalogueContract.saveAccess,
      saveAccess,
      { productId, name: '附件', iconUploadId: 'upl_licence1' },
      { deps, ...as() },
    ),
  ).rejects.toMatchObject({
    spec: { code: 'request.invalid' },
    extras: { fields: [{ pointer: '/iconUploadId' }] },
  });
  expect((await show(productId)).access).toEqual({ name: '附件' });
});

test("refuses another seller's fulfilment endpoint", async () => {
  const { productId } = await create('凭证');
  const endpoint = (endpointId: string) =>
    run(
      catalogueContract.saveAccess,
      saveAccess,
      { productId, name: '凭证', details: { endpointId } },
      { deps, ...as() },
    );
  await expect(endpoint('end_other')).rejects.toMatchObject({
    extras: { fields: [{ pointer: '/details/endpointId' }] },
  });
  expect(await endpoint('end_own')).toMatchObject({ step: 'access' });
});

test('holds a name once per seller, in any spelling, and gives it back when the product is renamed', async () => {
  const { productId } = await create('Weather Plus');
  await expect(create('weather plus')).rejects.toMatchObject({
    spec: { code: 'catalogue.product_name_taken' },
  });
  await run(
    catalogueContract.createProduct,
    createProduct,
    { type: 'api', name: 'Weather Plus' },
    { deps, ...as(otherSellerActor) },
  );
  await access(productId, 'Weather Max');
  await create('Weather Plus');
  await expect(access(productId, 'Weather Plus')).rejects.toMatchObject({
    spec: { code: 'catalogue.product_name_taken' },
  });
});

test('a product saved twice at the same moment with a new name is not told that the name is taken, by itself', async () => {
  const { productId } = await create('同时改名前');
  let other: (() => Promise<unknown>) | undefined = () => access(productId, '同时改名后');
  const commit: typeof engine.table.commit = async (changes, context) => {
    const faster = other;
    other = undefined;
    await faster?.();
    await engine.table.commit(changes, context);
  };
  const input = { productId, ...steps.access, name: '同时改名后' };
  const saved = run(catalogueContract.saveAccess, saveAccess, input, {
    deps,
    ...as(),
    table: { ...engine.table, commit },
  });
  expect(await saved).toMatchObject({ step: 'access' });
  expect(other).toBeUndefined();
});

test('takes no name that looks like one of its own products, and keeps the longest of names', async () => {
  await create('看似同名');
  for (const name of ['看似\u200b同名', '看似\u3164同名', '\u00a0看似 同名'])
    await expect(create(name)).rejects.toMatchObject({ spec: { code: 'catalogue.product_name_taken' } });
  expect((await create('\ufdfa'.repeat(200))).access.name).toHaveLength(200);
});

test('sells only own and published groups, each under one product; without its plans a group is free again', async () => {
  const own = await publishedGroup(deps, 'group-own');
  const foreign = await publishedGroup(deps, 'group-foreign', otherSellerActor);
  const [first, second] = [await create('绑定一'), await create('绑定二')];
  const add = (productId: string, groupId: string) =>
    run(catalogueContract.addPlan, addPlan, { productId, groupId, ...plan }, { deps, ...as() });
  await expect(add(first.productId, foreign)).rejects.toMatchObject({
    extras: { fields: [{ pointer: '/groupId', code: 'not_own' }] },
  });
  const { plan: added } = await add(first.productId, own);
  await expect(add(second.productId, own)).rejects.toMatchObject({
    extras: { fields: [{ code: 'prefix_of_other_product' }] },
  });
  await expect(access(first.productId, '另一个名字')).rejects.toMatchObject({
    spec: { code: 'catalogue.product_renamed_with_prefix' },
  });
  await run(
    catalogueContract.removePlan,
    removePlan,
    { productId: first.productId, planId: added.planId },
    { deps, ...as() },
  );
  expect(await access(first.productId, '另一个名字')).toMatchObject({ complete: true });
  await add(second.productId, own);
  expect(await apiGroupEntity.get(engine.table, own)).toMatchObject({ boundProductId: second.productId });
});

test('refuses unlimited validity, keeps package ids, and orders plans as told', async () => {
  const groupId = await publishedGroup(deps, 'plans');
  const { productId } = await create('规格');
  const options = [{ calls: 100, amountFen: 0, validityDays: 'unlimited' as const }];
  const first = await run(
    catalogueContract.addPlan,
    addPlan,
    { productId, groupId, ...plan, options },
    { deps, ...as() },
  );
  expect(first.problems).toMatchObject([{ pointer: '/options/0/validityDays', code: 'unlimited_validity' }]);
  const { planId } = first.plan;
  const optionId = first.plan.options?.[0]?.optionId;
  const better = {
    productId,
    planId,
    ...plan,
    groupId,
    options: [{ optionId, calls: 100, amountFen: 0, validityDays: 30 }, ...plan.options],
  };
  const changed = await run(catalogueContract.changePlan, changePlan, better, { deps, ...as() });
  expect(changed).toMatchObject({
    complete: true,
    plan: { options: [{ optionId }, { optionId: expect.stringMatching(/^opt_/) }] },
  });
  const second = await run(
    catalogueContract.addPlan,
    addPlan,
    { productId, groupId, ...plan, name: '专业版' },
    { deps, ...as() },
  );
  const order = (planIds: string[]) =>
    run(catalogueContract.orderPlans, orderPlans, { productId, planIds }, { deps, ...as() });
  await expect(order([planId])).rejects.toMatchObject({ spec: { code: 'catalogue.plan_order_wrong' } });
  await order([second.plan.planId, planId]);
  expect((await show(productId)).plans.map(({ name }) => name)).toEqual(['专业版', '标准版']);
});

test('takes 20 plans at most', async () => {
  const groupId = await publishedGroup(deps, 'twenty');
  const { productId } = await create('二十');
  const add = (name: string) =>
    run(catalogueContract.addPlan, addPlan, { productId, groupId, ...plan, name }, { deps, ...as() });
  for (let place = 0; place < 20; place++) await add(`规格${place}`);
  await expect(add('多余')).rejects.toMatchObject({ spec: { code: 'catalogue.too_many_plans' } });
});

test('previews a draft at any time, without its test report', async () => {
  const { productId } = await draftProduct(deps, { name: '预览', prefix: 'previewed' });
  const page = await run(catalogueContract.previewProduct, previewProduct, { productId }, { deps, ...as() });
  expect(page).toMatchObject({
    name: '预览',
    pictureUrls: [
      expect.stringContaining('upl_productpicture1'),
      expect.stringContaining('upl_productpicture2'),
    ],
    plans: [{ accessPrefix: 'previewed', options: [{ amountFen: 1000, calls: 100 }] }],
    store: { name: '云测数据旗舰店' },
  });
  expect(JSON.stringify(page)).not.toContain('testreport');
  const empty = await create();
  expect(
    await run(
      catalogueContract.previewProduct,
      previewProduct,
      { productId: empty.productId },
      { deps, ...as() },
    ),
  ).toMatchObject({
    plans: [],
  });
});

test('refuses to submit what lacks something, naming all of it at once with the findings that block', async () => {
  const { productId } = await create('唯一的查询');
  await expect(submit(deps, productId)).rejects.toMatchObject({
    spec: { code: 'catalogue.product_not_submittable', status: 422 },
    extras: {
      fields: expect.arrayContaining([
        expect.objectContaining({ pointer: '/access/iconUploadId', code: 'required' }),
        expect.objectContaining({ pointer: '/basic/summary', code: 'required' }),
        expect.objectContaining({ pointer: '/business/testReportUploadId', code: 'required' }),
        expect.objectContaining({ pointer: '/plans', code: 'required' }),
        expect.objectContaining({ pointer: '/agreement/delistingPolicy', code: 'required' }),
        expect.objectContaining({ pointer: '/access/name', code: 'exaggeration' }),
      ]),
    },
  });
});

test('tells what one field asks of another together with everything else that is missing', async () => {
  const { productId } = await create('同时');
  const business = await run(
    catalogueContract.saveBusiness,
    saveBusiness,
    { productId, containsOpenSource: true },
    { deps, ...as() },
  );
  expect(business.problems.map(({ pointer }) => pointer).toSorted()).toEqual([
    '/categoryId',
    '/openSourceStatementUploadId',
    '/testReportUploadId',
  ]);
  const agreement = await run(
    catalogueContract.saveAgreement,
    saveAgreement,
    { productId, kind: 'upload' },
    { deps, ...as() },
  );
  expect(agreement.problems.map(({ pointer }) => pointer).toSorted()).toEqual([
    '/delistingPolicy',
    '/uploadId',
  ]);
  const foreign = { productId, iconUploadId: 'upl_licence1', details: { endpointId: 'end_other' } };
  await expect(
    run(catalogueContract.saveAccess, saveAccess, foreign, { deps, ...as() }),
  ).rejects.toMatchObject({
    extras: { fields: [{ pointer: '/iconUploadId' }, { pointer: '/details/endpointId' }] },
  });
});

test("hides another seller's product", async () => {
  const { productId } = await create('隐藏');
  await expect(show(productId, otherSellerActor)).rejects.toMatchObject({
    spec: { code: 'catalogue.product_not_found' },
  });
});

test('keeps who changed what in which step, before and after', async () => {
  const { productId } = await create('留痕');
  await run(catalogueContract.saveBasic, saveBasic, { productId, ...steps.basic }, { deps, ...as() });
  const { items } = await engine.table.query({ pk: productId, prefix: 'event#' }, { limit: 10 });
  expect(items).toMatchObject([
    { name: 'product.created', by: 'user:usr_seller' },
    {
      name: 'product.step_saved',
      data: { step: 'basic' },
      before: { basic: {} },
      after: { basic: { summary: steps.basic.summary } },
    },
  ]);
});

test('lists twenty own products for one read unit, newest first', async () => {
  const actor = { ...sellerActor, userId: 'usr_many', sellerId: 'sel_many' };
  // A list stands in the order of milliseconds: within one there is none.
  const madeAt = (place: number) => new Date(Date.UTC(2026, 10, 2, 4, place));
  for (let place = 0; place < 25; place++)
    await run(
      catalogueContract.createProduct,
      createProduct,
      { type: 'api', name: `${'企业工商信息查询接口'.repeat(7)}${place}` },
      { deps, ...as(actor), now: madeAt(place) },
    );
  const listed = (cursor?: string) =>
    run(catalogueContract.listProducts, listProducts, { limit: 20, cursor }, { deps, ...as(actor) });
  engine.consumed.length = 0;
  const first = await listed();
  expect(billed(engine.consumed).readUnits).toBeLessThanOrEqual(1);
  const rest = await listed(first.next);
  const all = [...first.items, ...rest.items].map(({ productId }) => productId);
  expect(new Set(all).size).toBe(25);
  expect(all).toEqual(all.toSorted().toReversed());
});
