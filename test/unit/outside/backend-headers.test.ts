import { expect, test } from 'vitest';
import { backendHeaders, passesUndeclared } from '../../../shared/outside/backend-headers.ts';

const passed = (names: readonly string[], declared?: readonly string[]): string[] =>
  Object.keys(backendHeaders(Object.fromEntries(names.map((name) => [name, '1'])), declared));

const rerouting = [
  ...[
    'x-original-url',
    'x-rewrite-url',
    'x-http-method-override',
    'x-http-method',
    'x-method-override',
    'x-method',
    'x-original-method',
  ],
  ...[
    'x-host',
    'x-original-host',
    'x-forwarded-host',
    'x-forwarded-for',
    'x-forwarded',
    'x-forwarded-server',
    'forwarded',
    'host',
    'via',
  ],
  ...[
    'x-real-ip',
    'x-client-ip',
    'x-cluster-client-ip',
    'x-remote-addr',
    'x-originating-ip',
    'true-client-ip',
    'cf-connecting-ip',
  ],
  ...[
    'x-amzn-oidc-identity',
    'x-amzn-trace-id',
    'x-ca-key',
    'x-ca-proxy-signature',
    'x-envoy-original-path',
    'x-ms-client-principal',
  ],
  ...[
    'x-httpmethod',
    'x-http-methodoverride',
    'x-originalurl',
    'x-rewriteurl',
    'x-unencoded-url',
    'x-waws-unencoded-url',
  ],
  ...[
    'x-forwardedfor',
    'x-forward-for',
    'x-remoteaddr',
    'x-http-path-override',
    'x-client-verify',
    'x-ssl-client-dn',
    'x-client-dn',
  ],
  ...[
    'x-middleware-subrequest',
    'x-accel-redirect',
    'x-arr-ssl',
    'x-remote-user',
    'x-webauth-user',
    'x-path-info',
    'x-url-scheme',
  ],
];

test.each(rerouting)(
  'a header that could make another request of a call never reaches a backend: %s',
  (name) => {
    const spellings = [name, name.toUpperCase(), name.replaceAll('-', '_'), name.replace('-', '_')];
    expect(passed(spellings)).toEqual([]);
    expect(passed(spellings, spellings)).toEqual([]);
  },
);

const ambiguous = [
  ...[
    'x-auth-request-user',
    'x-auth-request-email',
    'x-consumer-username',
    'x-consumer-id',
    'x-authentik-username',
    'x-userinfo',
  ],
  ...[
    'x-roles',
    'x-groups',
    'x-user-id',
    'x-jwt-claims',
    'x-verified',
    'x-credential-identifier',
    'x-anonymous-consumer',
    'x-base-url',
  ],
  ...[
    'x-endpoint-api-userinfo',
    'x-amz-security-token',
    'x-ms-token-aad-id-token',
    'x-goog-api-client',
    'x-sub-uri',
    'x-context-path',
  ],
];

test.each(ambiguous)(
  'a header that could tell a backend who was let in reaches it only where its API declares it: %s',
  (name) => {
    const spellings = [name, name.replaceAll('-', '_')];
    expect(passed(spellings)).toEqual([]);
    expect(passed([name.toUpperCase()], [name])).toEqual([name]);
    expect([passesUndeclared(name), passesUndeclared(name.toUpperCase())]).toEqual([false, false]);
  },
);

test.each([
  'authorization',
  'Authorization',
  'cookie',
  'proxy-authorization',
  'content-length',
  'transfer-encoding',
  'te',
  'expect',
])(
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
    'x-security-level',
    'x-trace-id',
    'x-nonce',
    'x-timestamp',
    'x-sign',
  ];
  expect(passed(names)).toEqual(names);
  expect(backendHeaders({ Accept: 'text/html', 'X-Version': '2' })).toEqual({
    accept: 'text/html',
    'x-version': '2',
  });
});

test('other own headers pass only where the API declares them', () => {
  expect(passed(['token', 'apikey'])).toEqual([]);
  expect(passed(['token', 'apikey'], ['Token'])).toEqual(['token']);
});

test('what Connection names concerns this connection only', () => {
  expect(passed(['x-a'])).toEqual(['x-a']);
  expect(backendHeaders({ Connection: 'close, X-A', 'x-a': '1', x_a: '2', 'x-b': '3' })).toEqual({
    'x-b': '3',
  });
});
