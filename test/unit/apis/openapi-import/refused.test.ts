import { describe, expect, test } from 'vitest';
import { defaultImportLimits } from '../../../../shared/apis/openapi-import/api.ts';
import { documentOf, imported, refusals, sentences } from './documents.ts';

describe('a document of another kind', () => {
  test.each([
    ['{"swagger":"2.0","paths":{}}', 'openapi_version /swagger', 'Swagger 2.0'],
    ['asyncapi: 2.6.0\nchannels: {}', 'openapi_version /asyncapi', 'AsyncAPI 2.6.0'],
    [
      '{"info":{"_postman_id":"1","schema":"https://schema.getpostman.com/x"},"item":[]}',
      'openapi_version /info',
      'Postman',
    ],
    ['openapi: 3.2.0\npaths: {}', 'openapi_version /openapi', 'OpenAPI 3.2.0'],
    ['openapi: 3.2\npaths: {}', 'openapi_version /openapi', 'OpenAPI 3.2'],
    ['paths: {}', 'openapi_version /openapi', '3.0.3'],
    ['- a\n- b', 'document_not_an_object ', 'list'],
    ['just words', 'document_not_an_object ', 'text'],
    ['<!doctype html>', 'document_syntax ', 'HTML'],
    ['', 'document_syntax ', 'empty'],
    ['openapi: 3.1.0\nwebhooks: { a: { post: {} } }', 'webhooks_only /webhooks', 'webhooks'],
    ['openapi: 3.0.0', 'paths_missing /paths', 'no paths'],
    ['openapi: 3.0.0\npaths: {}', 'no_operations /paths', 'empty'],
    ['openapi: 3.0.0\npaths: { /a: {} }', 'no_operations /paths', 'no operation'],
  ])('is refused, and told what it is: %s', (text, problem, said) => {
    expect(refusals(text)).toEqual([problem]);
    expect(sentences(text).en).toContain(said);
  });
});

describe('broken syntax', () => {
  test.each([
    ['{"openapi": "3.0.0", ', '没有结束'],
    ['openapi: 3.0.0\npaths:\n  /a: {}\n /b: {}', '缩进'],
    ['openapi: 3.0.0\n\tpaths: {}', '制表符'],
    ['openapi: 3.0.0\npaths: *none', '别名'],
    ['openapi: !!js/function "x"', '标签'],
    ['openapi: 3.0.0\npaths:\n  /a: {get: {}}\n  /a: {get: {}}', '键重复'],
    ['{"openapi":"3.0.0","paths":{"/a":{"get":{}},"/a":{"get":{}}}}', '键重复'],
    ['openapi: 3.0.0\nx: { <<: 3 }', '<<'],
  ])('is told with line and column, in each language by its own words: %j', (text, reason) => {
    expect(refusals(text)).toEqual(['document_syntax ']);
    const { zh, en } = sentences(text);
    expect(zh).toContain(reason);
    expect(zh).toMatch(/第 \d+ 行第 \d+ 列/);
    expect(zh.replace(/JSON|YAML/g, '')).not.toMatch(/[A-Za-z]/);
    expect(en).toMatch(/line \d+, column \d+/);
    expect(en).not.toMatch(/\p{Script=Han}/u);
  });

  test.each([
    '{\n  // the version\n  "openapi": "3.0.0", "paths": {}\n}',
    '{\n  "openapi": "3.0.0", // the version\n  "paths": {}\n}',
    '{\n  "openapi": "3.0.0",\n  "paths": {} /* none */\n}',
  ])('of JSON with comments is told as such: %j', (text) => {
    expect(refusals(text)).toEqual(['document_syntax ']);
    expect(sentences(text).en).toContain('comment');
  });

  test('is not seen in texts and addresses that look like comments', () => {
    const text =
      '{"openapi": "3.0.0", "info": {"x": "a, // b", "y": "\\" /* c */"}, "paths": {"/a": {"get": {}}},}';
    expect(imported(text).apis).toHaveLength(1);
  });
});

describe('the size of a document', () => {
  const most = defaultImportLimits.textBytes;
  const padded = (bytes: number, sign: string) => {
    const text = documentOf({ '/a': { get: { responses: {} } } }, { 'x-pad': '' });
    const free = bytes - Buffer.byteLength(text);
    const width = Buffer.byteLength(sign);
    return text.replace(
      '"x-pad":""',
      `"x-pad":"${sign.repeat(Math.floor(free / width))}${'.'.repeat(free % width)}"`,
    );
  };

  test.each(['a', '企', '📚'])('is counted in bytes of UTF-8, whatever the language: %s', (sign) => {
    expect(imported(padded(most, sign)).apis).toHaveLength(1);
    expect(refusals(padded(most + 1, sign))).toEqual(['document_too_large ']);
  });
});
