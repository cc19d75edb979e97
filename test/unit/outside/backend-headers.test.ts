import { expect, test } from 'vitest';
import { backendHeaders } from '../../../shared/outside/backend-headers.ts';

const passed = (names: readonly string[], declared?: readonly string[]): string[] =>
  Object.keys(backendHeaders(Object.fromEntries(names.map((name) => [name, '1'])), declared));

const rerouting = [
  ...['x-original-url', 'x-rewrite-url', 'x-http-method-override', 'x-http-method', 'x-method-override', 'x-method', 'x-original-method'],
  ...['x-host', 'x-original-host', 'x-forwarded-host', 'x-forwarded-for', 'x-forwarded', 'x-forwarded-server', 'forwarded', 'host', 'via'],
  ...['x-real-ip', 'x-client-ip', 'x-cluster-client-ip', 'x-remote-addr', 'x-originating-ip', 'true-client-ip', 'cf-connecting-ip'],
  ...['x-amzn-oidc-identity', 'x-amzn-trace-id', 'x-ca-key', 'x-ca-proxy-signature', 'x-envoy-original-path', 'x-ms-client-principal'],
  ...['x-middleware-subrequest', 'x-accel-redirect', 'x-arr-ssl', 'x-remote-user', 'x-webauth-user', 'x-path-info', 'x-url-scheme'],
];

test.each(rerouting)('a header that could make another request of a call never reaches a backend: %s', (name) => {
  const spellings = [name, name.toUpperCase(), name.replaceAll('-', '_'), name.replace('-', '_')];
  expect(passed(spellings)).toEqual([]);
  expect(passed(spellings, spellings)).toEqual([]);
});

test.each(['authorization', 'Authorization', 'cookie', 'proxy-authorization', 'content-length', 'transfer-encoding', 'te', 'expect'])(
  'no credential of the caller and nothing of its connection reaches a backend, be it declared: %s',
  (name) => {
    expect(passed([name, name.replace('-', '_')], [name])).toEqual([]);
  },
);

test('standard headers and own ones beginning with X- pass as they are', () => {
  const names = [
    'accept',
    'content-type',
    'if-none-match',
    'range',
    'traceparent',
    'idempotency-key',
    'sec-fetch-mode',
    'x-api-key',
    'x_token',
  ];
  expect(passed(names)).toEqual(names);
  expect(backendHeaders({ Accept: 'text/html', 'X-Version': '2' })).toEqual({ accept: 'text/html', 'x-version': '2' });
});

test('other own headers pass only where the API declares them', () => {
  expect(passed(['token', 'apikey'])).toEqual([]);
  expect(passed(['token', 'apikey'], ['Token'])).toEqual(['token']);
});

test('what Connection names concerns this connection only', () => {
  expect(passed(['x-a'])).toEqual(['x-a']);
  expect(backendHeaders({ Connection: 'close, X-A', 'x-a': '1', x_a: '2', 'x-b': '3' })).toEqual({ 'x-b': '3' });
});
