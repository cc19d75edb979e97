import { beforeAll, expect, test } from 'vitest';
import { apiGroupEntity } from '../../../shared/apis/groups/api-group.ts';
import { catalogueContract } from '../../../shared/catalogue/contract.ts';
import { showProduct } from '../../../shared/catalogue/products/show-product.ts';
import { withdrawProduct } from '../../../shared/catalogue/products/withdraw-product.ts';
import { decideReview } from '../../../shared/catalogue/review/decide-review.ts';
import { offerOf } from '../../../shared/catalogue/shelf/offer.ts';
import { readPage } from '../../../shared/catalogue/shelf/page.ts';
import { addPlan } from '../../../shared/catalogue/wizard/add-plan.ts';
import { changePlan } from '../../../shared/catalogue/wizard/change-plan.ts';
import { removePlan } from '../../../shared/catalogue/wizard/remove-plan.ts';
import { saveAccess } from '../../../shared/catalogue/wizard/save-access.ts';
import { saveBasic } from '../../../shared/catalogue/wizard/save-basic.ts';
import { repeated } from '../../support/repeated.ts';
import { operatorActor, run, sellerActor } from '../../support/run-use-case.ts';
import { makeTable, type TestTable } from '../../support/table.ts';
import { waitingCases } from '../../support/things/cases.ts';
import {
  type CatalogueDeps,
  catalogueDeps,
  decide,
  decideOn,
  delist,
  draftProduct,
  list,
  listedProduct,
  look,
  plan,
  steps,
  submit,
} from './fixture.ts';

let engine: TestTable;
let deps: CatalogueDeps;
beforeAll(async () => {
  engine = await makeTable();
  deps = catalogueDeps(engine.table);
});
const seller = () => ({ table: engine.table, actor: sellerActor });
const operator = () => ({ table: engine.table, actor: operatorActor });
const show = (productId: string) =>
  run(catalogueContract.showProduct, showProduct, { productId }, { deps, ...seller() });
const outdated = { spec: { code: 'cases.changed' } };
const notOpen = { spec: { code: 'cases.not_open' } };
const basic = (productId: string, summary: string) =>
  run(catalogueContract.saveBasic, saveBasic, { productId, ...steps.basic, summary }, { deps, ...seller() });

test('waits in order of due time, three working days after the submission, and leaves the queue when decided', async () => {
  const { productId } = await draftProduct(deps, { name: '待审', prefix: 'queued' });
  expect(await submit(deps, productId)).toMatchObject({
    status: 'in_review',
    working: { dueAt: '2026-11-05T02:00:00.000Z' },
  });
  const queue = (now?: Date) => waitingCases(engine.table, { kind: 'product_version', now });
  expect(await queue()).toMatchObject([{ aboutId: productId, title: '待审', overdue: false }]);
  expect(await queue(new Date('2026-11-06T02:00:00Z'))).toMatchObject([
    { aboutId: productId, overdue: true },
  ]);
  await expect(basic(productId, '改动')).rejects.toMatchObject({
    spec: { code: 'catalogue.product_under_review' },
  });
  await decide(deps, productId, 'approved');
  expect(await queue()).toEqual([]);
});

test('shows findings, every document and the page to the reviewer', async () => {
  const withoutCases = { ...steps.basic, cases: '' };
  const { productId } = await draftProduct(deps, {
    name: '有发现',
    prefix: 'findings',
    overrides: { basic: withoutCases },
  });
  await submit(deps, productId);
  const shown = await look(deps, productId);
  expect(shown.findings).toMatchObject([
    { code: 'missing_cases', severity: 'warning', pointer: '/basic/cases' },
  ]);
  expect(shown.documents).toEqual(
    expect.arrayContaining([
      { pointer: '/business/testReportUploadId', uploadId: 'upl_testreport1', purpose: 'test_report' },
    ]),
  );
  expect(shown.difference).toEqual([]);
  const { items } = await engine.table.query({ pk: `looks#${productId}` }, { limit: 10 });
  expect(items).toMatchObject([{ name: 'product.viewed', by: 'operator:usr_operator', data: { number: 1 } }]);
});

test("a rejection's event carries ten comments for the mail, and how many there are", async () => {
  const { productId } = await draftProduct(deps, { name: '驳回十二条', prefix: 'rejected-twelve' });
  await submit(deps, productId);
  const comments = Array.from({ length: 12 }, (_, place) => ({
    pointer: `/basic/highlights/${place}`,
    text: `意见 ${place}`,
  }));
  const { version } = await look(deps, productId);
  await run(
    catalogueContract.decideReview,
    decideReview,
    { productId, version, decision: 'rejected', comments },
    { deps, ...operator() },
  );
  const { items } = await engine.table.query(
    { pk: productId, prefix: 'event#', descending: true },
    { limit: 1 },
  );
  expect(items[0]).toMatchObject({
    name: 'product.rejected',
    data: { comments: comments.slice(0, 10), commentCount: 12 },
  });
});

test('a rejected version goes back to the seller with a comment per field and may be submitted again', async () => {
  const { productId } = await draftProduct(deps, { name: '驳回', prefix: 'rejected' });
  await submit(deps, productId);
  await expect(decide(deps, productId, 'rejected')).rejects.toMatchObject({
    extras: { fields: [{ pointer: '/reason' }] },
  });
  await run(
    catalogueContract.decideReview,
    decideReview,
    {
      productId,
      version: (await look(deps, productId)).version,
      decision: 'rejected',
      comments: [{ pointer: '/basic/summary', text: '请写明数据来源' }],
    },
    { deps, ...operator() },
  );
  expect(await show(productId)).toMatchObject({
    status: 'rejected',
    outcome: { comments: [{ pointer: '/basic/summary' }] },
  });
  await basic(productId, '工商登记信息，来源为公示系统');
  expect(await show(productId)).toMatchObject({ status: 'draft' });
  expect(await submit(deps, productId)).toMatchObject({ status: 'in_review' });
});

test('is decided on the version that was looked at, and once', async () => {
  const { productId } = await draftProduct(deps, { name: '一次', prefix: 'once' });
  await submit(deps, productId);
  const { version } = await look(deps, productId);
  await expect(decideOn(deps, productId, version + 1, { decision: 'approved' })).rejects.toMatchObject(
    outdated,
  );
  const decisions = await Promise.allSettled(
    [1, 2, 3, 4].map(() => decideOn(deps, productId, version, { decision: 'approved' })),
  );
  expect(decisions.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('what was withdrawn, changed and submitted again is not decided by who saw what it was before', async () => {
  const { productId } = await draftProduct(deps, { name: '先看后改', prefix: 'seen-before' });
  await submit(deps, productId);
  const { version } = await look(deps, productId);

  await run(catalogueContract.withdrawProduct, withdrawProduct, { productId }, { deps, ...seller() });
  await basic(productId, '审核之后换上的另一段摘要');
  await submit(deps, productId);

  for (const decision of ['approved', 'rejected'] as const)
    await expect(decideOn(deps, productId, version, { decision, reason: '已审核' })).rejects.toMatchObject(
      outdated,
    );
  expect(await show(productId)).toMatchObject({ working: { status: 'in_review' } });
  expect(await decide(deps, productId, 'approved')).toMatchObject({ status: 'approved' });
});

test('a decision on the version that is now live never falls on the next one, however often that was saved', async () => {
  const { productId } = await draftProduct(deps, { name: '换号', prefix: 'next-number' });
  await submit(deps, productId);
  const { version } = await look(deps, productId);
  await decide(deps, productId, 'approved');

  for (let save = 1; save <= 2 * version; save++) {
    await basic(productId, `第 ${save} 次修改的摘要`);
    await expect(decideOn(deps, productId, version, { decision: 'approved' })).rejects.toMatchObject(notOpen);
  }
  await submit(deps, productId);
  await expect(decideOn(deps, productId, version, { decision: 'approved' })).rejects.toMatchObject(outdated);
});

test('approved is not on sale: the seller lists by hand, and only when nothing is missing', async () => {
  const { productId, planId, optionId } = await draftProduct(deps, { name: '上架', prefix: 'by-hand' });
  await expect(list(deps, productId)).rejects.toMatchObject({ spec: { code: 'catalogue.not_approved' } });
  await expect(delist(deps, productId)).rejects.toMatchObject({
    spec: { code: 'catalogue.shelf_not_movable' },
  });
  await submit(deps, productId);
  await decide(deps, productId, 'approved');
  expect(await show(productId)).toMatchObject({ status: 'approved' });
  const offered = () => offerOf(engine.table)({ productId, planId, optionId });
  expect(await offered()).toBeUndefined();
  const missing = {
    ...deps,
    listingReadiness: async () => [{ code: 'deposit', zh: '缴足保证金', en: 'Pay the deposit' }],
  };
  await expect(list(missing, productId)).rejects.toMatchObject({
    spec: { code: 'catalogue.seller_not_ready', status: 409 },
    extras: { fields: [{ code: 'deposit' }] },
  });
  await list(deps, productId);
  expect(await offered()).toMatchObject({
    listed: true,
    unitPriceFen: 1000,
    optionName: { en: '100 calls, 365 days' },
    term: { unit: 'day', count: 365 },
    terms: { type: 'api', calls: 100, countingRule: 'success_only' },
    sellerUserId: 'usr_seller',
  });
  await delist(deps, productId);
  expect(await offered()).toMatchObject({ listed: false });
  expect(await readPage(engine.table, productId)).toBeUndefined();
  expect(await list(deps, productId)).toMatchObject({ status: 'listed' });
});

test('what is submitted, listed or delisted already is answered as it is when that is asked for again', async () => {
  const { productId } = await draftProduct(deps, { name: '重复请求', prefix: 'asked-again' });
  expect(await repeated(engine, () => submit(deps, productId))).toMatchObject({ status: 'in_review' });
  await decide(deps, productId, 'approved');
  expect(await repeated(engine, () => list(deps, productId))).toMatchObject({ status: 'listed' });
  expect(await repeated(engine, () => delist(deps, productId))).toMatchObject({ status: 'delisted' });
});

test('a change to a listed product is reviewed while the old version sells, and takes its place at once when approved', async () => {
  const { productId, groupId, planId, optionId } = await listedProduct(deps, {
    name: '换版',
    prefix: 'switched',
  });
  const wanted = { productId, planId, optionId };
  const cheaper = {
    productId,
    planId,
    groupId,
    ...plan,
    options: [{ optionId, calls: 100, amountFen: 800, validityDays: 365 }],
  };
  await run(catalogueContract.changePlan, changePlan, cheaper, { deps, ...seller() });
  await submit(deps, productId);
  expect(await show(productId)).toMatchObject({
    status: 'listed',
    number: 2,
    working: { status: 'in_review' },
    live: { number: 1 },
  });
  expect(await offerOf(engine.table)(wanted)).toMatchObject({ productVersion: 1, unitPriceFen: 1000 });
  expect((await look(deps, productId)).difference).toEqual([
    { pointer: '/plans/0/options/0/amountFen', before: 1000, after: 800 },
  ]);
  await decide(deps, productId, 'approved');
  expect(await offerOf(engine.table)(wanted)).toMatchObject({
    productVersion: 2,
    unitPriceFen: 800,
    listed: true,
  });
  expect(await readPage(engine.table, productId)).toMatchObject({ number: 2 });
  expect(await apiGroupEntity.get(engine.table, groupId)).toMatchObject({ boundProductId: productId });
});

test('a product on sale is renamed as the refusal says: without its plans, which are then added again', async () => {
  const { productId, groupId, planId } = await listedProduct(deps, { name: '旧名', prefix: 'renamed' });
  const rename = (name: string) =>
    run(
      catalogueContract.saveAccess,
      saveAccess,
      { productId, ...steps.access, name },
      { deps, ...seller() },
    );
  const refused = { spec: { code: 'catalogue.product_renamed_with_prefix' } };
  await expect(rename('新名')).rejects.toMatchObject(refused);
  await run(catalogueContract.removePlan, removePlan, { productId, planId }, { deps, ...seller() });
  await rename('新名');
  await run(catalogueContract.addPlan, addPlan, { productId, groupId, ...plan }, { deps, ...seller() });
  await rename('新名');
  await expect(rename('再改')).rejects.toMatchObject(refused);
  await submit(deps, productId);
  expect(await readPage(engine.table, productId)).toMatchObject({ access: { name: '旧名' } });
  await decide(deps, productId, 'approved');
  expect(await readPage(engine.table, productId)).toMatchObject({ access: { name: '新名' } });
  expect(await apiGroupEntity.get(engine.table, groupId)).toMatchObject({ boundProductId: productId });
});

test('an edited agreement is checked like every other text', async () => {
  const agreement = {
    kind: 'template' as const,
    text: '付款请加微信：seller-2026。',
    delistingPolicy: '已购次数继续可用。',
  };
  const { productId } = await draftProduct(deps, {
    name: '协议',
    prefix: 'agreed',
    overrides: { agreement },
  });
  await expect(submit(deps, productId)).rejects.toMatchObject({
    extras: {
      fields: expect.arrayContaining([
        expect.objectContaining({ pointer: '/agreement/text', code: 'contact_wechat' }),
      ]),
    },
  });
});

test('warns the reviewer of a text that is nearly that of another seller', async () => {
  await listedProduct(deps, { name: '原作', prefix: 'original' });
  const actor = { ...sellerActor, userId: 'usr_copier', sellerId: 'sel_copier' };
  const { productId } = await draftProduct(deps, { name: '仿作', prefix: 'copied', actor });
  await submit(deps, productId, actor);
  expect((await look(deps, productId)).findings.map(({ code }) => code)).toContain('near_copy');
});
