import { expect, test } from 'vitest';
import { calledPath } from '../../../functions/gateway/called-path.ts';
import { splitPath } from '../../../shared/kernel/path-template.ts';

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

test('a path that is encoded twice has no way through', () => {
  expect(splitPath(calledPath('/gw/company/files/..%2F..%2Fadmin'))).toBeUndefined();
});
