import { beforeAll, describe, expect, test } from 'vitest';
import { gatewayGroup } from '../../../shared/catalogue/api-groups/access-prefix.ts';
import { apiGroupsContract } from '../../../shared/catalogue/api-groups/contract.ts';
import { createApiGroup } from '../../../shared/catalogue/api-groups/create-api-group.ts';
import { importApis } from '../../../shared/catalogue/api-groups/import-apis.ts';
import { publishApiGroup } from '../../../shared/catalogue/api-groups/publish-api-group.ts';
import { saveApis } from '../../../shared/catalogue/api-groups/save-apis.ts';
import { showApiGroup } from '../../../shared/catalogue/api-groups/show-api-group.ts';
import { defaultImportLimits } from '../../../shared/catalogue/openapi-import/api.ts';
import { run, sellerActor } from '../../support/run-use-case.ts';
import { makeTable, type TestTable } from '../../support/table.ts';
import { type CatalogueDeps, catalogueDeps } from './fixture.ts';

let engine: TestTable;
let deps: CatalogueDeps;
beforeAll(async () => {
  engine = await makeTable();
  deps = catalogueDeps(engine.table);
});
const by = () => ({ table: engine.table, actor: sellerActor });

async function newGroup(prefix: string): Promise<string> {
  const input = { name: '分组', backendUrl: 'https://api.example.cn', prefix };
  return (await run(apiGroupsContract.createApiGroup, createApiGroup, deps, input, by())).groupId;
}
const documentOf = (paths: object, more: object = {}) => JSON.stringify({ openapi: '3.0.3', info: { title: 'x' }, paths, ...more });
const importInto = (groupId: string, document: string) => run(apiGroupsContract.importApis, importApis, deps, { groupId, document }, by());
const publish = (groupId: string) => run(apiGroupsContract.publishApiGroup, publishApiGroup, deps, { groupId }, by());
const get = { get: { responses: {} } };

describe('a document of which some operations cannot be imported', () => {
  test('gives the others, and a report of what was skipped, what is doubtful and what the group no longer has', async () => {
    const groupId = await newGroup('partly');
    await importInto(groupId, documentOf({ '/a': get, '/b': get, '/old/{id}': get }));

    const report = await importInto(groupId, documentOf({ '/a': get, '/b/': get, '/c': get }, { servers: [{ url: '/v3' }] }));

    expect(report.apis?.map(({ pathTemplate }) => pathTemplate)).toEqual(['/a', '/c']);
    expect(report).toMatchObject({
      apiCount: 2,
      skippedCount: 1,
      skipped: [{ method: 'GET', pathTemplate: '/b/', code: 'path_empty_segment', pointer: '/document/paths/~1b~1' }],
      warningCount: 1,
      warnings: [{ code: 'server_base_path', pointer: '/document/servers/0/url' }],
      removedCount: 2,
      removed: [
        { method: 'GET', pathTemplate: '/b' },
        { method: 'GET', pathTemplate: '/old/{id}' },
      ],
    });
    const { apis } = await run(apiGroupsContract.showApiGroup, showApiGroup, deps, { groupId }, by());
    expect(apis.map(({ pathTemplate }) => pathTemplate)).toEqual(['/a', '/c']);
  });

  test('is refused when none can, and the group keeps what it has', async () => {
    const groupId = await newGroup('none-left');
    await importInto(groupId, documentOf({ '/a': get }));
    await expect(importInto(groupId, documentOf({ '/b/': get, 'no-slash': get }))).rejects.toMatchObject({
      extras: { fields: [{ pointer: '/document/paths/~1b~1' }, { pointer: '/document/paths/no-slash' }] },
    });
    expect(await run(apiGroupsContract.showApiGroup, showApiGroup, deps, { groupId }, by())).toMatchObject({ apiCount: 1 });
  });
});

test('the size of a document is told by one rule, in bytes, before it is read', () => {
  const { input } = apiGroupsContract.importApis;
  const sized = (bytes: number) => input.safeParse({ groupId: `grp_${'0'.repeat(26)}`, document: '企'.repeat(Math.ceil(bytes / 3)) });
  const problem = sized(defaultImportLimits.textBytes + 1).error?.issues[0];
  expect(problem).toMatchObject({
    path: ['document'],
    params: { code: 'document_too_large', en: expect.stringContaining('1048576 bytes') },
  });
  expect(sized(defaultImportLimits.textBytes - 3).success).toBe(true);
});

describe('many APIs with long names', () => {
  /** Names of Chinese characters that hardly repeat. */
  const nameOf = (place: number, length: number) =>
    Array.from({ length }, (_, at) => String.fromCodePoint(0x4e00 + ((place * 7_919 + at * at * 104_729 + at * 31) % 20_000))).join('');
  const apisOf = (count: number) =>
    Array.from({ length: count }, (_, place) => ({
      method: 'GET' as const,
      pathTemplate: `/${nameOf(place, 160)}`,
      operationId: nameOf(place + 1_000, 190),
      summary: '查询',
      parameters: [],
    }));
  const save = (groupId: string, count: number) => run(apiGroupsContract.saveApis, saveApis, deps, { groupId, apis: apisOf(count) }, by());

  test('can be published whenever they can be saved, and reach the gateway as they are', async () => {
    const groupId = await newGroup('long-names');
    let count = 500;
    // Each refusal is the rule's own, and halves the list until it fits.
    while (
      !(await save(groupId, count).catch((error) => {
        expect(error).toMatchObject({ spec: { code: 'catalogue.apis_too_large' } });
        return undefined;
      }))
    )
      count = Math.floor(count / 2);
    expect(count).toBeGreaterThan(100);

    await publish(groupId);

    const routed = await gatewayGroup(engine.table, deps.sealer)('long-names');
    expect(routed?.apis).toEqual(apisOf(count).map(({ method, pathTemplate, operationId }) => ({ method, pathTemplate, operationId })));
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
