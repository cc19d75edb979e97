import { describe, expect, test } from 'vitest';
import { documentOf, documentWithBody, imported } from './documents.ts';

const yaml = `
openapi: 3.0.3
info: { title: 企业信息查询, version: '1.0' }
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
      required: [code]
      properties:
        code: { type: string, example: 91330100799655058B, description: 统一社会信用代码 }
        capital: { type: integer }
        id: { type: string, readOnly: true }
        tags: { type: array, items: { type: string, enum: [active] } }
        parent: { $ref: '#/components/schemas/Company' }
`;

test('reads methods, paths, parameters, bodies and sample answers through local references', () => {
  const { title, apis, skippedCount, warningCount } = imported(yaml);
  expect([title, skippedCount, warningCount]).toEqual(['企业信息查询', 0, 0]);
  expect(apis.map(({ method, pathTemplate, summary }) => [method, pathTemplate, summary])).toEqual([
    ['GET', '/companies/{code}', '查询企业'],
    ['DELETE', '/companies/{code}', 'DELETE /companies/{code}'],
    ['POST', '/companies', '登记企业'],
  ]);
  expect(apis[0]?.parameters).toEqual([
    { name: 'code', place: 'path', required: true, type: 'string', description: '统一社会信用代码' },
    { name: 'lang', place: 'query', required: true, type: 'string', example: 'en' },
  ]);
  expect(JSON.parse(apis[0]?.sampleAnswer ?? '')).toMatchObject({
    code: '91330100799655058B',
    capital: 0,
    tags: ['active'],
    parent: { capital: 0 },
  });
  expect(JSON.parse(apis[2]?.sampleAnswer ?? '')).toEqual({ code: 91 });
});

test('what a backend fills in itself is not asked of the caller', () => {
  const fields = imported(yaml).apis[2]?.parameters.map(({ name }) => name);
  expect(fields).toContain('capital');
  expect(fields).not.toContain('id');
});

test('JSON and YAML give the same', () => {
  const document = {
    openapi: '3.1.0',
    info: { title: 't', version: '1' },
    paths: { '/a': { get: { summary: 'A', responses: {} } } },
  };
  const asYaml =
    'openapi: 3.1.0\ninfo: { title: t, version: "1" }\npaths: { /a: { get: { summary: A, responses: {} } } }';
  expect(imported(JSON.stringify(document, undefined, '\t'))).toEqual(imported(asYaml));
  expect(imported(`\uFEFF${asYaml}`).apis).toHaveLength(1);
  expect(
    imported(`{openapi: 3.0.0, info: {x: https://a.example/b}, paths: {/a: {get: {}}}}`).apis,
  ).toHaveLength(1);
});

test('YAML merge keys bring what they merge, and what is written wins over it', () => {
  const text = `
openapi: 3.0.0
x-common: &common
  parameters: [{ name: q, in: query }]
  summary: merged
paths:
  /a: { get: { <<: *common, summary: written } }
  /b: { get: { <<: [*common, { summary: later, deprecated: true }] } }
`;
  const [a, b] = imported(text).apis;
  expect(a).toMatchObject({ summary: 'written', parameters: [{ name: 'q', place: 'query' }] });
  expect(b).toMatchObject({ summary: 'merged', parameters: [{ name: 'q' }] });
});

const fields = {
  type: 'object',
  required: ['isbn'],
  properties: {
    isbn: { type: 'string', description: 'ISBN书号', example: '9787' },
    cover: { type: 'string', format: 'binary' },
  },
};

describe('request bodies of forms', () => {
  test('fields of an urlencoded form are parameters with name, description, example and whether they are required', () => {
    const [api] = imported(
      documentWithBody({ 'application/x-www-form-urlencoded': { schema: fields } }),
    ).apis;
    expect(api?.parameters).toEqual([
      {
        name: 'isbn',
        place: 'form',
        required: true,
        type: 'string',
        description: 'ISBN书号',
        example: '9787',
      },
      { name: 'cover', place: 'form', required: false, type: 'file' },
    ]);
    expect(api?.body).toEqual({
      type: 'application/x-www-form-urlencoded',
      required: true,
      example: 'isbn=9787&cover=',
    });
  });

  test('fields of a multipart form are parameters too, read through references and allOf', () => {
    const schemas = { Book: fields, Shelf: { properties: { place: { type: 'integer' } } } };
    const schema = {
      allOf: [{ $ref: '#/components/schemas/Book' }, { $ref: '#/components/schemas/Shelf' }],
      required: ['place'],
    };
    const [api] = imported(
      documentWithBody({ 'multipart/form-data': { schema } }, { components: { schemas } }),
    ).apis;
    expect(api?.parameters.map(({ name, place, required }) => [name, place, required])).toEqual([
      ['isbn', 'form', true],
      ['cover', 'form', false],
      ['place', 'form', true],
    ]);
    expect(api?.body).toEqual({ type: 'multipart/form-data', required: true });
  });
});

describe('request bodies of JSON and other types', () => {
  test('fields at the top of a JSON body are parameters beside the example of the whole', () => {
    const [, , api] = imported(yaml).apis;
    expect(api?.parameters.map(({ name, place, required }) => [name, place, required])).toEqual([
      ['code', 'body', true],
      ['capital', 'body', false],
      ['tags', 'body', false],
      ['parent', 'body', false],
    ]);
    expect(api?.body).toMatchObject({ type: 'application/json', required: true });
    expect(JSON.parse(api?.body?.example ?? '')).toMatchObject({ code: '91330100799655058B' });
  });

  test('of more fields than an API may have parameters the first are kept, with a warning', () => {
    const properties = Object.fromEntries(
      Array.from({ length: 80 }, (_, place) => [`f${place}`, { type: 'string' }]),
    );
    const { apis, warnings } = imported(documentWithBody({ 'application/json': { schema: { properties } } }));
    expect(apis[0]?.parameters).toHaveLength(60);
    expect(warnings).toMatchObject([
      { code: 'fields_left_out', pointer: '/paths/~1a/post/requestBody/content' },
    ]);
  });

  test('a media type that no header could carry is not kept', () => {
    const content = { 'text/plain\r\nX-Evil: 1': {}, 'application/xml': { example: '<a/>' } };
    expect(imported(documentWithBody(content)).apis[0]?.body).toEqual({
      type: 'application/xml',
      required: true,
      example: '<a/>',
    });
  });
});

test('is not led astray by names of the language itself', () => {
  const paths =
    '{"/__proto__":{"get":{"operationId":"constructor","responses":{"__proto__":{}}}},"/x":{"$ref":"#/constructor"}}';
  const { apis, skipped } = imported(`{"openapi":"3.0.0","paths":${paths}}`);
  expect(apis).toMatchObject([{ pathTemplate: '/__proto__', operationId: 'constructor' }]);
  expect(skipped).toMatchObject([{ code: 'reference_missing', pointer: '/paths/~1x/$ref' }]);
});

test('long texts end with a whole character, and halves of characters are not kept', () => {
  const summary = `${'书'.repeat(199)}📚`;
  const [api] = imported(
    documentOf({ '/a': { get: { summary, operationId: 'a\ud800', responses: {} } } }),
  ).apis;
  expect(api?.summary).toBe('书'.repeat(199));
  expect(api?.operationId).toBe('a\ufffd');
});
