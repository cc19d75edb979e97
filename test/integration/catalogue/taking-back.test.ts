import { beforeAll, expect, test } from 'vitest';
import { apiGroupsContract } from '../../../shared/apis/groups/contract.ts';
import { createApiGroup } from '../../../shared/apis/groups/create-api-group.ts';
import { deleteApiGroup } from '../../../shared/apis/groups/delete-api-group.ts';
import { groupsAsThings } from '../../../shared/apis/groups/groups-as-things.ts';
import { publishApiGroup } from '../../../shared/apis/groups/publish-api-group.ts';
import { catalogueContract } from '../../../shared/catalogue/contract.ts';
import { deleteProduct } from '../../../shared/catalogue/products/delete-product.ts';
import { showProduct } from '../../../shared/catalogue/products/show-product.ts';
import { withdrawProduct } from '../../../shared/catalogue/products/withdraw-product.ts';
import { saveAccess } from '../../../shared/catalogue/wizard/save-access.ts';
import { saveBasic } from '../../../shared/catalogue/wizard/save-basic.ts';
import { fulfilmentContract } from '../../../shared/fulfilment/contract.ts';
import { deleteEndpoint } from '../../../shared/fulfilment/endpoints/delete-endpoint.ts';
import { endpointEntity } from '../../../shared/fulfilment/endpoints/endpoint.ts';
import { endpointsAsThings } from '../../../shared/fulfilment/endpoints/endpoints-as-things.ts';
import { healthKey } from '../../../shared/table/health/system-health.ts';
import { repeated } from '../../support/repeated.ts';
import { otherSellerActor, run, sellerActor } from '../../support/run-use-case.ts';
import { makeTable, type TestTable } from '../../support/table.ts';
import { waitingCases } from '../../support/things/cases.ts';
import {
  type CatalogueDeps,
  catalogueDeps,
  decide,
  draftProduct,
  look,
  publishedGroup,
  steps,
  submit,
} from './fixture.ts';

let engine: TestTable;
let deps: CatalogueDeps;
beforeAll(async () => {
  engine = await makeTable();
  deps = {
    ...catalogueDeps(engine.table),
    things: { api_group: groupsAsThings(engine.table), endpoint: endpointsAsThings(engine.table) },
  };
});

const as = (actor = sellerActor) => ({ table: engine.table, actor });
const withdraw = (productId: string, actor = sellerActor) =>
  run(catalogueContract.withdrawProduct, withdrawProduct, { productId }, { deps, ...as(actor) });
const remove = (productId: string, actor = sellerActor) =>
  run(catalogueContract.deleteProduct, deleteProduct, { productId }, { deps, ...as(actor) });
const removeGroup = (groupId: string, actor = sellerActor) =>
  run(apiGroupsContract.deleteApiGroup, deleteApiGroup, { groupId }, { deps, ...as(actor) });
const show = (productId: string) =>
  run(catalogueContract.showProduct, showProduct, { productId }, { deps, ...as() });
const refused = (code: string) => ({ spec: { code: `catalogue.${code}` } });
const refusedByApis = (code: string) => ({ spec: { code: `apis.${code}` } });

test('a version is withdrawn from review by its seller, leaves the list of reviews, and can be submitted again; asking twice changes nothing', async () => {
  const { productId } = await draftProduct(deps, { name: '撤回的商品', prefix: 'withdrawn-one' });
  await submit(deps, productId);

  await expect(withdraw(productId, otherSellerActor)).rejects.toMatchObject(refused('product_not_found'));
  expect(await repeated(engine, () => withdraw(productId))).toMatchObject({
    status: 'draft',
    working: { number: 1, status: 'draft' },
  });
  expect(await waitingCases(engine.table)).toEqual([]);
  await expect(decide(deps, productId, 'approved')).rejects.toMatchObject({
    spec: { code: 'cases.not_open' },
  });
  await submit(deps, productId);
  expect(await waitingCases(engine.table)).toMatchObject([{ aboutId: productId }]);
});

test('a deleted draft gives back its name and its API group, which can be deleted then, and its prefix after it', async () => {
  const { productId, groupId } = await draftProduct(deps, { name: '写错的商品', prefix: 'typo-prefix' });
  await expect(removeGroup(groupId)).rejects.toMatchObject(refusedByApis('group_in_use'));

  await expect(remove(productId, otherSellerActor)).rejects.toMatchObject(refused('product_not_found'));
  await remove(productId);
  await expect(show(productId)).rejects.toMatchObject(refused('product_not_found'));
  await expect(removeGroup(groupId, otherSellerActor)).rejects.toMatchObject(
    refusedByApis('group_not_found'),
  );
  await removeGroup(groupId);
  await expect(removeGroup(groupId)).rejects.toMatchObject(refusedByApis('group_not_found'));
  const again = await draftProduct(deps, { name: '写错的商品', prefix: 'typo-prefix' });
  expect(await show(again.productId)).toMatchObject({ access: { name: '写错的商品' }, status: 'draft' });
});

test('neither a product in review nor one that was approved can be deleted, nor the API group that it sold', async () => {
  const { productId, groupId } = await draftProduct(deps, { name: '已通过的商品', prefix: 'approved-one' });
  await submit(deps, productId);
  await expect(remove(productId)).rejects.toMatchObject(refused('product_not_draft'));
  await decide(deps, productId, 'approved');

  await expect(remove(productId)).rejects.toMatchObject(refused('product_not_draft'));
  await expect(removeGroup(groupId)).rejects.toMatchObject(refusedByApis('group_in_use'));
});

test('an API group that nothing ever used can be deleted as a draft, with what a test showed of its backend', async () => {
  const input = { name: '草稿', backendUrl: 'https://api.company-data.example/', prefix: 'never-used' };
  const { groupId } = await run(apiGroupsContract.createApiGroup, createApiGroup, input, { deps, ...as() });
  await engine.table.update({
    key: healthKey(groupId),
    expression: 'SET fastUrl = :url',
    values: { ':url': input.backendUrl },
  });
  expect(await removeGroup(groupId)).toEqual({ groupId, deleted: true });
  expect(await engine.table.get(healthKey(groupId))).toBeUndefined();
});

const naming = (productId: string, name: string, endpointId: string | undefined) =>
  run(
    catalogueContract.saveAccess,
    saveAccess,
    { productId, name, ...steps.access, details: { endpointId } },
    { deps, ...as() },
  );
const removeEndpoint = (endpointId: string) =>
  run(fulfilmentContract.deleteEndpoint, deleteEndpoint, { endpointId }, { deps, ...as() });
const inUse = { spec: { code: 'fulfilment.endpoint_in_use' } };
async function endpoint(endpointId: string): Promise<string> {
  const made = {
    endpointId,
    sellerId: 'sel_one',
    name: '开通系统',
    url: 'https://isv.example.com/hook',
    dialect: 'native' as const,
  };
  const kept = endpointEntity.create({
    ...made,
    timeoutSeconds: 10,
    secrets: [],
    createdAt: '2026-11-02T02:00:00.000Z',
    version: 1,
  });
  await engine.table.commit([kept], {
    actor: sellerActor,
    now: new Date('2026-11-02T02:00:00Z'),
    requestId: 'test',
  });
  return endpointId;
}

test('an endpoint cannot be deleted while a draft names it, and can when the draft names another or is deleted', async () => {
  const [one, other] = [await endpoint('end_draft_one'), await endpoint('end_draft_other')];
  const { productId } = await draftProduct(deps, { name: '换应用凭证', prefix: 'endpoint-uses' });

  for (const endpointId of [one, one, undefined, one, other])
    await naming(productId, '换应用凭证', endpointId);
  await removeEndpoint(one);
  await expect(removeEndpoint(other)).rejects.toMatchObject(inUse);
  await remove(productId);
  await removeEndpoint(other);
});

test('an endpoint that an approved version names stays for good; one that only a change to a live product named does not', async () => {
  const [sold, tried, next] = [
    await endpoint('end_sold'),
    await endpoint('end_tried'),
    await endpoint('end_next'),
  ];
  const { productId } = await draftProduct(deps, { name: '已售商品', prefix: 'endpoint-sold' });
  const approve = async () => {
    await submit(deps, productId);
    await decide(deps, productId, 'approved');
  };
  await naming(productId, '已售商品', sold);
  await approve();

  await run(catalogueContract.saveBasic, saveBasic, { productId, ...steps.basic }, { deps, ...as() });
  for (const endpointId of [tried, sold, tried, undefined, sold, next])
    await naming(productId, '已售商品', endpointId);
  await removeEndpoint(tried);
  for (const endpointId of [sold, next])
    await expect(removeEndpoint(endpointId)).rejects.toMatchObject(inUse);
  await approve();

  expect(await endpointEntity.get(engine.table, sold)).toMatchObject({ sold: true, uses: 0 });
  expect(await endpointEntity.get(engine.table, next)).toMatchObject({ sold: true, uses: 0 });
  await naming(productId, '已售商品', undefined);
  for (const endpointId of [sold, next])
    await expect(removeEndpoint(endpointId)).rejects.toMatchObject(inUse);
});

/** The table, where something happens right after the item of that sort key was first read. */
function meanwhile(sk: string, happens: () => Promise<unknown>): CatalogueDeps['table'] {
  let first = true;
  const get: CatalogueDeps['table']['get'] = async (key, options) => {
    const item = await engine.table.get(key, options);
    if (first && key.sk === sk) {
      first = false;
      await happens();
    }
    return item;
  };
  return { ...engine.table, get };
}

test('whoever meets the deletion of a product or an API group halfway is told that it is not there', async () => {
  type Act = (table: CatalogueDeps['table'], productId: string) => Promise<unknown>;
  const on = (table: CatalogueDeps['table']) => ({ ...deps, table });
  const acts: Record<string, Act> = {
    show: (table, productId) =>
      run(catalogueContract.showProduct, showProduct, { productId }, { deps: on(table), ...as() }),
    save: (table, productId) =>
      run(
        catalogueContract.saveBasic,
        saveBasic,
        { productId, ...steps.basic },
        { deps: on(table), ...as() },
      ),
    submit: (table, productId) => submit(on(table), productId),
    withdraw: (table, productId) =>
      run(catalogueContract.withdrawProduct, withdrawProduct, { productId }, { deps: on(table), ...as() }),
    look: (table, productId) => look(on(table), productId),
    remove: (table, productId) =>
      run(catalogueContract.deleteProduct, deleteProduct, { productId }, { deps: on(table), ...as() }),
  };
  for (const [name, act] of Object.entries(acts)) {
    const { productId } = await draftProduct(deps, { name: `同时删除 ${name}`, prefix: `meanwhile-${name}` });
    const table = meanwhile('product', () => remove(productId));
    await expect(act(table, productId), name).rejects.toMatchObject(refused('product_not_found'));
  }

  const groupId = await publishedGroup(deps, 'meanwhile-published');
  const table = meanwhile('group', () => removeGroup(groupId));
  const publish = run(
    apiGroupsContract.publishApiGroup,
    publishApiGroup,
    { groupId },
    { deps: on(table), ...as() },
  );
  await expect(publish).rejects.toMatchObject(refusedByApis('group_not_found'));
});
