import { beforeAll, describe, expect, test } from 'vitest';
import { saveApis } from '../../../shared/apis/api-list/save-apis.ts';
import { changeApiGroup } from '../../../shared/apis/groups/change-api-group.ts';
import { apiGroupsContract } from '../../../shared/apis/groups/contract.ts';
import { publishApiGroup } from '../../../shared/apis/groups/publish-api-group.ts';
import { resetGroupSecret } from '../../../shared/apis/groups/reset-group-secret.ts';
import { showApiGroup } from '../../../shared/apis/groups/show-api-group.ts';
import { catalogueContract } from '../../../shared/catalogue/contract.ts';
import { saveBasic } from '../../../shared/catalogue/wizard/save-basic.ts';
import { run, sellerActor } from '../../support/run-use-case.ts';
import { makeTable, type TestTable } from '../../support/table.ts';
import {
  type CatalogueDeps,
  catalogueDeps,
  decide,
  delist,
  draftProduct,
  list,
  listedProduct,
  steps,
  submit,
} from '../catalogue/fixture.ts';

let engine: TestTable;
let deps: CatalogueDeps;
beforeAll(async () => {
  engine = await makeTable();
  deps = catalogueDeps(engine.table);
});
const by = (now?: Date) => ({ table: engine.table, actor: sellerActor, ...(now && { now }) });
const later = new Date('2026-11-03T02:00:00Z');
const evenLater = new Date('2026-11-04T02:00:00Z');

const publish = (groupId: string, now?: Date) =>
  run(apiGroupsContract.publishApiGroup, publishApiGroup, { groupId }, { deps, ...by(now) });
const backendTo = (groupId: string, backendUrl: string) =>
  run(apiGroupsContract.changeApiGroup, changeApiGroup, { groupId, backendUrl }, { deps, ...by() });
const apisOf = async (groupId: string) =>
  (await run(apiGroupsContract.showApiGroup, showApiGroup, { groupId }, { deps, ...by() })).apis;
const saveAs = (groupId: string, apis: Awaited<ReturnType<typeof apisOf>>) =>
  run(apiGroupsContract.saveApis, saveApis, { groupId, apis }, { deps, ...by() });

const reliedOn = { spec: { code: 'apis.group_relied_on' } };
const added = { method: 'GET' as const, pathTemplate: '/added', summary: '新增', parameters: [] };

describe('while a product that sells the group is on sale', () => {
  test('another backend is not published, and the refusal names the product', async () => {
    const { groupId } = await listedProduct(deps, { name: '换后端', prefix: 'other-backend' });
    await backendTo(groupId, 'https://other.example.cn');
    await expect(publish(groupId)).rejects.toMatchObject({
      ...reliedOn,
      extras: {
        params: { product: '换后端', change: { en: expect.stringContaining('https://other.example.cn') } },
      },
    });
  });

  test('an API is neither taken away nor moved to another path', async () => {
    const { groupId } = await listedProduct(deps, { name: '删接口', prefix: 'fewer-apis' });
    const [first, ...others] = await apisOf(groupId);
    if (!first) throw new Error('the group has APIs');
    for (const apis of [others, [{ ...first, pathTemplate: '/moved' }, ...others]]) {
      await saveAs(groupId, apis);
      await expect(publish(groupId)).rejects.toMatchObject({
        ...reliedOn,
        extras: { params: { change: { en: expect.stringContaining(first.pathTemplate) } } },
      });
    }
  });

  test('new APIs, other texts and another secret reach the gateway at once', async () => {
    const { groupId } = await listedProduct(deps, { name: '加接口', prefix: 'more-apis' });
    const apis = (await apisOf(groupId)).map((api) => ({ ...api, summary: `${api.summary}（新）` }));
    await saveAs(groupId, [...apis, added]);
    expect(await publish(groupId)).toMatchObject({ dirty: false, apiCount: apis.length + 1 });
    await run(apiGroupsContract.resetGroupSecret, resetGroupSecret, { groupId }, { deps, ...by() });
  });
});

describe('a group that was replaced while its product was off sale', () => {
  test('keeps the product off sale until it was reviewed again', async () => {
    const { groupId, productId } = await listedProduct(deps, { name: '先下架', prefix: 'off-sale' });
    await delist(deps, productId);
    await backendTo(groupId, 'https://other.example.cn');
    await publish(groupId, later);

    await expect(list(deps, productId)).rejects.toMatchObject({
      spec: { code: 'catalogue.thing_changed_since_review' },
    });

    await run(catalogueContract.saveBasic, saveBasic, { productId, ...steps.basic }, { deps, ...by() });
    await submit(deps, productId);
    await decide(deps, productId, 'approved', { now: evenLater });
    expect(await list(deps, productId)).toMatchObject({ status: 'listed' });
  });

  test('is no obstacle when it only gained an API', async () => {
    const { groupId, productId } = await listedProduct(deps, { name: '下架加接口', prefix: 'off-sale-more' });
    await delist(deps, productId);
    await saveAs(groupId, [...(await apisOf(groupId)), added]);
    await publish(groupId, later);
    expect(await list(deps, productId)).toMatchObject({ status: 'listed' });
  });
});

test('while a version is in review its group is not replaced; once it is rejected it may be', async () => {
  const { groupId, productId } = await draftProduct(deps, { name: '审核中', prefix: 'in-review' });
  await submit(deps, productId);
  await backendTo(groupId, 'https://other.example.cn');
  await expect(publish(groupId)).rejects.toMatchObject(reliedOn);
  await decide(deps, productId, 'rejected', { reason: '请补充说明' });
  expect(await publish(groupId)).toMatchObject({ dirty: false });
});

test('of listing the product and replacing its group at the same moment only one happens', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { groupId, productId } = await draftProduct(deps, {
      name: `同时 ${round}`,
      prefix: `same-moment-${round}`,
    });
    await submit(deps, productId);
    await decide(deps, productId, 'approved');
    await backendTo(groupId, 'https://other.example.cn');
    const done = await Promise.allSettled([list(deps, productId), publish(groupId, later)]);
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  }
});

test('a group that is replaced after a listing looked at it, and before it is written, ends the listing', async () => {
  const { groupId, productId } = await draftProduct(deps, { name: '刚刚看过', prefix: 'just-looked' });
  await submit(deps, productId);
  await decide(deps, productId, 'approved');
  await backendTo(groupId, 'https://other.example.cn');
  let replaced = false;
  const storeCard: CatalogueDeps['storeCard'] = async (...of) => {
    if (!replaced) await publish(groupId, later);
    replaced = true;
    return deps.storeCard(...of);
  };
  await expect(list({ ...deps, storeCard }, productId)).rejects.toMatchObject({
    spec: { code: 'catalogue.thing_changed_since_review' },
  });
  expect(replaced).toBe(true);
});
