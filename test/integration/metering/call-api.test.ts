import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startApiBackend } from '../../../examples/api-backend/start-api-backend.ts';
import type { ApiCall } from '../../../shared/metering/gateway/api-call.ts';
import { type CallApiDeps, callApi } from '../../../shared/metering/gateway/call-api.ts';
import { compileApis } from '../../../shared/metering/gateway/match-api.ts';
import type { createMeter } from '../../../shared/metering/quota/meter.ts';
import type { CallOutcome } from '../../../shared/metering/quota/quota.ts';
import { defaultMeteringRules } from '../../../shared/metering/rules.ts';
import { createSender } from '../../../shared/outside/seller-endpoint/sender.ts';
import { backendAnswer } from '../../support/backend-answer.ts';

const key = { id: 'grp_1', secret: 'a-secret-of-the-group-long-enough' };
const now = new Date('2026-11-02T02:00:00Z');
let backend: Awaited<ReturnType<typeof startApiBackend>>;
beforeAll(async () => {
  backend = await startApiBackend({ port: 0, secrets: { [key.id]: key.secret } });
});
afterAll(() => backend.stop());

let settled: CallOutcome[] = [];
beforeEach(() => {
  settled = [];
});

type Meter = ReturnType<typeof createMeter>;
const meter = (admits = true): Meter => ({
  seemsEmpty: () => false,
  admit: async (parcelId) => (admits ? { parcelId } : undefined),
  settle: async (_ticket, outcome) => {
    settled.push(outcome);
    return 42;
  },
});
const findApi = compileApis([
  { method: 'GET', pathTemplate: '/companies/{creditCode}/risk', apiId: 'api_risk' },
]);

const freeSlots: CallApiDeps['slots'] = {
  isFree: async () => true,
  take: async (route) => ({ route }),
  watched: (_leave, _now, send) => send,
  giveBack: async () => undefined,
};

const deps = (overrides: Partial<CallApiDeps> = {}): CallApiDeps => ({
  rules: { ...defaultMeteringRules, forwardTimeoutSeconds: 2 },
  group: async (prefix) =>
    prefix === 'company'
      ? {
          groupId: 'grp_1',
          backendUrl: backend.url,
          secret: key,
          findApi: (method, path) => findApi(method, path)?.api,
        }
      : undefined,
  app: async (appCode) => (appCode === 'right' ? { appId: 'cap_1', ownerId: 'usr_buyer' } : undefined),
  accesses: async () => [{ entitlementId: 'ent_1', parcel: 1, countingRule: 'success_only' }],
  slots: freeSlots,
  meter: meter(),
  send: createSender({ ports: [443], allowLoopback: true }).send,
  ...overrides,
});

const call = (overrides: Partial<ApiCall> = {}): ApiCall => ({
  method: 'GET',
  path: '/company/companies/91110108MA00000A1X/risk',
  rawQuery: '',
  headers: {
    authorization: 'APPCODE right',
    cookie: 'a=b',
    'x-ca-key': 'k',
    accept: 'application/json',
    'x-request-id': 'r-1',
  },
  body: undefined,
  requestId: 'r-1',
  sourceAddress: '192.0.2.1',
  now: () => now,
  ...overrides,
});

test('keeps the caller’s credentials from the backend, and lets it verify that the call is genuine', async () => {
  const answer = await callApi(call(), deps());
  expect(answer.headers).toMatchObject({
    'x-ca-quota-remaining': '42',
    'x-request-id': 'r-1',
    'x-ca-request-id': 'r-1',
  });
  const seen = backend.requests().at(-1);
  expect(seen?.genuine).toBe(true);
  expect(Object.keys(seen?.headers ?? {})).not.toContain('authorization');
  expect(Object.keys(seen?.headers ?? {})).not.toContain('cookie');
  expect(Object.keys(seen?.headers ?? {})).not.toContain('x-ca-key');
});

const answering =
  (headers: Record<string, string | string[]>, { status = 200, bytes = 0 } = {}): CallApiDeps['send'] =>
  async () =>
    backendAnswer({ status, headers, body: new Uint8Array(bytes) });
const ids = { 'x-request-id': 'r-1', 'x-ca-request-id': 'r-1', 'x-ca-quota-remaining': '42' };

test('lets no backend set cookies on the host that all sellers’ backends share', async () => {
  const headers = {
    'set-cookie': ['a=1; Path=/', 'b=2'],
    'clear-site-data': '"*"',
    'content-type': 'text/plain',
  };
  const answer = await callApi(call(), deps({ send: answering(headers) }));
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
  const answer = await callApi(call(), deps({ send: answering(headers) }));
  expect(answer.headers).toEqual({ ...Object.fromEntries(ofAnswer.map((name) => [name, '1'])), ...ids });
});

test('hands on as bytes what the backend did not name, and invents no type where there is no body', async () => {
  const named = async (bytes: number) =>
    (await callApi(call(), deps({ send: answering({}, { bytes }) }))).headers['content-type'];
  expect([await named(3), await named(0)]).toEqual(['application/octet-stream', undefined]);
});

test.each([0, 99, 101, 600, 999])(
  'a backend that answers the status %i, which is none, has failed',
  async (status) => {
    await expect(callApi(call(), deps({ send: answering({}, { status }) }))).rejects.toMatchObject({
      spec: { code: 'gateway.bad_answer' },
    });
    expect(settled).toMatchObject([{ status: 502, counted: false }]);
  },
);

test('passes a backend’s 500 through, and does not count it', async () => {
  const answer = await callApi(call({ rawQuery: 'simulate=fault' }), deps());
  expect(answer.status).toBe(500);
  expect(settled).toMatchObject([{ status: 500, counted: false, apiId: 'api_risk', appId: 'cap_1' }]);
});

test('counts a 500 where the plan counts what was forwarded', async () => {
  await callApi(
    call({ rawQuery: 'simulate=fault' }),
    deps({ accesses: async () => [{ entitlementId: 'ent_1', parcel: 1, countingRule: 'forwarded' }] }),
  );
  expect(settled).toMatchObject([{ status: 500, counted: true }]);
});

const refusals: [string, Partial<ApiCall>, Partial<CallApiDeps>, string][] = [
  ['an unknown group', { path: '/nothing/x' }, {}, 'gateway.unknown_api'],
  ['an unknown path', { path: '/company/nothing' }, {}, 'gateway.unknown_api'],
  ['a way around the path', { path: '/company/companies/..%2f..%2fadmin/risk' }, {}, 'gateway.unknown_api'],
  ['a wrong AppCode', { headers: { authorization: 'APPCODE wrong' } }, {}, 'gateway.bad_credential'],
  ['no credential', { headers: {} }, {}, 'gateway.bad_credential'],
  ['a buyer without entitlement', {}, { accesses: async () => [] }, 'gateway.no_entitlement'],
  ['a used up quota', {}, { meter: meter(false) }, 'gateway.quota_exhausted'],
  [
    'a path that is too long',
    { path: `/company/companies/${'a'.repeat(2_048)}/risk` },
    {},
    'gateway.url_too_long',
  ],
  [
    'a body that is too large',
    { body: new Uint8Array(defaultMeteringRules.maxBodyBytes + 1) },
    {},
    'gateway.too_large',
  ],
];
test.each(refusals)('answers %s itself, and counts nothing', async (_name, of, having, code) => {
  const before = backend.requests().length;
  await expect(callApi(call(of), deps(having))).rejects.toMatchObject({ spec: { code } });
  expect([settled.length, backend.requests().length]).toEqual([0, before]);
});

test('notes for the seller’s figures, and does not count, that the backend cannot be reached', async () => {
  const group = async () => ({
    groupId: 'grp_1',
    backendUrl: 'http://127.0.0.1:9',
    secret: key,
    findApi: () => ({ apiId: 'api_risk' }),
  });
  await expect(callApi(call(), deps({ group }))).rejects.toMatchObject({
    spec: { code: 'gateway.backend_failed', status: 502 },
  });
  expect(settled).toMatchObject([{ status: 502, counted: false }]);
});

const failing =
  (
    errorClass: 'timeout' | 'reset' | 'protocol' | 'dns',
    detail = '',
    neverLeft = false,
  ): CallApiDeps['send'] =>
  async () => ({ kind: 'failed', errorClass, detail, durationMs: 1, neverLeft });
const forwarded = async () => [{ entitlementId: 'ent_1', parcel: 1, countingRule: 'forwarded' as const }];

const failures = [
  {
    errorClass: 'timeout',
    detail: '',
    neverLeft: true,
    code: 'backend_timeout',
    status: 504,
    counted: false,
  },
  {
    errorClass: 'timeout',
    detail: '',
    neverLeft: false,
    code: 'backend_timeout',
    status: 504,
    counted: true,
  },
  {
    errorClass: 'reset',
    detail: 'ECONNRESET',
    neverLeft: false,
    code: 'backend_failed',
    status: 502,
    counted: true,
  },
  {
    errorClass: 'dns',
    detail: 'ENOTFOUND',
    neverLeft: false,
    code: 'backend_failed',
    status: 502,
    counted: false,
  },
  {
    errorClass: 'protocol',
    detail: 'HPE_INVALID_CONSTANT',
    neverLeft: false,
    code: 'bad_answer',
    status: 502,
    counted: true,
  },
  {
    errorClass: 'protocol',
    detail: 'HPE_HEADER_OVERFLOW',
    neverLeft: false,
    code: 'answer_too_large',
    status: 502,
    counted: true,
  },
] as const;

test.each(failures)(
  'of a plan that counts what was forwarded, a failure ($errorClass $detail, before the connection: $neverLeft) is told as $code $status and counted: $counted',
  async ({ errorClass, detail, neverLeft, code, status, counted }) => {
    const send = failing(errorClass, detail, neverLeft);
    await expect(callApi(call(), deps({ accesses: forwarded, send }))).rejects.toMatchObject({
      spec: { code: `gateway.${code}`, status },
    });
    expect(settled).toMatchObject([{ status, counted }]);
    await expect(callApi(call(), deps({ send }))).rejects.toMatchObject({ spec: { status } });
    expect(settled.at(-1)).toMatchObject({ status, counted: false });
  },
);

test('counts no success whose answer was too large to be passed on, and invites nobody to call again', async () => {
  const rules = { ...defaultMeteringRules, maxAnswerBytes: 10 };
  const refused = { spec: { code: 'gateway.answer_too_large', status: 502, retryable: false } };
  await expect(callApi(call(), deps({ rules }))).rejects.toMatchObject(refused);
  expect(settled).toMatchObject([{ status: 502, counted: false }]);
});

test('sends the query on to the byte', async () => {
  const rawQuery = `a='b'&c="d"&e=<f>&a=&&g=%e4%ba%91+%20;h=[1]|{2}^\``;
  await callApi(call({ rawQuery }), deps());
  expect(backend.requests().at(-1)).toMatchObject({
    url: `/companies/91110108MA00000A1X/risk?${rawQuery}`,
    genuine: true,
  });
});

test('forwards nothing while all slots of a slow backend are taken, and touches no quota', async () => {
  const seen = backend.requests().length;
  const slots = { ...freeSlots, take: async () => undefined };
  const admits = meter();
  const admit = async () => Promise.reject(new Error('asked for quota'));
  await expect(callApi(call(), deps({ slots, meter: { ...admits, admit } }))).rejects.toMatchObject({
    spec: { code: 'gateway.backend_busy', status: 503, retryable: true },
  });
  expect([settled.length, backend.requests().length]).toEqual([0, seen]);
});

test('watches every call in its leave, and gives that back once however the call ends', async () => {
  const watched: unknown[] = [];
  const back: unknown[] = [];
  const slots: CallApiDeps['slots'] = {
    ...freeSlots,
    watched: (leave, _now, send) => (request) => {
      watched.push(leave);
      return send(request);
    },
    giveBack: async (leave, _now, tookMilliseconds) => void back.push([leave, typeof tookMilliseconds]),
  };
  const lost: CallApiDeps['send'] = async () => ({
    kind: 'failed',
    errorClass: 'connect',
    detail: 'ECONNREFUSED',
    durationMs: 1,
  });
  await callApi(call(), deps({ slots }));
  await expect(callApi(call(), deps({ slots, send: lost }))).rejects.toThrow();
  await expect(callApi(call(), deps({ slots, meter: meter(false) }))).rejects.toThrow();
  const leave = { route: { groupId: 'grp_1', backendUrl: backend.url, appId: 'cap_1' } };
  expect(watched).toEqual([leave, leave]);
  expect(back).toEqual([
    [leave, 'number'],
    [leave, 'number'],
    [leave, 'undefined'],
  ]);
});

test('takes no slot of a slow backend for a buyer whose quota was used up a moment ago, and asks the meter where calls need none', async () => {
  const empty = { ...meter(), seemsEmpty: () => true };
  const slots = {
    ...freeSlots,
    isFree: async () => false,
    take: () => Promise.reject(new Error('took a slot')),
  };
  await expect(callApi(call(), deps({ meter: empty, slots }))).rejects.toMatchObject({
    spec: { code: 'gateway.quota_exhausted' },
  });
  expect(await callApi(call(), deps({ meter: empty }))).toMatchObject({ status: 200 });
});

test('forwards a path up to the longest that the sender takes, and tells the limit for a longer one', async () => {
  const rest = `${backend.url}/companies//risk`.length;
  const of = (length: number) => call({ path: `/company/companies/${'a'.repeat(length - rest)}/risk` });
  const seen = backend.requests().length;
  await callApi(of(defaultMeteringRules.maxUrlLength), deps());
  expect(backend.requests()).toHaveLength(seen + 1);
  await expect(callApi(of(defaultMeteringRules.maxUrlLength + 1), deps())).rejects.toMatchObject({
    extras: { params: { max: defaultMeteringRules.maxUrlLength } },
  });
});

test('tells no failure of its own as the backend’s, and advises to call again only where nothing was sent', async () => {
  const cause = new Error('ThrottlingException');
  const fails = () => Promise.reject(cause);
  const code = (name: string, retryable: boolean) => ({
    cause,
    spec: { code: `gateway.${name}`, status: 500, retryable },
  });
  const before: Partial<CallApiDeps>[] = [
    { group: fails },
    { accesses: fails },
    { slots: { ...freeSlots, take: fails } },
    { meter: { ...meter(), admit: fails } },
  ];
  for (const having of before)
    await expect(callApi(call(), deps(having))).rejects.toMatchObject(code('internal', true));
  const settling = deps({ meter: { ...meter(), settle: fails } });
  await expect(callApi(call(), settling)).rejects.toMatchObject(code('outcome_unknown', false));
});
