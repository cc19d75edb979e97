import { beforeAll, expect, test } from 'vitest';
import { apiGroupEntity } from '../../../shared/apis/groups/api-group.ts';
import { catalogueContract } from '../../../shared/catalogue/contract.ts';
import { offerOf } from '../../../shared/catalogue/shelf/offer.ts';
import { readPage } from '../../../shared/catalogue/shelf/page.ts';
import { addPlan } from '../../../shared/catalogue/wizard/add-plan.ts';
import { changePlan } from '../../../shared/catalogue/wizard/change-plan.ts';
import { removePlan } from '../../../shared/catalogue/wizard/remove-plan.ts';
import { saveAccess } from '../../../shared/catalogue/wizard/save-access.ts';
import { repeated } from '../../support/repeated.ts';
import { run, sellerActor } from '../../support/run-use-case.ts';
import { makeTable, type TestTable } from '../../support/table.ts';
import { waitingCases } from '../../support/things/cases.ts';
import { show } from './drafts.ts';
import {
  type CatalogueDeps,
  catalogueDeps,
  decide,
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

test('approved is not on sale: the seller lists by hand, and only when nothing is missing', async () => {
  const { productId, planId, optionId } = await draftProduct(deps, { name: '上架', prefix: 'by-hand' });
  await expect(list(deps, productId)).rejects.toMatchObject({ spec: { code: 'catalogue.not_approved' } });
  await expect(delist(deps, productId)).rejects.toMatchObject({
    spec: { code: 'catalogue.shelf_not_movable' },
  });
  await submit(deps, productId);
  await decide(deps, productId, 'approved');
  expect(await show(deps, productId)).toMatchObject({ status: 'approved' });
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
  expect(await show(deps, productId)).toMatchObject({
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
  // Who decides is told of the name that is to be decided on.
  expect(await waitingCases(engine.table, { kind: 'product_version' })).toContainEqual(
    expect.objectContaining({ aboutId: productId, title: '新名' }),
  );
  const { items } = await engine.table.query(
    { pk: productId, prefix: 'event#', descending: true },
    { limit: 1 },
  );
  expect(items).toMatchObject([{ name: 'product.submitted', data: { name: '新名' } }]);
  await decide(deps, productId, 'approved');
  expect(await readPage(engine.table, productId)).toMatchObject({ access: { name: '新名' } });
  expect(await apiGroupEntity.get(engine.table, groupId)).toMatchObject({ boundProductId: productId });
});
