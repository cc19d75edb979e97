import { beforeAll, describe, expect, test } from 'vitest';
import { importApis } from '../../../shared/apis/api-list/import-apis.ts';
import { saveApis } from '../../../shared/apis/api-list/save-apis.ts';
import { apiErrors } from '../../../shared/apis/errors.ts';
import { gatewayGroup } from '../../../shared/apis/groups/access-prefix.ts';
import { apiListEntity } from '../../../shared/apis/groups/api-list.ts';
import { apiGroupsContract } from '../../../shared/apis/groups/contract.ts';
import { createApiGroup } from '../../../shared/apis/groups/create-api-group.ts';
import { publishApiGroup } from '../../../shared/apis/groups/publish-api-group.ts';
import { showApiGroup } from '../../../shared/apis/groups/show-api-group.ts';
import { defaultImportLimits } from '../../../shared/apis/openapi-import/api.ts';
import { pack, unpack } from '../../../shared/kernel/packed.ts';
import { run, sellerActor } from '../../support/run-use-case.ts';
import { makeTable, type TestTable } from '../../support/table.ts';
import { type CatalogueDeps, catalogueDeps } from '../catalogue/fixture.ts';

let engine: TestTable;
let deps: CatalogueDeps;
beforeAll(async () => {
  engine = await makeTable();
  deps = catalogueDeps(engine.table);
});
const by = () => ({ table: engine.table, actor: sellerActor });

async function newGroup(prefix: string): Promise<string> {
  const input = { name: '分组', backendUrl: 'https://api.example.cn', prefix };
  return (await run(apiGroupsContract.createApiGroup, createApiGroup, input, { deps, ...by() })).groupId;
}
const documentOf = (paths: object, more: object = {}) =>
  JSON.stringify({ openapi: '3.0.3', info: { title: 'x' }, paths, ...more });
const importInto = (groupId: string, document: string) =>
  run(apiGroupsContract.importApis, importApis, { groupId, document }, { deps, ...by() });
const publish = (groupId: string) =>
  run(apiGroupsContract.publishApiGroup, publishApiGroup, { groupId }, { deps, ...by() });
const get = { get: { responses: {} } };

describe('a document of which some operations cannot be imported', () => {
  test('gives the others, and a report of what was skipped, what is doubtful and what the group no longer has', async () => {
    const groupId = await newGroup('partly');
    await importInto(groupId, documentOf({ '/a': get, '/b': get, '/old/{id}': get }));

    const report = await importInto(
      groupId,
      documentOf({ '/a': get, '/b/': get, '/c': get }, { servers: [{ url: '/v3' }] }),
    );

    expect(report.apis?.map(({ pathTemplate }) => pathTemplate)).toEqual(['/a', '/c']);
    expect(report).toMatchObject({
      apiCount: 2,
      skippedCount: 1,
      skipped: [
        { method: 'GET', pathTemplate: '/b/', code: 'path_empty_segment', pointer: '/document/paths/~1b~1' },
      ],
      warningCount: 1,
      warnings: [{ code: 'server_base_path', pointer: '/document/servers/0/url' }],
      removedCount: 2,
      removed: [
        { method: 'GET', pathTemplate: '/b' },
        { method: 'GET', pathTemplate: '/old/{id}' },
      ],
    });
    const { apis } = await run(apiGroupsContract.showApiGroup, showApiGroup, { groupId }, { deps, ...by() });
    expect(apis.map(({ pathTemplate }) => pathTemplate)).toEqual(['/a', '/c']);
  });

  test('is refused when none can, and the group keeps what it has', async () => {
    const groupId = await newGroup('none-left');
    await importInto(groupId, documentOf({ '/a': get }));
    await expect(importInto(groupId, documentOf({ '/b/': get, 'no-slash': get }))).rejects.toMatchObject({
      extras: { fields: [{ pointer: '/document/paths/~1b~1' }, { pointer: '/document/paths/no-slash' }] },
    });
    expect(
      await run(apiGroupsContract.showApiGroup, showApiGroup, { groupId }, { deps, ...by() }),
    ).toMatchObject({
      apiCount: 1,
    });
  });
});

test('the size of a document is told by one rule, in bytes, before it is read', () => {
  const { input } = apiGroupsContract.importApis;
  const sized = (bytes: number) =>
    input.safeParse({ groupId: `grp_${'0'.repeat(26)}`, document: '企'.repeat(Math.ceil(bytes / 3)) });
  const problem = sized(defaultImportLimits.textBytes + 1).error?.issues[0];
  expect(problem).toMatchObject({
    path: ['document'],
    params: { code: 'document_too_large', en: expect.stringContaining('1048576 bytes') },
  });
  expect(sized(defaultImportLimits.textBytes - 3).success).toBe(true);
});

const show = (groupId: string) =>
  run(apiGroupsContract.showApiGroup, showApiGroup, { groupId }, { deps, ...by() });
const parameters = Array.from({ length: 60 }, (_, place) => ({
  name: `p${place}`,
  place: 'query' as const,
  required: false,
  description: '啊'.repeat(500),
}));
const large = Array.from({ length: 500 }, (_, place) => ({
  method: 'GET' as const,
  pathTemplate: `/p${place}`,
  summary: '查询',
  parameters,
}));

describe('APIs that unfold to more than an answer can show', () => {
  test('are skipped by an import from there on, and the group can be shown, published and replaced', async () => {
    const groupId = await newGroup('unfolds');
    const shared = Object.fromEntries(
      parameters.map(({ name, description }) => [name, { name, in: 'query', description }]),
    );
    const item = {
      get: {
        parameters: parameters.map(({ name }) => ({ $ref: `#/components/parameters/${name}` })),
        responses: {},
      },
    };
    const paths = Object.fromEntries(
      Array.from({ length: 500 }, (_, place) => [`/p${place}`, { $ref: '#/x-item' }]),
    );
    const document = documentOf(paths, { 'x-item': item, components: { parameters: shared } });

    const report = await importInto(groupId, document);

    expect(report).toMatchObject({
      skippedCount: 500 - report.apiCount,
      skipped: [{ code: 'apis_too_large' }, ...Array(49).fill({})],
    });
    const payload = JSON.stringify({ statusCode: 200, body: JSON.stringify(await show(groupId)) });
    expect(Buffer.byteLength(payload)).toBeLessThan(6 * 1024 * 1024);
    expect(await publish(groupId)).toMatchObject({ status: 'published', apiCount: report.apiCount });
    expect(await importInto(groupId, documentOf({ '/a': get }))).toMatchObject({
      apiCount: 1,
      removedCount: report.apiCount,
    });
  });

  test('are refused when they are typed in, with the limit in both languages', async () => {
    const groupId = await newGroup('typed-large');
    const input = { groupId, apis: large };
    await expect(run(apiGroupsContract.saveApis, saveApis, input, { deps, ...by() })).rejects.toMatchObject({
      spec: { code: 'apis.apis_too_large' },
      extras: { params: { most: '5 MB' } },
    });
    const { zh, en } = apiErrors.apis_too_large;
    for (const sentence of [zh, en]) expect(sentence).toContain('{most}');
  });

  test('and a list that cannot be read at all, give way to another one', async () => {
    const groupId = await newGroup('unreadable');
    const unreadable = {
      groupId,
      state: 'edited' as const,
      packed: Buffer.from('no packed list'),
      version: 1,
    };
    await engine.table.commit([apiListEntity.create(unreadable)], {
      actor: sellerActor,
      now: new Date(),
      requestId: 'test',
    });

    expect(await importInto(groupId, documentOf({ '/a': get }))).toMatchObject({
      apiCount: 1,
      removedCount: 0,
    });

    expect(await show(groupId)).toMatchObject({ apis: [{ pathTemplate: '/a' }] });
  });
});

test('nothing is packed that could not be read again', () => {
  expect(unpack(pack({ a: '啊' }))).toEqual({ a: '啊' });
  expect(() => pack('a'.repeat(32 * 1024 * 1024))).toThrow(RangeError);
});

describe('many APIs with long names', () => {
  /** Names of Chinese characters that hardly repeat. */
  const nameOf = (place: number, length: number) =>
    Array.from({ length }, (_, at) =>
      String.fromCodePoint(0x4e00 + ((place * 7_919 + at * at * 104_729 + at * 31) % 20_000)),
    ).join('');
  const apisOf = (count: number) =>
    Array.from({ length: count }, (_, place) => ({
      method: 'GET' as const,
      pathTemplate: `/${nameOf(place, 160)}`,
      operationId: nameOf(place + 1_000, 190),
      summary: '查询',
      parameters: [],
    }));
  const save = (groupId: string, count: number) =>
    run(apiGroupsContract.saveApis, saveApis, { groupId, apis: apisOf(count) }, { deps, ...by() });

  test('can be published whenever they can be saved, and reach the gateway as they are', async () => {
    const groupId = await newGroup('long-names');
    let count = 500;
    // Each refusal is the rule's own, and halves the list until it fits.
    while (
      !(await save(groupId, count).catch((error) => {
        expect(error).toMatchObject({ spec: { code: 'apis.apis_too_large' } });
        return undefined;
      }))
    )
      count = Math.floor(count / 2);
    expect(count).toBeGreaterThan(100);

    await publish(groupId);

    const routed = await gatewayGroup(engine.table, deps.sealer)('long-names');
    expect(routed?.apis).toEqual(
      apisOf(count).map(({ method, pathTemplate, operationId }) => ({ method, pathTemplate, operationId })),
    );
  });

  test('of 500 with paths and ids that the item of a route would not hold unpacked, all are published', async () => {
    const groupId = await newGroup('long-paths');
    const paths = Object.fromEntries(
      Array.from({ length: 500 }, (_, place) => [
        `/${'企业信息查询'.repeat(26)}/${place}`,
        { get: { operationId: `${'按统一社会信用代码查询'.repeat(17)}${place}`, responses: {} } },
      ]),
    );
    expect(Buffer.byteLength(JSON.stringify(paths))).toBeGreaterThan(400_000);
    expect(await importInto(groupId, documentOf(paths))).toMatchObject({ apiCount: 500, skippedCount: 0 });
    expect(await publish(groupId)).toMatchObject({ status: 'published', apiCount: 500 });
    expect((await gatewayGroup(engine.table, deps.sealer)('long-paths'))?.apis).toHaveLength(500);
  });
});
