import { afterAll, beforeAll, expect, test } from 'vitest';
import { callApi } from '../../../shared/metering/gateway/call-api.ts';
import { answering, type CallBench, call, ids, openCallBench } from './call-bench.ts';

let bench: CallBench;
beforeAll(async () => {
  bench = await openCallBench([]);
});
afterAll(() => bench.backend.stop());

test('lets no backend set cookies on the host that all sellers’ backends share', async () => {
  const headers = {
    'set-cookie': ['a=1; Path=/', 'b=2'],
    'clear-site-data': '"*"',
    'content-type': 'text/plain',
  };
  const answer = await callApi(call(), bench.deps({ send: answering(headers) }));
  expect(answer.headers).toEqual({ 'content-type': 'text/plain', ...ids });
});

const hostWide = [
  ...[
    'nel',
    'report-to',
    'reporting-endpoints',
    'accept-ch',
    'origin-agent-cluster',
    'alt-svc',
    'strict-transport-security',
  ],
  ...[
    'service-worker-allowed',
    'content-security-policy-report-only',
    'expect-ct',
    'set-cookie2',
    'public-key-pins',
    'x-ca-error-code',
  ],
  ...[
    'x-permitted-cross-domain-policies',
    'x-forwarded-for',
    'x-accel-redirect',
    'refresh',
    'speculation-rules',
    'via',
    'trailer',
  ],
];
const ofAnswer = [
  ...[
    'content-disposition',
    'content-language',
    'cache-control',
    'etag',
    'last-modified',
    'expires',
    'vary',
    'retry-after',
    'link',
  ],
  ...[
    'location',
    'allow',
    'www-authenticate',
    'ratelimit',
    'ratelimit-limit',
    'x-ratelimit-remaining',
    'x-total-count',
    'x-own',
  ],
  ...[
    'content-encoding',
    'content-range',
    'accept-ranges',
    'access-control-allow-origin',
    'server-timing',
    'x-content-type-options',
  ],
];
test('passes what describes the answer, and nothing that speaks for the host to a browser', async () => {
  const headers = Object.fromEntries([...hostWide, ...ofAnswer].map((name) => [name, '1']));
  const answer = await callApi(call(), bench.deps({ send: answering(headers) }));
  expect(answer.headers).toEqual({ ...Object.fromEntries(ofAnswer.map((name) => [name, '1'])), ...ids });
});

test('hands on as bytes what the backend did not name, and invents no type where there is no body', async () => {
  const named = async (bytes: number) =>
    (await callApi(call(), bench.deps({ send: answering({}, { bytes }) }))).headers['content-type'];
  expect([await named(3), await named(0)]).toEqual(['application/octet-stream', undefined]);
});
