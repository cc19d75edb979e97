import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeAll, expect, test } from 'vitest';
import { importApis } from '../../../shared/apis/api-list/import-apis.ts';
import { saveApis } from '../../../shared/apis/api-list/save-apis.ts';
import { testApi } from '../../../shared/apis/api-list/test-api.ts';
import { gatewayGroup } from '../../../shared/apis/groups/access-prefix.ts';
import { changeApiGroup } from '../../../shared/apis/groups/change-api-group.ts';
import { apiGroupsContract } from '../../../shared/apis/groups/contract.ts';
import { createApiGroup } from '../../../shared/apis/groups/create-api-group.ts';
import { publishApiGroup } from '../../../shared/apis/groups/publish-api-group.ts';
import { showApiGroup } from '../../../shared/apis/groups/show-api-group.ts';
import { backendAnswer } from '../../support/backend-answer.ts';
import { otherSellerActor, run, sellerActor } from '../../support/run-use-case.ts';
import { makeTable, type TestTable } from '../../support/table.ts';
import { type CatalogueDeps, catalogueDeps, document, publishedGroup } from '../catalogue/fixture.ts';

let engine: TestTable;
let deps: CatalogueDeps;
beforeAll(async () => {
  engine = await makeTable();
  deps = catalogueDeps(engine.table);
});
const as = (actor = sellerActor) => ({ table: engine.table, actor });
const create = (prefix: string, backendUrl = 'https://api.example.cn/base', actor = sellerActor) =>
  run(
    apiGroupsContract.createApiGroup,
    createApiGroup,
    { name: '分组', backendUrl, prefix },
    { deps, ...as(actor) },
  );

test('gives a prefix once in the whole marketplace, also when many ask at the same moment', async () => {
  const asked = await Promise.allSettled(
    Array.from({ length: 10 }, (_, place) =>
      create('wanted', undefined, place % 2 ? sellerActor : otherSellerActor),
    ),
  );
  expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  await expect(create('wanted')).rejects.toMatchObject({ spec: { code: 'apis.prefix_taken' } });
});

test.each([
  'http://api.example.cn',
  'https://10.0.0.8/x',
  'https://169.254.169.254/latest',
  'https://user:pw@api.example.cn',
  'https://api.example.cn/?a=1',
])('refuses the backend address %s when it is saved', async (backendUrl) => {
  await expect(create('never', backendUrl)).rejects.toMatchObject({
    extras: { fields: [{ pointer: '/backendUrl' }] },
  });
});

test('shows the secret once, keeps it sealed and out of the events', async () => {
  const { secret, groupId, secretHint } = await create('secretive');
  expect(secret).toHaveLength(32);
  expect(secret).toContain(secretHint);
  const shown = await run(apiGroupsContract.showApiGroup, showApiGroup, { groupId }, { deps, ...as() });
  const { items } = await engine.table.query({ pk: groupId }, { limit: 100 });
  expect(JSON.stringify([shown, items])).not.toContain(secret);
});

test('imports the APIs of a document, and tells every problem of a bad one with its place', async () => {
  const { groupId } = await create('importer');
  const { apis } = await run(
    apiGroupsContract.importApis,
    importApis,
    { groupId, document },
    { deps, ...as() },
  );
  expect(apis?.length).toBeGreaterThanOrEqual(10);
  const broken = JSON.stringify({
    openapi: '3.0.3',
    info: { title: 'x', version: '1' },
    paths: { 'no-slash': { get: { responses: {} } }, '/a//b': { get: { responses: {} } } },
  });
  await expect(
    run(apiGroupsContract.importApis, importApis, { groupId, document: broken }, { deps, ...as() }),
  ).rejects.toMatchObject({
    extras: {
      fields: [
        { pointer: expect.stringMatching(/^\/document\/paths\//) },
        { pointer: expect.stringMatching(/^\/document\/paths\//) },
      ],
    },
  });
});

test('the gateway knows a group when it is published, and its changes when it is published again', async () => {
  const find = gatewayGroup(engine.table, deps.sealer);
  const { groupId, secret } = await create('routed', 'https://api.example.cn/base/');
  for (const prefix of ['routed', '', 'ROUTED', 'a'.repeat(3_000)])
    expect(await find(prefix)).toBeUndefined();
  const publish = () =>
    run(apiGroupsContract.publishApiGroup, publishApiGroup, { groupId }, { deps, ...as() });
  await expect(publish()).rejects.toMatchObject({ spec: { code: 'apis.group_without_apis' } });
  const headers = ['X-Auth-Token', 'X-Version'].map((name) => ({
    name,
    place: 'header' as const,
    required: false,
  }));
  const api = { method: 'GET' as const, pathTemplate: '/things/{id}', summary: '查询', parameters: headers };
  await run(apiGroupsContract.saveApis, saveApis, { groupId, apis: [api] }, { deps, ...as() });
  expect(await publish()).toMatchObject({ status: 'published', dirty: false, apiCount: 1 });
  expect(await find('routed')).toMatchObject({
    groupId,
    secret,
    backendUrl: 'https://api.example.cn/base',
    apis: [{ pathTemplate: '/things/{id}', headers: ['x-auth-token'] }],
  });
  const changed = { groupId, backendUrl: 'https://new.example.cn' };
  expect(
    await run(apiGroupsContract.changeApiGroup, changeApiGroup, changed, { deps, ...as() }),
  ).toMatchObject({
    dirty: true,
  });
  expect(await find('routed')).toMatchObject({ backendUrl: 'https://api.example.cn/base' });
  await publish();
  expect(await find('routed')).toMatchObject({ backendUrl: 'https://new.example.cn' });
});

test("hides another seller's group", async () => {
  const groupId = await publishedGroup(deps, 'hidden');
  await expect(
    run(apiGroupsContract.showApiGroup, showApiGroup, { groupId }, { deps, ...as(otherSellerActor) }),
  ).rejects.toMatchObject({
    spec: { code: 'apis.group_not_found' },
  });
});

test('calls an API of a draft as the gateway would, signed, through the one sender', async () => {
  const seen: { url?: string; signature?: unknown; keyId?: unknown; host?: unknown; token?: unknown }[] = [];
  const server = createServer((request, response) => {
    const {
      'x-ca-proxy-signature': signature,
      'x-ca-proxy-signature-secret-key': keyId,
      'x-host': host,
      token,
    } = request.headers;
    seen.push({ url: request.url, signature, keyId, host, token });
    response.setHeader('content-type', 'application/json').end('{"ok":true}');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { groupId } = await create('tested', `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`);
  const token = { name: 'Token', place: 'header' as const, required: false };
  const api = { method: 'GET' as const, pathTemplate: '/things/{id}', summary: '查询', parameters: [token] };
  await run(apiGroupsContract.saveApis, saveApis, { groupId, apis: [api] }, { deps, ...as() });
  const heard: unknown[] = [];
  const answered = async (backend: unknown) => void heard.push(backend);
  const headers = { 'X-Host': 'evil.example', token: 't-1' };
  const call = (pathTemplate: string, id: string) =>
    run(
      apiGroupsContract.testApi,
      testApi,
      {
        groupId,
        method: 'GET',
        pathTemplate,
        pathParameters: { id },
        query: { q: '企业' },
        headers,
        form: {},
      },
      { deps: { ...deps, answered }, ...as() },
    );
  const warnings = [expect.objectContaining({ code: 'path_values_decoded' })];
  expect(await call('/things/{id}', 'a b')).toMatchObject({
    kind: 'answered',
    httpStatus: 200,
    body: '{"ok":true}',
    warnings,
  });
  const signed = { signature: expect.any(String), keyId: groupId, host: undefined, token: 't-1' };
  expect(seen).toEqual([{ url: '/v1/things/a%20b?q=%E4%BC%81%E4%B8%9A', ...signed }]);
  expect(heard).toMatchObject([{ groupId }]);
  for (const value of ['a/b', 'a\\b', 'a?b', '.', '..;x', '%2e', '\ud800'])
    await expect(call('/things/{id}', value)).rejects.toMatchObject({
      extras: { fields: [{ pointer: '/pathParameters/id', code: 'not_callable' }] },
    });
  expect(seen).toHaveLength(1);
  await expect(call('/other', 'a')).rejects.toMatchObject({ spec: { code: 'apis.api_not_found' } });
  await expect(call('/things/{id}', '..')).rejects.toMatchObject({
    extras: { fields: [{ pointer: '/pathParameters/id' }] },
  });
  server.close();
});

test('a test shows how soon a backend answers that buyers call, not one that is not published yet', async () => {
  const heard: unknown[] = [];
  const answered = async (backend: unknown) => void heard.push(backend);
  const send: CatalogueDeps['send'] = async () => backendAnswer();
  const { groupId } = await create('retested', 'https://old.example.cn');
  const api = { method: 'GET' as const, pathTemplate: '/things', summary: '查询', parameters: [] };
  await run(apiGroupsContract.saveApis, saveApis, { groupId, apis: [api] }, { deps, ...as() });
  const publish = () =>
    run(apiGroupsContract.publishApiGroup, publishApiGroup, { groupId }, { deps, ...as() });
  const input = {
    groupId,
    method: 'GET' as const,
    pathTemplate: '/things',
    pathParameters: {},
    query: {},
    headers: {},
    form: {},
  };
  const test = () =>
    run(apiGroupsContract.testApi, testApi, input, { deps: { ...deps, send, answered }, ...as() });

  await publish();
  await test();
  await run(
    apiGroupsContract.changeApiGroup,
    changeApiGroup,
    { groupId, backendUrl: 'https://new.example.cn' },
    { deps, ...as() },
  );
  await test();
  expect(heard).toEqual([{ groupId, backendUrl: 'https://old.example.cn' }]);
  await publish();
  await test();
  expect(heard.at(-1)).toEqual({ groupId, backendUrl: 'https://new.example.cn' });
});

test('calls an API that takes a form with the fields of the form, as the API takes them', async () => {
  const seen: { type?: string; body: string }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    seen.push({ type: request.headers['content-type'], body: Buffer.concat(chunks).toString() });
    response.end('ok');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { groupId } = await create('forms', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const paths = Object.fromEntries(
    ['application/x-www-form-urlencoded', 'multipart/form-data', 'application/json'].map((type, place) => [
      `/${place}`,
      {
        post: {
          requestBody: { content: { [type]: { schema: { properties: { isbn: { type: 'string' } } } } } },
          responses: {},
        },
      },
    ]),
  );
  const forms = JSON.stringify({ openapi: '3.0.3', info: { title: 'x' }, paths });
  await run(apiGroupsContract.importApis, importApis, { groupId, document: forms }, { deps, ...as() });
  const call = (pathTemplate: string, given: { form?: Record<string, string>; body?: string }) => {
    const input = {
      groupId,
      method: 'POST' as const,
      pathTemplate,
      pathParameters: {},
      query: {},
      headers: {},
      form: {},
      ...given,
    };
    return run(apiGroupsContract.testApi, testApi, input, {
      deps: { ...deps, answered: async () => undefined },
      ...as(),
    });
  };

  await call('/0', { form: { isbn: '9787 书' } });
  await call('/1', { form: { isbn: '9787 书' } });
  await call('/0', { body: 'isbn=1' });
  await call('/2', { body: '{}' });

  expect(seen[0]).toEqual({ type: 'application/x-www-form-urlencoded', body: 'isbn=9787+%E4%B9%A6' });
  const boundary = /^multipart\/form-data; boundary=(.+)$/.exec(seen[1]?.type ?? '')?.[1];
  expect(seen[1]?.body).toContain(
    `--${boundary}\r\nContent-Disposition: form-data; name="isbn"\r\n\r\n9787 书\r\n`,
  );
  expect(seen[2]).toEqual({ type: 'application/x-www-form-urlencoded', body: 'isbn=1' });
  expect(seen[3]).toEqual({ type: 'application/json; charset=utf-8', body: '{}' });
  await expect(call('/2', { form: { isbn: '1' } })).rejects.toMatchObject({
    extras: { fields: [{ pointer: '/form', code: 'not_a_form' }] },
  });
  await expect(call('/0', { form: { isbn: '1' }, body: 'x' })).rejects.toMatchObject({
    extras: { fields: [{ code: 'body_and_form' }] },
  });
  server.close();
});
