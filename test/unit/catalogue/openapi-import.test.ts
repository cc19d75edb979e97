import { describe, expect, test } from 'vitest';
import { type Api, defaultImportLimits } from '../../../shared/catalogue/openapi-import/api.ts';
import { importOpenApi } from '../../../shared/catalogue/openapi-import/import-openapi.ts';
import { validateTypedApis } from '../../../shared/catalogue/openapi-import/validate-apis.ts';

const yaml = `
openapi: 3.0.3
info: { title: 企业信息查询, version: '1.0' }
servers: [{ url: https://api.example.com/v1 }]
paths:
  /companies/{code}:
    parameters:
      - $ref: '#/components/parameters/Code'
      - { name: lang, in: query, schema: { type: string, default: zh } }
    get:
      operationId: getCompany
      summary: 查询企业
      parameters:
        - { name: lang, in: query, required: true, schema: { type: string, example: en } }
        - { name: Authorization, in: header, schema: { type: string } }
      responses:
        '200':
          $ref: '#/components/responses/Company'
    delete:
      responses: { '204': { description: gone } }
  /companies:
    post:
      summary: 登记企业
      requestBody:
        required: true
        content:
          application/json:
            schema: { $ref: '#/components/schemas/Company' }
      responses:
        '201': { description: ok, content: { application/json: { example: { code: 91 } } } }
components:
  parameters:
    Code: { name: code, in: path, required: true, description: 统一社会信用代码, schema: { type: string } }
  responses:
    Company:
      description: ok
      content:
        application/json:
          schema: { $ref: '#/components/schemas/Company' }
  schemas:
    Company:
      type: object
      properties:
        code: { type: string, example: 91330100799655058B }
        capital: { type: integer }
        tags: { type: array, items: { type: string, enum: [active] } }
        parent: { $ref: '#/components/schemas/Company' }
`;
const minimal = (paths: unknown, more: object = {}) =>
  JSON.stringify({ openapi: '3.1.0', info: { title: 't', version: '1' }, paths, ...more });
const problemsOf = (text: string) => {
  const result = importOpenApi(text);
  return result.ok ? [] : result.problems.map(({ code, pointer }) => `${code} ${pointer}`);
};

describe('import of an OpenAPI document', () => {
  test('reads methods, paths, parameters, bodies and sample answers through local references', () => {
    const result = importOpenApi(yaml);
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    expect(result.title).toBe('企业信息查询');
    expect(result.servers).toEqual(['https://api.example.com/v1']);
    expect(result.apis.map(({ method, pathTemplate, summary }) => [method, pathTemplate, summary])).toEqual([
      ['GET', '/companies/{code}', '查询企业'],
      ['DELETE', '/companies/{code}', 'DELETE /companies/{code}'],
      ['POST', '/companies', '登记企业'],
    ]);
    expect(result.apis[0]?.parameters).toEqual([
      { name: 'code', place: 'path', required: true, type: 'string', description: '统一社会信用代码' },
      { name: 'lang', place: 'query', required: true, type: 'string', example: 'en' },
    ]);
    expect(JSON.parse(result.apis[0]?.sampleAnswer ?? '')).toMatchObject({
      code: '91330100799655058B',
      capital: 0,
      tags: ['active'],
      parent: { capital: 0 },
    });
    expect(result.apis[2]?.parameters[0]).toMatchObject({ name: 'body', place: 'body', required: true, type: 'application/json' });
    expect(JSON.parse(result.apis[2]?.sampleAnswer ?? '')).toEqual({ code: 91 });
  });

  test('JSON and YAML give the same', () => {
    const document = { openapi: '3.1.0', info: { title: 't', version: '1' }, paths: { '/a': { get: { summary: 'A', responses: {} } } } };
    const asYaml = 'openapi: 3.1.0\ninfo: { title: t, version: "1" }\npaths: { /a: { get: { summary: A, responses: {} } } }';
    expect(importOpenApi(JSON.stringify(document, undefined, '\t'))).toEqual(importOpenApi(asYaml));
    expect(importOpenApi(`\uFEFF${asYaml}`).ok).toBe(true);
  });

  test('tells every problem at once, each with its pointer', () => {
    const operation = { operationId: 'one', responses: {} };
    const paths = {
      'no-slash': { get: operation },
      '/a/{x}': { get: operation },
      '/a/{y}': {
        get: {
          responses: {},
          parameters: [
            { name: 'z', in: 'path' },
            { in: 'query' },
            { $ref: '#/components/parameters/none' },
            { $ref: 'https://example.com/p.yaml' },
          ],
        },
      },
      '/b': { post: 'text' },
    };
    expect(problemsOf(minimal(paths)).toSorted()).toEqual(
      [
        'path_no_leading_slash /paths/no-slash',
        'duplicate_operation_id /paths/~1a~1{x}/get/operationId',
        'duplicate_api /paths/~1a~1{y}/get',
        'unknown_path_parameter /paths/~1a~1{y}/get/parameters/0/name',
        'parameter_form /paths/~1a~1{y}/get/parameters/1',
        'reference_missing /paths/~1a~1{y}/get/parameters/2/$ref',
        'reference_outside /paths/~1a~1{y}/get/parameters/3/$ref',
        'operation_form /paths/~1b/post',
      ].toSorted(),
    );
  });

  test('refuses what is no OpenAPI 3 document', () => {
    expect(problemsOf('{"swagger":"2.0","paths":{}}')).toEqual(['openapi_version /swagger']);
    expect(problemsOf('openapi: 4.0.0\npaths: {}')).toEqual(['openapi_version /openapi']);
    expect(problemsOf('- a\n- b')).toEqual(['document_not_an_object ']);
    expect(problemsOf('')).toEqual(['document_syntax ']);
    expect(problemsOf('openapi: 3.0.0')).toEqual(['paths_missing /paths']);
    expect(problemsOf('openapi: 3.0.0\npaths: {}')).toEqual(['no_operations /paths']);
  });

  test('tells line and column of broken syntax', () => {
    const result = importOpenApi('openapi: 3.0.0\npaths:\n  /a: [\n');
    expect(result).toMatchObject({
      ok: false,
      problems: [
        { code: 'document_syntax', en: expect.stringMatching(/line \d+, column \d+/), zh: expect.stringMatching(/第 \d+ 行第 \d+ 列/) },
      ],
    });
    expect(problemsOf('{"openapi": "3.0.0", ')).toEqual(['document_syntax ']);
  });

  test('refuses keys given twice in YAML and in JSON', () => {
    expect(problemsOf('openapi: 3.0.0\npaths:\n  /a: {get: {}}\n  /a: {get: {}}')).toEqual(['document_syntax ']);
    expect(problemsOf('{"openapi":"3.0.0","paths":{"/a":{"get":{}},"/a":{"get":{}}}}')).toEqual(['document_syntax ']);
  });

  test('refuses alias bombs, endless aliases, circular references, deep nesting, custom tags and too much text', () => {
    const bomb = [
      'a0: &a0 [x,x,x,x,x,x,x,x,x,x]',
      ...[1, 2, 3, 4, 5, 6, 7, 8].map(
        (n) =>
          `a${n}: &a${n} [${Array(10)
            .fill(`*a${n - 1}`)
            .join(',')}]`,
      ),
    ].join('\n');
    expect(problemsOf(`openapi: 3.0.0\n${bomb}`)).toEqual(['document_alias_bomb ']);
    expect(problemsOf('openapi: 3.0.0\na: &a [*a]')).toHaveLength(1);
    expect(problemsOf(minimal({ '/a': { $ref: '#/paths/~1b' }, '/b': { $ref: '#/paths/~1a' } }))).toContain(
      'reference_circular /paths/~1a/$ref',
    );
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      const deep = `{"openapi":"3.0.0","x":${open.repeat(5_000)}1${close.repeat(5_000)},"paths":{}}`;
      expect(problemsOf(deep)).toHaveLength(1);
    }
    expect(problemsOf('openapi: !!js/function "x"')).toEqual(['document_syntax ']);
    expect(problemsOf(`openapi: 3.0.0\nx: ${'a'.repeat(defaultImportLimits.textBytes)}`)).toEqual(['document_too_large ']);
  });

  test('reads 500 operations, refuses 501', () => {
    const many = (count: number) =>
      minimal(Object.fromEntries(Array.from({ length: count }, (_, n) => [`/p${n}`, { get: { responses: {} } }])));
    expect(importOpenApi(many(500)).ok).toBe(true);
    expect(problemsOf(many(501))).toEqual(['too_many_apis ']);
  });

  test('is not led astray by names of the language itself', () => {
    const text =
      '{"openapi":"3.0.0","paths":{"/__proto__":{"get":{"operationId":"constructor","responses":{"__proto__":{}}}},"/x":{"$ref":"#/constructor"}}}';
    expect(problemsOf(text)).toEqual(['reference_missing /paths/~1x/$ref']);
  });
});

describe('APIs typed in', () => {
  const typed = (api: Partial<Api>): Api => ({ method: 'GET', pathTemplate: '/a', summary: 'A', parameters: [], ...api });

  test('are held to the same rules, with pointers into the form', () => {
    const path = { name: 'id', place: 'path', required: true } as const;
    const list = [
      typed({}),
      typed({ summary: 'B' }),
      typed({ pathTemplate: '/../b' }),
      typed({ pathTemplate: '/c', parameters: [path] }),
      typed({ pathTemplate: '/d/{id}', parameters: [path, path] }),
    ];
    expect(validateTypedApis(list).map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
      'duplicate_api /apis/1',
      'path_unsafe_segment /apis/2/pathTemplate',
      'unknown_path_parameter /apis/3/parameters/0/name',
      'duplicate_parameter /apis/4/parameters/1/name',
    ]);
  });
});
