import { beforeAll, expect, test } from 'vitest';
import { apiGroupEntity } from '../../../shared/apis/groups/api-group.ts';
import { catalogueContract } from '../../../shared/catalogue/contract.ts';
import { addPlan } from '../../../shared/catalogue/wizard/add-plan.ts';
import { changePlan } from '../../../shared/catalogue/wizard/change-plan.ts';
import { removePlan } from '../../../shared/catalogue/wizard/remove-plan.ts';
import { sortPlans } from '../../../shared/catalogue/wizard/sort-plans.ts';
import { otherSellerActor, run, sellerActor } from '../../support/run-use-case.ts';
import { makeTable, type TestTable } from '../../support/table.ts';
import { access, create, show } from './drafts.ts';
import { type CatalogueDeps, catalogueDeps, plan, publishedGroup } from './fixture.ts';

let engine: TestTable;
let deps: CatalogueDeps;
beforeAll(async () => {
  engine = await makeTable();
  deps = catalogueDeps(engine.table);
});

const as = (actor = sellerActor) => ({ table: engine.table, actor });

test('sells only own and published groups, each under one product; without its plans a group is free again', async () => {
  const own = await publishedGroup(deps, 'group-own');
  const foreign = await publishedGroup(deps, 'group-foreign', otherSellerActor);
  const [first, second] = [await create(deps, '绑定一'), await create(deps, '绑定二')];
  const add = (productId: string, groupId: string) =>
    run(catalogueContract.addPlan, addPlan, { productId, groupId, ...plan }, { deps, ...as() });
  await expect(add(first.productId, foreign)).rejects.toMatchObject({
    extras: { fields: [{ pointer: '/groupId', code: 'not_own' }] },
  });
  const { plan: added } = await add(first.productId, own);
  await expect(add(second.productId, own)).rejects.toMatchObject({
    extras: { fields: [{ code: 'prefix_of_other_product' }] },
  });
  await expect(access(deps, first.productId, '另一个名字')).rejects.toMatchObject({
    spec: { code: 'catalogue.product_renamed_with_prefix' },
  });
  await run(
    catalogueContract.removePlan,
    removePlan,
    { productId: first.productId, planId: added.planId },
    { deps, ...as() },
  );
  expect(await access(deps, first.productId, '另一个名字')).toMatchObject({ complete: true });
  await add(second.productId, own);
  expect(await apiGroupEntity.get(engine.table, own)).toMatchObject({ boundProductId: second.productId });
});

test('refuses unlimited validity, keeps package ids, and orders plans as told', async () => {
  const groupId = await publishedGroup(deps, 'plans');
  const { productId } = await create(deps, '规格');
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
    run(catalogueContract.sortPlans, sortPlans, { productId, planIds }, { deps, ...as() });
  await expect(order([planId])).rejects.toMatchObject({ spec: { code: 'catalogue.plan_order_wrong' } });
  await order([second.plan.planId, planId]);
  expect((await show(deps, productId)).plans.map(({ name }) => name)).toEqual(['专业版', '标准版']);
});

test('takes 20 plans at most', async () => {
  const groupId = await publishedGroup(deps, 'twenty');
  const { productId } = await create(deps, '二十');
  const add = (name: string) =>
    run(catalogueContract.addPlan, addPlan, { productId, groupId, ...plan, name }, { deps, ...as() });
  for (let place = 0; place < 20; place++) await add(`规格${place}`);
  await expect(add('多余')).rejects.toMatchObject({ spec: { code: 'catalogue.too_many_plans' } });
});
