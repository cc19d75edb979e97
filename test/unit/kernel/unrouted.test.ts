import { expect, test } from 'vitest';
import { unrouted } from '../../../functions/runtime/http/unrouted.ts';

const paths = { '/v1/seller': { get: {}, patch: {} }, '/v1/orders/{orderId}': { get: {} } };

test.each([
  ['/v1/seller', 405, 'GET, PATCH'],
  ['/v1/orders/ord_1', 405, 'GET'],
  ['/v1/orders/', 404, undefined],
  ['/v1/nothing', 404, undefined],
  ['//', 404, undefined],
])('%s is answered %i with the methods that it takes', (path, status, allow) => {
  expect(unrouted(paths, path)).toMatchObject({ error: { spec: { status } }, ...(allow && { allow }) });
});

test('a slash too many is told with the path without it', () => {
  expect(unrouted(paths, '/v1/seller/').error).toMatchObject({
    spec: { code: 'request.trailing_slash' },
    extras: { params: { path: '/v1/seller' } },
  });
});
