import { describe, expect, test } from 'vitest';
import { documentOf, imported, refusals, skipped, warnings } from './documents.ts';

const good = { '/good': { get: { responses: {} } } };
const get = (operation: object = {}) => ({ get: { responses: {}, ...operation } });

describe('an operation that cannot be imported', () => {
  test.each([
    ['a path without a slash', { 'no-slash': get() }, 'path_no_leading_slash /paths/no-slash'],
    ['a path that ends with a slash', { '/a/': get() }, 'path_empty_segment /paths/~1a~1'],
    ['two parameters in one segment', { '/{x},{y}': get() }, 'path_two_parameters /paths/~1{x},{y}'],
    ['braces without an end', { '/{x': get() }, 'path_bad_braces /paths/~1{x'],
    ['a parameter that is not named in ASCII', { '/公司/{名称}': get() }, 'path_parameter_name /paths/~1公司~1{名称}'],
    ['a fragment in the path', { '/a#b': get() }, 'path_unsafe_segment /paths/~1a#b'],
    ['half of a character in the path', { '/a\ud800': get() }, 'path_unsafe_segment /paths/~1a\ufffd'],
    ['something else than an operation', { '/a': { get: 'text' } }, 'operation_form /paths/~1a/get'],
    ['an operation in another file', { '/a': { get: { $ref: 'a.yml' } } }, 'reference_outside /paths/~1a/get/$ref'],
    ['a path in another file', { '/a': { $ref: 'a.yml' } }, 'reference_outside /paths/~1a/$ref'],
    ['paths that refer to each other', { '/a': { $ref: '#/paths/~1a' } }, 'reference_circular /paths/~1a/$ref'],
    ['a parameter without a name', { '/a': get({ parameters: [{ in: 'query' }] }) }, 'parameter_form /paths/~1a/get/parameters/0'],
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
      { '/a': get({ parameters: Array.from({ length: 61 }, (_, place) => ({ name: `p${place}`, in: 'query' })) }) },
      'too_many_parameters /paths/~1a/get/parameters',
    ],
  ])('is skipped with its reason and place, and the others are imported: %s', (_, paths, reason) => {
    expect(imported(documentOf({ ...paths, ...good })).apis.map(({ pathTemplate }) => pathTemplate)).toEqual(['/good']);
    expect(skipped(documentOf({ ...paths, ...good }))).toEqual([reason]);
    expect(refusals(documentOf(paths))).toEqual([reason]);
  });

  test('is told by method and path, in both languages, with all its reasons', () => {
    const parameters = [{ in: 'query' }, { $ref: '#/x' }];
    const { skipped: found, skippedCount } = imported(documentOf({ '/a': get({ parameters }), ...good }));
    expect(skippedCount).toBe(1);
    expect(found.map(({ method, pathTemplate, code }) => [method, pathTemplate, code])).toEqual([
      ['GET', '/a', 'parameter_form'],
      ['GET', '/a', 'reference_missing'],
    ]);
    for (const { zh, en } of found) expect([/\p{Script=Han}/u.test(zh), /\p{Script=Han}/u.test(en)]).toEqual([true, false]);
  });

  test('that has the id, or the method and paths, of an earlier one gives way to it', () => {
    const paths = { '/a/{x}': get({ operationId: 'one' }), '/b': get({ operationId: 'one' }), '/a/{y}': get() };
    expect(imported(documentOf(paths)).apis).toMatchObject([{ pathTemplate: '/a/{x}', operationId: 'one' }]);
    expect(skipped(documentOf(paths))).toEqual(['duplicate_operation_id /paths/~1b/get/operationId', 'duplicate_api /paths/~1a~1{y}/get']);
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

describe('a warning', () => {
  const answer = (schema: unknown) => get({ responses: { 200: { content: { 'application/json': { schema } } } } });

  test('tells references of schemas that lead nowhere, each once', () => {
    const paths = { '/a': answer({ $ref: 'a.json' }), '/b': answer({ $ref: 'a.json' }), '/c': answer({ $ref: '#/x' }) };
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
  ])('tells whether the base path of the server %s is missing in the backend %s: %s', (url, backendUrl, told) => {
    const servers = [{ url, variables: { host: { default: 'h' }, version: { default: 'v2' } } }];
    expect(warnings(documentOf(good, { servers }), backendUrl)).toEqual(told ? ['server_base_path /servers/0/url'] : []);
  });

  test('tells servers of operations and paths, which are not used', () => {
    const servers = [{ url: 'https://other.example' }];
    expect(warnings(documentOf({ '/a': get({ servers }), '/b': { servers, ...get() } }))).toEqual([
      'own_servers /paths/~1a/get/servers',
      'own_servers /paths/~1b/servers',
    ]);
  });

  test.each(['/a/:id', '/a/<id>', '/a/*', '/a/<int:id>/b'])('tells that %s is taken literally', (template) => {
    expect(warnings(documentOf({ [template]: get() }))).toHaveLength(1);
    expect(imported(documentOf({ [template]: get() })).warnings[0]).toMatchObject({ code: 'path_literal_parameter' });
  });

  test('is not told of verbs behind a colon', () => expect(warnings(documentOf({ '/a/{id}:cancel': get(), '/a:b': get() }))).toEqual([]));
});
