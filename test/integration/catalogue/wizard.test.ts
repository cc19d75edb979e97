import { beforeAll, expect, test } from 'vitest';
import { catalogueContract } from '../../../shared/catalogue/contract.ts';
import { createProduct } from '../../../shared/catalogue/products/create-product.ts';
import { listProducts } from '../../../shared/catalogue/products/list-products.ts';
import { addPlan } from '../../../shared/catalogue/wizard/add-plan.ts';
import { saveAccess } from '../../../shared/catalogue/wizard/save-access.ts';
import { saveBasic } from '../../../shared/catalogue/wizard/save-basic.ts';
import { otherSellerActor, run, sellerActor } from '../../support/run-use-case.ts';
import { billed, makeTable, type TestTable } from '../../support/table.ts';
import { access, create, show } from './drafts.ts';
import { type CatalogueDeps, catalogueDeps, plan, steps, submit } from './fixture.ts';

let engine: TestTable;
let deps: CatalogueDeps;
beforeAll(async () => {
  engine = await makeTable();
  deps = catalogueDeps(engine.table);
});
const as = (actor = sellerActor) => ({ table: engine.table, actor });
test('saves a step as it is and names every field that keeps it from being complete', async () => {
  const { productId } = await create(deps, '逐步保存');
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
  expect(await show(deps, productId)).toMatchObject({ basic: { summary: input.summary }, status: 'draft' });
  const better = await run(
    catalogueContract.saveBasic,
    saveBasic,
    { productId, ...steps.basic },
    { deps, ...as() },
  );
  expect(better).toMatchObject({ complete: true, problems: [] });
});

test('tells what a text may not say where it is saved, not first where it is submitted', async () => {
  const { productId } = await create(deps, '逐步检查文字');
  const input = { productId, ...steps.basic, summary: '全网第一的数据', cases: '详询QQ：123456789' };

  const saved = await run(catalogueContract.saveBasic, saveBasic, input, { deps, ...as() });
  const shown = await show(deps, productId);
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
  const { productId } = await create(deps, '过长的文字');
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
  const { productId } = await create(deps);
  const named = async (name: string) =>
    (await access(deps, productId, name)).problems.map(({ pointer }) => pointer);
  expect(await named('名'.repeat(80))).toEqual([]);
  expect(await named('名'.repeat(81))).toEqual(['/name']);
  expect(await named('𠮷'.repeat(80))).toEqual([]);
});

test('refuses a file that may not be attached, and keeps the step as it was', async () => {
  const { productId } = await create(deps, '附件');
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
  expect((await show(deps, productId)).access).toEqual({ name: '附件' });
});

test("refuses another seller's fulfilment endpoint", async () => {
  const { productId } = await create(deps, '凭证');
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
  const { productId } = await create(deps, 'Weather Plus');
  await expect(create(deps, 'weather plus')).rejects.toMatchObject({
    spec: { code: 'catalogue.product_name_taken' },
  });
  await run(
    catalogueContract.createProduct,
    createProduct,
    { type: 'api', name: 'Weather Plus' },
    { deps, ...as(otherSellerActor) },
  );
  await access(deps, productId, 'Weather Max');
  await create(deps, 'Weather Plus');
  await expect(access(deps, productId, 'Weather Plus')).rejects.toMatchObject({
    spec: { code: 'catalogue.product_name_taken' },
  });
});

test('a product saved twice at the same moment with a new name is not told that the name is taken, by itself', async () => {
  const { productId } = await create(deps, '同时改名前');
  let other: (() => Promise<unknown>) | undefined = () => access(deps, productId, '同时改名后');
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
  await create(deps, '看似同名');
  for (const name of ['看似\u200b同名', '看似\u3164同名', '\u00a0看似 同名'])
    await expect(create(deps, name)).rejects.toMatchObject({
      spec: { code: 'catalogue.product_name_taken' },
    });
  expect((await create(deps, '\ufdfa'.repeat(200))).access.name).toHaveLength(200);
});

test("hides another seller's product", async () => {
  const { productId } = await create(deps, '隐藏');
  await expect(show(deps, productId, otherSellerActor)).rejects.toMatchObject({
    spec: { code: 'catalogue.product_not_found' },
  });
});

test('keeps who changed what in which step, before and after', async () => {
  const { productId } = await create(deps, '留痕');
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
