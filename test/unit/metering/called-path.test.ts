import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitPath } from '../../../shared/kernel/path-template.ts';
import { calledPath, calledQuery } from '../../../shared/metering/gateway/called-path.ts';

test.each([
  ['/gw/company/search/云 市', '/company/search/%E4%BA%91%20%E5%B8%82'],
  ['/gw/company/files/a?admin=1#x', '/company/files/a%3Fadmin=1%23x'],
  ['/gw/company/rates/100%', '/company/rates/100%25'],
  ['/gw/company/points/1,2;x=y@z:$&+', '/company/points/1,2;x=y@z:$&+'],
  ['/gw/company', '/company'],
])('the decoded path %s is sent on as %s', (rawPath, path) => {
  expect(calledPath(rawPath)).toBe(path);
  expect(splitPath(path)).toEqual(rawPath.split('/').slice(2));
});

const malformed = expect.objectContaining({
  spec: expect.objectContaining({ code: 'gateway.malformed_url', status: 400 }),
});

test.each([
  ['is encoded twice', '/gw/company/files/..%2F..%2Fadmin'],
  ['was not decoded since its bytes are GBK', '/gw/company/search/%C4%E3'],
  ['was not decoded since it holds no hexadecimal', '/gw/company/files/%zz'],
  ['was decoded with losses', '/gw/company/files/\ufffd'],
  ['holds half a sign', '/gw/company/files/\ud800'],
])('a path that %s is refused instead of called with another value', (_, rawPath) => {
  expect(() => calledPath(rawPath)).toThrow(malformed);
});

test('a path that was cut at a question mark is refused where that can be seen', () => {
  expect(() => calledPath('/gw/company/users/a', 'company/users/a?b')).toThrow(malformed);
  expect(calledPath('/gw/company/users/a', 'company/users/a')).toBe('/company/users/a');
});

test.each(['a=\\b', 'a=1#b', '#', 'a=\u4e91', 'a=\u00e9', 'a= b', 'a=\tb'])(
  'a query as nobody may send it is refused: %j',
  (query) => {
    expect(() => calledQuery(query)).toThrow(malformed);
  },
);

test('any other query is sent on as it came', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'az09-._~:/?@!$&\'()*+,;="<>[]{}|^`%') }), (query) => {
      expect(calledQuery(query)).toBe(query);
    }),
  );
});
