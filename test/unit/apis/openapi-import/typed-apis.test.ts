import { expect, test } from 'vitest';
import type { Api } from '../../../../shared/apis/openapi-import/api.ts';
import { validateTypedApis } from '../../../../shared/apis/openapi-import/validate-apis.ts';

const typed = (api: Partial<Api>): Api => ({
  method: 'GET',
  pathTemplate: '/a',
  summary: 'A',
  parameters: [],
  ...api,
});
const problemsOf = (list: Api[]) => validateTypedApis(list).map(({ code, pointer }) => `${code} ${pointer}`);

test('APIs typed in are held to the same rules, with pointers into the form', () => {
  const path = { name: 'id', place: 'path', required: true } as const;
  const list = [
    typed({}),
    typed({ summary: 'B' }),
    typed({ pathTemplate: '/../b' }),
    typed({ pathTemplate: '/c', parameters: [path] }),
    typed({ pathTemplate: '/d/{id}', parameters: [path, path] }),
  ];
  expect(problemsOf(list)).toEqual([
    'duplicate_api /apis/1',
    'path_unsafe_segment /apis/2/pathTemplate',
    'unknown_path_parameter /apis/3/parameters/0/name',
    'duplicate_parameter /apis/4/parameters/1/name',
  ]);
});

test('two APIs never share an id, under which calls are counted: neither a given one nor the one of an API without', () => {
  const list = [typed({ operationId: 'same' }), typed({ pathTemplate: '/b', operationId: 'same' })];
  expect(problemsOf(list)).toEqual(['duplicate_operation_id /apis/1/operationId']);
  expect(problemsOf([typed({ operationId: 'GET /b' }), typed({ pathTemplate: '/b' })])).toEqual([
    'duplicate_operation_id /apis/1/operationId',
  ]);
});

test('an API has an id that its figures can be kept under, in bytes of any language', () => {
  const long = `/${'公'.repeat(400)}`;
  expect(problemsOf([typed({ pathTemplate: long })])).toEqual(['api_id_too_long /apis/0/pathTemplate']);
  expect(problemsOf([typed({ pathTemplate: long, operationId: '查询公司'.repeat(50) })])).toEqual([]);
  expect(problemsOf([typed({ pathTemplate: `/${'a'.repeat(499)}` })])).toEqual([]);
});
