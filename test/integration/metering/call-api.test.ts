import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startApiBackend } from '../../../examples/api-backend/start-api-backend.ts';
import { type ApiCall, type CallApiDeps, callApi } from '../../../shared/metering/call-api.ts';
import { compileApis } from '../../../shared/metering/match-api.ts';
import type { createMeter } from '../../../shared/metering/meter.ts';
import type { CallOutcome } from '../../../shared/metering/quota.ts';
import { defaultMeteringRules } from '../../../shared/metering/rules.ts';
import { createSender } from '../../../shared/outside/seller-endpoint/sender.ts';

const key = { id: 'grp_1', secret: 'a-secret-of-the-group-long-enough' };
const now = new Date('2026-11-02T02:00:00Z');
let backend: Awaited<ReturnType<typeof startApiBackend>>;
beforeAll(async () => {
  backend = await startApiBackend({ port: 0, secrets: { [key.id]: key.secret } });
});
afterAll(() => backend.stop());

let settled: CallOutcome[] = [];
let returned = 0;
beforeEach(() => {
  settled = [];
  returned = 0;
});

type Meter = ReturnType<typeof createMeter>;
const meter = (admits = true): Meter => ({
  seemsEmpty: () => false,
  admit: async (entitlementId) => (admits ? { entitlementId } : undefined),
  settle: async (_ticket, outcome) => {
    settled.push(outcome);
    return 42;
  },
  giveBack: async () => {
    returned += 1;
  },
});
const findApi = compileApis([{ method: 'GET', pathTemplate: '/companies/{creditCode}/risk', apiId: 'api_risk' }]);

const deps = (overrides: Partial<CallApiDeps> = {}): CallApiDeps => ({
  rules: { ...defaultMeteringRules, forwardTimeoutSeconds: 2 },
  group: async (prefix) =>
    prefix === 'company'
      ? { groupId: 'grp_1', backendUrl: backend.url, secret: key, findApi: (method, path) => findApi(method, path)?.api }
      : undefined,
  app: async (appCode) => (appCode === 'right' ? { appId: 'cap_1', ownerId: 'usr_buyer' } : undefined),
  accesses: async () => [{ entitlementId: 'ent_1', countingRule: 'success-only' }],
  meter: meter(),
  send: createSender({ ports: [443], allowLoopback: true }).send,
  ...overrides,
});

const call = (overrides: Partial<ApiCall> = {}): ApiCall => ({
  method: 'GET',
  path: '/company/companies/91110108MA00000A1X/risk',
  rawQuery: '',
  headers: { authorization: 'APPCODE right', cookie: 'a=b', 'x-ca-key': 'k', accept: 'application/json', 'x-request-id': 'r-1' },
  body: undefined,
  requestId: 'r-1',
  now: () => now,
  ...overrides,
});

test('keeps the caller’s credentials from the backend, and lets it verify that the call is genuine', async () => {
  const answer = await callApi(call(), deps());
  expect(answer.headers).toMatchObject({ 'x-ca-quota-remaining': '42', 'x-request-id': 'r-1' });
  const seen = backend.requests().at(-1);
  expect(seen?.genuine).toBe(true);
  expect(Object.keys(seen?.headers ?? {})).not.toContain('authorization');
  expect(Object.keys(seen?.headers ?? {})).not.toContain('cookie');
  expect(Object.keys(seen?.headers ?? {})).not.toContain('x-ca-key');
});

test('lets no backend set cookies on the host that all sellers’ backends share', async () => {
  const headers = { 'set-cookie': ['a=1; Path=/', 'b=2'], 'clear-site-data': '"*"', 'content-type': 'text/plain' };
  const answered = {
    kind: 'answered',
    status: 200,
    headers,
    body: new Uint8Array(),
    bodyText: '',
    truncated: false,
    durationMs: 1,
  } as const;
  const answer = await callApi(call(), deps({ send: async () => answered }));
  expect(answer.headers).toEqual({ 'content-type': 'text/plain', 'x-request-id': 'r-1', 'x-ca-quota-remaining': '42' });
});

test('passes a backend’s 500 through, and does not count it', async () => {
  const answer = await callApi(call({ rawQuery: 'simulate=fault' }), deps());
  expect(answer.status).toBe(500);
  expect(settled).toMatchObject([{ status: 500, counted: false, apiId: 'api_risk', appId: 'cap_1' }]);
});

test('counts a 500 where the plan counts what was forwarded', async () => {
  await callApi(
    call({ rawQuery: 'simulate=fault' }),
    deps({ accesses: async () => [{ entitlementId: 'ent_1', countingRule: 'forwarded' }] }),
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
  ['a body that is too large', { body: new Uint8Array(defaultMeteringRules.maxBodyBytes + 1) }, {}, 'gateway.too_large'],
];
test.each(refusals)('answers %s itself, and counts nothing', async (_name, of, having, code) => {
  const before = backend.requests().length;
  await expect(callApi(call(of), deps(having))).rejects.toMatchObject({ spec: { code } });
  expect([settled.length, backend.requests().length]).toEqual([0, before]);
});

test('gives the slot back when the backend cannot be reached', async () => {
  const group = async () => ({ groupId: 'grp_1', backendUrl: 'http://127.0.0.1:9', secret: key, findApi: () => ({ apiId: 'api_risk' }) });
  await expect(callApi(call(), deps({ group }))).rejects.toMatchObject({ spec: { code: 'gateway.backend_failed', status: 502 } });
  expect([settled.length, returned]).toEqual([0, 1]);
});

test.each([
  [true, 0, 1],
  [false, 1, 0],
])('of a plan that counts what was forwarded, a time-out before the connection (%s) leaves the slot', async (neverLeft, counted, back) => {
  const failed = { kind: 'failed', errorClass: 'timeout', detail: '', durationMs: 1, neverLeft } as const;
  const accesses = async () => [{ entitlementId: 'ent_1', countingRule: 'forwarded' as const }];
  await expect(callApi(call(), deps({ accesses, send: async () => failed }))).rejects.toMatchObject({ spec: { status: 504 } });
  expect([settled.length, returned]).toEqual([counted, back]);
});

test('counts no success whose answer was too large to be passed on', async () => {
  const rules = { ...defaultMeteringRules, maxAnswerBytes: 10 };
  await expect(callApi(call(), deps({ rules }))).rejects.toMatchObject({ spec: { code: 'gateway.backend_failed', status: 502 } });
  expect(settled).toMatchObject([{ status: 502, counted: false }]);
});
