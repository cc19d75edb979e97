import { beforeAll, expect, test } from 'vitest';
import { catalogueContract } from '../../../shared/catalogue/contract.ts';
import { withdrawProduct } from '../../../shared/catalogue/products/withdraw-product.ts';
import { decideReview } from '../../../shared/catalogue/review/decide-review.ts';
import { saveBasic } from '../../../shared/catalogue/wizard/save-basic.ts';
import { operatorActor, run, sellerActor } from '../../support/run-use-case.ts';
import { makeTable, type TestTable } from '../../support/table.ts';
import { waitingCases } from '../../support/things/cases.ts';
import { show } from './drafts.ts';
import {
  type CatalogueDeps,
  catalogueDeps,
  decide,
  decideOn,
  draftProduct,
  listedProduct,
  look,
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
  expect(await show(deps, productId)).toMatchObject({
    status: 'rejected',
    outcome: { comments: [{ pointer: '/basic/summary' }] },
  });
  await basic(productId, '工商登记信息，来源为公示系统');
  expect(await show(deps, productId)).toMatchObject({ status: 'draft' });
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
  expect(await show(deps, productId)).toMatchObject({ working: { status: 'in_review' } });
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
