import { beforeAll, expect, test } from 'vitest';
import { documentationContract } from '../../../shared/apis/documentation/contract.ts';
import { listEntitlementApis } from '../../../shared/apis/documentation/list-entitlement-apis.ts';
import { listProductApis } from '../../../shared/apis/documentation/list-product-apis.ts';
import { defaultApiRules } from '../../../shared/apis/rules.ts';
import { catalogueContract } from '../../../shared/catalogue/contract.ts';
import type { BoughtBy } from '../../../shared/catalogue/ports.ts';
import { defaultCatalogueRules } from '../../../shared/catalogue/rules.ts';
import { showEntitlementAgreement } from '../../../shared/catalogue/sale/show-bought-agreement.ts';
import { showProductAgreement } from '../../../shared/catalogue/sale/show-product-agreement.ts';
import { browseProducts } from '../../../shared/catalogue/shelf/browse-products.ts';
import { shelfContract } from '../../../shared/catalogue/shelf/contract.ts';
import { offerOf } from '../../../shared/catalogue/shelf/offer.ts';
import { thingOnSale } from '../../../shared/catalogue/shelf/page.ts';
import { showProductPage } from '../../../shared/catalogue/shelf/show-product-page.ts';
import { saveBusiness } from '../../../shared/catalogue/wizard/save-business.ts';
import type { Actor } from '../../../shared/kernel/actor.ts';
import type { Input } from '../../../shared/kernel/contract.ts';
import { run, sellerActor } from '../../support/run-use-case.ts';
import { billed, makeTable, type TestTable } from '../../support/table.ts';
import {
  type CatalogueDeps,
  catalogueDeps,
  decide,
  delist,
  list,
  listedProduct,
  project,
  steps,
  submit,
} from './fixture.ts';

let engine: TestTable;
let deps: CatalogueDeps;
let company: Awaited<ReturnType<typeof listedProduct>>;
let weather: Awaited<ReturnType<typeof listedProduct>>;
const anybody = { kind: 'anonymous' } as const;
const browse = (input: Partial<Input<typeof shelfContract.browseProducts>>) =>
  run(
    shelfContract.browseProducts,
    browseProducts,
    { sort: 'newest', limit: 20, ...input },
    { deps, table: engine.table, actor: anybody },
  );
const found = async (input: Parameters<typeof browse>[0]) =>
  (await browse(input)).items.map(({ productId }) => productId);
const consumedBy = async (act: () => Promise<unknown>) => {
  engine.consumed.length = 0;
  await act();
  return billed(engine.consumed);
};

beforeAll(async () => {
  engine = await makeTable();
  const { products, groups, imports, tests } = { ...defaultCatalogueRules.limits, ...defaultApiRules.limits };
  // One seller makes more here than the defaults allow it in a day.
  const limits = {
    tests,
    products: { ...products, most: 1_000 },
    groups: { ...groups, most: 1_000 },
    imports: { ...imports, most: 1_000 },
  };
  const standard = catalogueDeps(engine.table);
  deps = { ...standard, rules: { ...standard.rules, limits } };
  company = await listedProduct(
    deps,
    { name: '企业工商信息查询', prefix: 'company' },
    new Date('2026-11-02T02:00:00Z'),
  );
  const basic = {
    ...steps.basic,
    summary: '全国城市天气预报',
    description: '按城市名称或经纬度查询实时天气、七日预报与空气质量，每小时更新一次，返回结构化数据。',
  };
  const business = { ...steps.business, categoryId: 'life.weather', tags: ['天气'] };
  weather = await listedProduct(
    deps,
    { name: '全国天气预报', prefix: 'weather', overrides: { basic, business } },
    new Date('2026-11-03T02:00:00Z'),
  );
});

test('is found by category of both levels, tag, type and by Chinese words, one or several, newest first', async () => {
  const [one, other] = [company.productId, weather.productId];
  expect(await found({})).toEqual([other, one]);
  expect(await found({ type: 'api' })).toEqual([other, one]);
  expect(await found({ categoryId: 'company' })).toEqual([one]);
  await expect(found({ categoryId: 'company.none' })).rejects.toMatchObject({
    spec: { code: 'catalogue.category_not_found', status: 404 },
  });
  expect(await found({ categoryId: 'company.registry' })).toEqual([one]);
  expect(await found({ tag: '工商查询' })).toEqual([one]);
  expect(await found({ q: '工商' })).toEqual([one]);
  expect(await found({ q: '天气预报' })).toEqual([other]);
  expect(await found({ q: '查询' })).toEqual([other, one]);
  expect(await found({ q: '企业 查询' })).toEqual([one]);
  expect(await found({ q: '查询', categoryId: 'life' })).toEqual([other]);
  expect(await found({ q: '天气', categoryId: 'company' })).toEqual([]);
  expect(await found({ q: '不存在的词' })).toEqual([]);
  expect(await found({ q: '！？' })).toEqual([]);
});

test('shows the page in one read unit, with links and without the test report', async () => {
  const read = () =>
    run(
      shelfContract.showProductPage,
      showProductPage,
      { productId: company.productId },
      { deps, table: engine.table, actor: anybody },
    );
  expect(await consumedBy(read)).toMatchObject({
    readUnits: expect.toSatisfy((units: number) => units <= 1),
  });
  const page = await read();
  expect(page).toMatchObject({
    name: '企业工商信息查询',
    category: { first: { categoryId: 'company' }, second: { zh: '工商信息' } },
    plans: [
      {
        accessPrefix: 'company',
        apiCount: expect.any(Number),
        options: [{ calls: 100, amountFen: 1000, validityDays: 365 }],
      },
    ],
    support: { hotline: '400-123-4567' },
  });
  expect(JSON.stringify(page)).not.toMatch(/testreport|test_report/i);
});

test('answers an offer for half a read unit', async () => {
  const { productId, planId, optionId } = company;
  expect((await consumedBy(() => offerOf(engine.table)({ productId, planId, optionId }))).readUnits).toBe(
    0.5,
  );
  expect(await offerOf(engine.table)({ productId, planId, optionId: 'opt_other' })).toBeUndefined();
});

test('shows the agreement that an order accepts, under the version that the offer names', async () => {
  const { productId, planId, optionId } = company;
  const agreement = await run(
    shelfContract.showProductAgreement,
    showProductAgreement,
    { productId },
    { deps, table: engine.table, actor: anybody },
  );
  expect(agreement.text).toContain('云测数据旗舰店');
  expect(agreement.text).toContain(steps.agreement.delistingPolicy);
  expect(await offerOf(engine.table)({ productId, planId, optionId })).toMatchObject({
    agreementVersion: agreement.agreementVersion,
  });
});

test('documents the APIs that a plan gives access to', async () => {
  const { productId, planId } = company;
  const { apis, accessPrefix } = await run(
    documentationContract.listProductApis,
    listProductApis,
    { productId, planId },
    {
      deps: { table: engine.table, thingOnSale: thingOnSale(engine.table) },
      table: engine.table,
      actor: anybody,
    },
  );
  expect(accessPrefix).toBe('company');
  expect(apis.length).toBeGreaterThanOrEqual(10);
});

test('an approved change moves the product on the shelf, without leaving anything behind', async () => {
  const { productId } = await listedProduct(deps, { name: '可移动商品', prefix: 'moved' });
  const business = { productId, ...steps.business, categoryId: 'ai.ocr', tags: ['识别'] };
  await run(catalogueContract.saveBusiness, saveBusiness, business, {
    deps,
    table: engine.table,
    actor: sellerActor,
  });
  await submit(deps, productId);
  await decide(deps, productId, 'approved');
  await project(deps, productId);
  expect(await found({ categoryId: 'ai' })).toEqual([productId]);
  expect(await found({ categoryId: 'company', q: '可移动' })).toEqual([]);
  expect(await found({ tag: '企业核验' })).not.toContain(productId);
});

test('leaves nothing on the shelf when delisted; repeated and late messages change nothing', async () => {
  const { productId } = await listedProduct(deps, { name: '短暂在售', prefix: 'shortly' });
  expect(await found({ q: '短暂' })).toEqual([productId]);
  await delist(deps, productId);
  // Of those at the same moment one may win over the others, whose messages come again.
  await Promise.allSettled([project(deps, productId), project(deps, productId), project(deps, productId)]);
  await project(deps, productId);
  expect(await found({ q: '短暂' })).toEqual([]);
  const { writeUnits } = await consumedBy(() => project(deps, productId));
  expect(writeUnits).toBe(0);
  await list(deps, productId);
  await Promise.allSettled([project(deps, productId), delist(deps, productId), project(deps, productId)]);
  await project(deps, productId);
  expect(await found({ q: '短暂' })).toEqual([]);
  const { items } = await engine.table.query({ pk: productId, prefix: 'shelf-projection' }, { limit: 1 });
  expect(items).toMatchObject([{ keys: [], done: true }]);
});

test.each([1, 2, 3, 4])(
  'a projection killed before commit %i leaves nothing behind once it ran again',
  async (diesAt) => {
    const name = `易断商品${['甲', '乙', '丙', '丁'][diesAt - 1]}`;
    const { productId } = await listedProduct(deps, { name, prefix: `killed-${diesAt}` });
    await delist(deps, productId);
    await expect(project(deps, productId, diesAt)).rejects.toThrow('killed');
    await list(deps, productId);
    await expect(project(deps, productId, diesAt)).rejects.toThrow('killed');
    await project(deps, productId);
    expect(await found({ q: name })).toEqual([productId]);
    await delist(deps, productId);
    await project(deps, productId);
    expect(await found({ q: name })).toEqual([]);
    expect(await found({ categoryId: 'company' })).not.toContain(productId);
  },
);

test('walks a long shelf page by page, twenty rows for one read unit, while products are added', async () => {
  const long = { ...steps.basic, summary: '查'.repeat(30) };
  const make = (place: number) =>
    listedProduct(deps, {
      name: `${'数据核验接口'.repeat(10)}编号${place}`,
      prefix: `long-${place}`,
      // One person may not make as many in a day.
      actor: {
        kind: 'user',
        userId: `usr_seller_${place}`,
        name: 'seller',
        operator: false,
        sellerId: 'sel_one',
      },
      overrides: { basic: long, business: { ...steps.business, categoryId: 'ai.model' } },
    });
  for (let place = 0; place < 24; place++) await make(place);
  const first = await browse({ categoryId: 'ai.model' });
  expect(first.items).toHaveLength(20);
  expect((await consumedBy(() => browse({ categoryId: 'ai.model' }))).readUnits).toBeLessThanOrEqual(1);
  expect((await consumedBy(() => browse({ q: '核验' }))).readUnits).toBeLessThanOrEqual(1);
  await make(99);
  const second = await browse({ categoryId: 'ai.model', cursor: first.next });
  const walked = [...first.items, ...second.items].map(({ productId }) => productId);
  expect(new Set(walked).size).toBe(walked.length);
  expect(walked.length).toBeGreaterThanOrEqual(24);
  const limited = await browse({ q: '核验', categoryId: 'ai.model', limit: 7 });
  expect(limited.items).toHaveLength(7);
});

test('who bought keeps the documentation and the agreement of the bought version when the product is off sale; nobody else sees them', async () => {
  const { productId, planId, optionId } = company;
  const offer = await offerOf(engine.table)({ productId, planId, optionId });
  if (!offer) throw new Error('nothing on offer');
  const holder = { kind: 'user', userId: 'usr_buyer', name: 'buyer', operator: false } as const;
  const boughtBy: BoughtBy = async (entitlementId, buyerId) =>
    entitlementId === 'ent_1' && buyerId === holder.userId ? offer : undefined;
  const input = { entitlementId: 'ent_1' };
  const groupBought = async (entitlementId: string, buyerId: string) =>
    (await boughtBy(entitlementId, buyerId))?.terms.groupId;
  const apisOf = (actor: Actor) =>
    run(documentationContract.listEntitlementApis, listEntitlementApis, input, {
      deps: { ...deps, groupBought },
      table: engine.table,
      actor,
    });
  const agreementOf = (actor: Actor) =>
    run(shelfContract.showEntitlementAgreement, showEntitlementAgreement, input, {
      deps: { ...deps, boughtBy },
      table: engine.table,
      actor,
    });

  await delist(deps, productId);
  const { apis, accessPrefix } = await apisOf(holder);
  expect({ accessPrefix, documented: apis.length >= 10 }).toEqual({
    accessPrefix: 'company',
    documented: true,
  });
  expect(await agreementOf(holder)).toMatchObject({
    productId,
    agreementVersion: offer.agreementVersion,
    text: expect.stringContaining('企业工商信息查询'),
  });
  await expect(apisOf(sellerActor)).rejects.toMatchObject({ spec: { code: 'apis.not_documented' } });
  await expect(agreementOf(sellerActor)).rejects.toMatchObject({
    spec: { code: 'catalogue.entitlement_not_found' },
  });
});
