import { beforeAll, expect, test } from 'vitest';
import { decideAndCommit } from '../../../functions/runtime/commit-work.ts';
import { fulfilmentContract } from '../../../shared/fulfilment/contract.ts';
import { changeEndpoint } from '../../../shared/fulfilment/endpoints/change-endpoint.ts';
import { createEndpoint } from '../../../shared/fulfilment/endpoints/create-endpoint.ts';
import { deleteEndpoint } from '../../../shared/fulfilment/endpoints/delete-endpoint.ts';
import { endpointEntity, openSecrets } from '../../../shared/fulfilment/endpoints/endpoint.ts';
import { endpointsAsThings } from '../../../shared/fulfilment/endpoints/endpoints-as-things.ts';
import { listEndpoints } from '../../../shared/fulfilment/endpoints/list-endpoints.ts';
import { rotateSecret } from '../../../shared/fulfilment/endpoints/rotate-secret.ts';
import { showEndpoint } from '../../../shared/fulfilment/endpoints/show-endpoint.ts';
import { defaultFulfilmentRules } from '../../../shared/fulfilment/rules.ts';
import type { Change } from '../../../shared/kernel/change.ts';
import type { Input } from '../../../shared/kernel/contract.ts';
import { sealerOf } from '../../../shared/kernel/secrets/sealed.ts';
import { otherSellerActor, run, sellerActor } from '../../support/run-use-case.ts';
import { makeTable, type TestTable } from '../../support/table.ts';

const sealer = sealerOf(Buffer.alloc(32, 9).toString('base64'));
const policy = { ports: [443], allowLoopback: false };
const created = new Date('2026-11-02T02:00:00Z');
const after = (hours: number) => new Date(created.getTime() + hours * 3_600_000);
const wanted: Input<typeof fulfilmentContract.createEndpoint> = {
  name: '订单系统',
  url: 'https://isv.example.com/hook',
  dialect: 'native',
  timeoutSeconds: 10,
};

let engine: TestTable;
let deps: {
  table: TestTable['table'];
  sealer: typeof sealer;
  policy: typeof policy;
  rules: typeof defaultFulfilmentRules;
};
beforeAll(async () => {
  engine = await makeTable();
  deps = { table: engine.table, sealer, policy, rules: defaultFulfilmentRules };
});
const as = (actor = sellerActor, now = created) => ({ table: engine.table, actor, now });
const create = (input = wanted, actor = sellerActor) =>
  run(fulfilmentContract.createEndpoint, createEndpoint, input, { deps, ...as(actor) });
const rotate = (endpointId: string, now: Date) =>
  run(fulfilmentContract.rotateSecret, rotateSecret, { endpointId }, { deps, ...as(sellerActor, now) });
const kept = async (endpointId: string) => {
  const endpoint = await endpointEntity.get(engine.table, endpointId);
  if (!endpoint) throw new Error('not there');
  return endpoint;
};

test('shows the signing key once, keeps it encrypted, and never in the audit trail', async () => {
  const { endpointId, secret = '', secrets } = await create();
  expect(Buffer.from(secret.replace('whsec_', ''), 'base64')).toHaveLength(32);
  expect(secrets).toMatchObject([{ hint: `whsec_****${secret.slice(-4)}` }]);
  const shown = await run(fulfilmentContract.showEndpoint, showEndpoint, { endpointId }, { deps, ...as() });
  expect(JSON.stringify(shown)).not.toContain(secret);
  expect(JSON.stringify(await kept(endpointId))).not.toContain(secret);
  const { items } = await engine.table.query(
    { pk: `endpoint#${endpointId}`, prefix: 'event#' },
    { limit: 10 },
  );
  expect(items).toMatchObject([{ name: 'endpoint.created' }]);
  expect(JSON.stringify(items)).not.toContain('sealed');
  const call = {
    input: wanted,
    actor: sellerActor,
    now: created,
    language: 'zh' as const,
    newId: (prefix: string) => `${prefix}_1`,
    requestId: 'test',
    sourceAddress: '127.0.0.1',
    apiUrl: 'https://api.example.com',
  };
  const { replay } = await createEndpoint(call, deps);
  expect(replay).not.toHaveProperty('secret');
});

test('keeps the key before a rotation valid for 24 hours, and never more than two', async () => {
  const { endpointId, secret: first } = await create();
  const { secret: second, secrets } = await rotate(endpointId, created);
  expect(secrets).toHaveLength(2);
  expect(openSecrets(await kept(endpointId), sealer, after(23.9))).toEqual([second, first]);
  expect(openSecrets(await kept(endpointId), sealer, after(24.1))).toEqual([second]);
  const { secret: third } = await rotate(endpointId, after(1));
  expect(openSecrets(await kept(endpointId), sealer, after(2))).toEqual([third, second]);
});

test('refuses an address that must not be called, when it is saved and when it is changed', async () => {
  const refused = {
    spec: { code: 'request.invalid' },
    extras: { fields: [{ pointer: '/url', code: 'special_address' }] },
  };
  await expect(create({ ...wanted, url: 'https://169.254.169.254/latest' })).rejects.toMatchObject(refused);
  const { endpointId } = await create();
  const change = (url: string, actor = sellerActor) =>
    run(fulfilmentContract.changeEndpoint, changeEndpoint, { endpointId, url }, { deps, ...as(actor) });
  await expect(change('https://10.0.0.1/hook')).rejects.toMatchObject(refused);
  await expect(change('http://127.0.0.1/hook')).rejects.toMatchObject({
    extras: { fields: [{ code: 'not_https' }] },
  });
  await expect(change('https://isv.example.com/2', otherSellerActor)).rejects.toMatchObject({
    spec: { code: 'fulfilment.endpoint_not_found' },
  });
  expect((await change('https://isv.example.com/2')).url).toBe('https://isv.example.com/2');
});

test("lists a seller's own endpoints only, newest first, and tells the product wizard whose they are", async () => {
  const { endpointId } = await create(wanted, otherSellerActor);
  const newer = await run(fulfilmentContract.createEndpoint, createEndpoint, wanted, {
    deps,
    ...as(otherSellerActor, after(1)),
  });
  const { items } = await run(
    fulfilmentContract.listEndpoints,
    listEndpoints,
    { limit: 20 },
    { deps, ...as(otherSellerActor) },
  );
  expect(items.map((item) => item.endpointId)).toEqual([newer.endpointId, endpointId]);
  const { take } = endpointsAsThings(engine.table);
  const problemOf = async (sellerId: string) =>
    (await take(endpointId, { productId: 'prd_1', sellerId })).problem?.code;
  expect(await problemOf('sel_two')).toBeUndefined();
  expect(await problemOf('sel_one')).toBe('not_own');
});

test('an endpoint that no product names can be deleted by its seller; one that a product names cannot', async () => {
  const { endpointId } = await create();
  const remove = (actor = sellerActor) =>
    run(fulfilmentContract.deleteEndpoint, deleteEndpoint, { endpointId }, { deps, ...as(actor) });
  const things = endpointsAsThings(engine.table);
  const product = { productId: 'prd_1', sellerId: 'sel_one' };
  const taken = await things.take(endpointId, product);
  const commit = (changes: readonly Change[]) =>
    decideAndCommit(
      engine.table,
      async () => ({ answer: undefined, changes }),
      () => ({ actor: sellerActor, now: created, requestId: 'test' }),
    );

  await expect(remove(otherSellerActor)).rejects.toMatchObject({
    spec: { code: 'fulfilment.endpoint_not_found' },
  });
  await commit(taken.changes);
  await expect(remove()).rejects.toMatchObject({ spec: { code: 'fulfilment.endpoint_in_use' } });
  await commit(await things.giveBack(endpointId, product));
  await remove();
  await expect(remove()).rejects.toMatchObject({ spec: { code: 'fulfilment.endpoint_not_found' } });
  await expect(commit(taken.changes)).rejects.toMatchObject({ spec: { code: 'request.conflict' } });
  const { items } = await engine.table.query({ pk: `endpoint#${endpointId}` }, { limit: 10 });
  expect(items.map(({ name }) => name)).toEqual(['endpoint.created', 'endpoint.deleted']);
});
