import { describe, expect, test } from 'vitest';
import { bytesInAnswer, defaultImportLimits } from '../../../../shared/apis/openapi-import/api.ts';
import { documentOf, imported, refusals, skipped, warnings } from './documents.ts';

const good = { '/good': { get: { responses: {} } } };
const get = (operation: object = {}) => ({ get: { responses: {}, ...operation } });

const skippedForReason: readonly (readonly [string, object, string])[] = [
  ['a path without a slash', { 'no-slash': get() }, 'path_no_leading_slash /paths/no-slash'],
  ['a path that ends with a slash', { '/a/': get() }, 'path_empty_segment /paths/~1a~1'],
  ['two parameters in one segment', { '/{x},{y}': get() }, 'path_two_parameters /paths/~1{x},{y}'],
  ['braces without an end', { '/{x': get() }, 'path_bad_braces /paths/~1{x'],
  [
    'a parameter that is not named in ASCII',
    { '/公司/{名称}': get() },
    'path_parameter_name /paths/~1公司~1{名称}',
  ],
  ['a fragment in the path', { '/a#b': get() }, 'path_unsafe_segment /paths/~1a#b'],
  ['half of a character in the path', { '/a\ud800': get() }, 'path_unsafe_segment /paths/~1a\ufffd'],
  ['something else than an operation', { '/a': { get: 'text' } }, 'operation_form /paths/~1a/get'],
  [
    'an operation in another file',
    { '/a': { get: { $ref: 'a.yml' } } },
    'reference_outside /paths/~1a/get/$ref',
  ],
  ['a path in another file', { '/a': { $ref: 'a.yml' } }, 'reference_outside /paths/~1a/$ref'],
  ['a path that is a text', { '/a': 'text' }, 'path_item_form /paths/~1a'],
  ['a path that is a list', { '/a': [] }, 'path_item_form /paths/~1a'],
  ['a path with nothing under it', { '/a': null }, 'path_item_form /paths/~1a'],
  ['a method that calls cannot have', { '/a': { trace: {} } }, 'method_not_supported /paths/~1a/trace'],
  ['a method of a later OpenAPI', { '/a': { query: {} } }, 'method_not_supported /paths/~1a/query'],
  ['a method in capitals', { '/a': { GET: {} } }, 'method_not_supported /paths/~1a/GET'],
  [
    'parameters that are no list',
    { '/a': get({ parameters: { name: 'q' } }) },
    'parameters_form /paths/~1a/get/parameters',
  ],
  [
    'parameters of the path that are no list',
    { '/a': { parameters: 'q', ...get() } },
    'parameters_form /paths/~1a/parameters',
  ],
  [
    'an id that figures cannot be kept under',
    { [`/${'公'.repeat(400)}`]: get() },
    `api_id_too_long /paths/~1${'公'.repeat(400)}`.slice(0, 'api_id_too_long '.length + 300),
  ],
  ['paths that refer to each other', { '/a': { $ref: '#/paths/~1a' } }, 'reference_circular /paths/~1a/$ref'],
  [
    'a parameter without a name',
    { '/a': get({ parameters: [{ in: 'query' }] }) },
    'parameter_form /paths/~1a/get/parameters/0',
  ],
  [
    'a parameter that is not there',
    { '/a': get({ parameters: [{ $ref: '#/components/parameters/x' }] }) },
    'reference_missing /paths/~1a/get/parameters/0/$ref',
  ],
  [
    'a parameter that the path lacks',
    { '/a': get({ parameters: [{ name: 'z', in: 'path' }] }) },
    'unknown_path_parameter /paths/~1a/get/parameters/0/name',
  ],
  [
    'more parameters than an API may have',
    {
      '/a': get({
        parameters: Array.from({ length: 61 }, (_, place) => ({ name: `p${place}`, in: 'query' })),
      }),
    },
    'too_many_parameters /paths/~1a/get/parameters',
  ],
];

describe('an operation that cannot be imported', () => {
  test.each(skippedForReason)(
    'is skipped with its reason and place, and the others are imported: %s',
    (_, paths, reason) => {
      expect(
        imported(documentOf({ ...paths, ...good })).apis.map(({ pathTemplate }) => pathTemplate),
      ).toEqual(['/good']);
      expect(skipped(documentOf({ ...paths, ...good }))).toEqual([reason]);
      expect(refusals(documentOf(paths))).toEqual([reason]);
    },
  );

  test('is told by method and path, in both languages, with all its reasons', () => {
    const parameters = [{ in: 'query' }, { $ref: '#/x' }];
    const { skipped: found, skippedCount } = imported(documentOf({ '/a': get({ parameters }), ...good }));
    expect(skippedCount).toBe(1);
    expect(found.map(({ method, pathTemplate, code }) => [method, pathTemplate, code])).toEqual([
      ['GET', '/a', 'parameter_form'],
      ['GET', '/a', 'reference_missing'],
    ]);
    for (const { zh, en } of found)
      expect([/\p{Script=Han}/u.test(zh), /\p{Script=Han}/u.test(en)]).toEqual([true, false]);
  });

  test('that has the id, or the method and paths, of an earlier one gives way to it', () => {
    const paths = {
      '/a/{x}': get({ operationId: 'one' }),
      '/b': get({ operationId: 'one' }),
      '/a/{y}': get(),
    };
    expect(imported(documentOf(paths)).apis).toMatchObject([{ pathTemplate: '/a/{x}', operationId: 'one' }]);
    expect(skipped(documentOf(paths))).toEqual([
      'duplicate_operation_id /paths/~1b/get/operationId',
      'duplicate_api /paths/~1a~1{y}/get',
    ]);
  });

  test('has no id that an operation without one is counted under', () => {
    expect(skipped(documentOf({ '/a': get({ operationId: 'GET /b' }), '/b': get() }))).toEqual([
      'duplicate_operation_id /paths/~1b/get/operationId',
    ]);
  });

  test('after the 500th is skipped; of many reasons the first 50 are told, and all are counted', () => {
    const paths = Object.fromEntries(Array.from({ length: 600 }, (_, place) => [`/p${place}`, get()]));
    const { apis, skipped: found, skippedCount } = imported(documentOf(paths));
    expect([apis.length, found.length, skippedCount]).toEqual([500, 50, 100]);
    expect(found[0]).toMatchObject({ code: 'too_many_apis', pathTemplate: '/p500' });
  });
});

describe('what stands beside the reference of a path', () => {
  const more = {
    'x-shared': {
      get: { operationId: 'shared', parameters: [{ name: 'lang', in: 'query', example: 'own' }] },
    },
  };

  test('is imported with what it refers to: operations, and parameters of them all', () => {
    const parameters = [
      { name: 'tenant', in: 'query', required: true },
      { name: 'lang', in: 'query', example: 'beside' },
    ];
    const { apis, skippedCount } = imported(
      documentOf({ '/a': { $ref: '#/x-shared', post: { operationId: 'own' }, parameters } }, more),
    );
    expect(skippedCount).toBe(0);
    expect(
      apis.map(({ method, operationId, parameters: all }) => [
        method,
        operationId,
        all.map(({ name, example }) => [name, example]),
      ]),
    ).toEqual([
      [
        'POST',
        'own',
        [
          ['tenant', undefined],
          ['lang', 'beside'],
        ],
      ],
      [
        'GET',
        'shared',
        [
          ['tenant', undefined],
          ['lang', 'own'],
        ],
      ],
    ]);
  });

  test('is taken instead of an operation of the same method there, which is told', () => {
    const text = documentOf({ '/a': { $ref: '#/x-shared', get: { operationId: 'own' } } }, more);
    expect(imported(text).apis).toMatchObject([{ operationId: 'own' }]);
    expect(skipped(text)).toEqual(['duplicate_api /x-shared/get']);
  });
});

test('APIs beyond what one answer can show are skipped, and the others are imported', () => {
  const text = (length: number) => 'a "quoted" text '.repeat(length);
  const properties = Object.fromEntries(
    Array.from({ length: 60 }, (_, place) => [`f${place}`, { description: text(20) }]),
  );
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/all' } } };
  const paths = Object.fromEntries(
    Array.from({ length: 450 }, (_, place) => [`/p${place}`, { post: { requestBody: { content } } }]),
  );
  const {
    apis,
    skipped: found,
    skippedCount,
  } = imported(documentOf(paths, { components: { schemas: { all: { properties } } } }));
  expect(apis.length).toBeGreaterThan(100);
  expect(bytesInAnswer(apis)).toBeLessThanOrEqual(defaultImportLimits.apisBytes);
  expect(apis.length + skippedCount).toBe(450);
  expect(found[0]).toMatchObject({
    code: 'apis_too_large',
    en: expect.stringContaining('5 MB'),
    zh: expect.stringContaining('5 MB'),
  });
});

const answer = (schema: unknown) =>
  get({ responses: { 200: { content: { 'application/json': { schema } } } } });

describe('a warning of the document', () => {
  test('tells references of schemas that lead nowhere, each once', () => {
    const paths = {
      '/a': answer({ $ref: 'a.json' }),
      '/b': answer({ $ref: 'a.json' }),
      '/c': answer({ $ref: '#/x' }),
    };
    expect(imported(documentOf(paths)).apis).toHaveLength(3);
    expect(warnings(documentOf(paths))).toEqual([
      'schema_reference_outside /paths/~1a/get/responses/200/content/$ref',
      'schema_reference_missing /paths/~1c/get/responses/200/content/$ref',
    ]);
  });

  test.each([
    ['https://api.example.cn/v3', 'https://api.example.cn', true],
    ['https://api.example.cn/v3/', 'https://api.example.cn/v3', false],
    ['/api/v1', 'https://api.example.cn/base', true],
    ['/api/v1', 'https://api.example.cn/base/api/v1', false],
    ['https://api.example.cn', 'https://api.example.cn/base', false],
    ['https://{host}/{version}', 'https://api.example.cn', true],
  ])(
    'tells whether the base path of the server %s is missing in the backend %s: %s',
    (url, backendUrl, told) => {
      const servers = [{ url, variables: { host: { default: 'h' }, version: { default: 'v2' } } }];
      expect(warnings(documentOf(good, { servers }), backendUrl)).toEqual(
        told ? ['server_base_path /servers/0/url'] : [],
      );
    },
  );

  test('tells servers of operations and paths, which are not used', () => {
    const servers = [{ url: 'https://other.example' }];
    expect(warnings(documentOf({ '/a': get({ servers }), '/b': { servers, ...get() } }))).toEqual([
      'own_servers /paths/~1a/get/servers',
      'own_servers /paths/~1b/servers',
    ]);
  });
});

describe('a warning of parameters and paths', () => {
  test('tells parameters that never reach the backend, each once', () => {
    const placed = (name: string, place: string, required: boolean) => ({ name, in: place, required });
    const parameters = [
      { $ref: '#/components/parameters/user' },
      placed('X-Tenant', 'header', true),
      placed('Authorization', 'header', true),
      placed('sid', 'cookie', true),
      placed('theme', 'cookie', false),
      placed('Accept', 'header', true),
      placed('Authorization', 'header', false),
    ];
    const text = documentOf(
      { '/a': get({ parameters }), '/b': get({ parameters: parameters.slice(0, 1) }) },
      { components: { parameters: { user: placed('X-Real-IP', 'header', false) } } },
    );
    expect(warnings(text)).toEqual([
      'parameter_not_forwarded /components/parameters/user',
      'parameter_not_forwarded /paths/~1a/get/parameters/2',
      'parameter_not_forwarded /paths/~1a/get/parameters/3',
    ]);
    expect(imported(text).apis[0]?.parameters.map(({ name }) => name)).toEqual(['X-Tenant']);
  });

  test.each([{}, { content: {} }, { content: { 'not a type': {} } }])(
    'tells a body that names no usable type: %j',
    (requestBody) => {
      expect(warnings(documentOf({ '/a': { post: { requestBody } } }))).toEqual([
        'body_left_out /paths/~1a/post/requestBody/content',
      ]);
    },
  );

  test.each(['/a/:id', '/a/<id>', '/a/*', '/a/<int:id>/b'])(
    'tells that %s is taken literally',
    (template) => {
      expect(warnings(documentOf({ [template]: get() }))).toHaveLength(1);
      expect(imported(documentOf({ [template]: get() })).warnings[0]).toMatchObject({
        code: 'path_literal_parameter',
      });
    },
  );

  test('is not told of verbs behind a colon', () =>
    expect(warnings(documentOf({ '/a/{id}:cancel': get(), '/a:b': get() }))).toEqual([]));
});
