import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ApiCall } from '../../../shared/metering/gateway/api-call.ts';
import { type CallApiDeps, callApi } from '../../../shared/metering/gateway/call-api.ts';
import type { CallOutcome } from '../../../shared/metering/quota/quota.ts';
import { defaultMeteringRules } from '../../../shared/metering/rules.ts';
import { answering, type CallBench, call, freeSlots, key, meterNoting, openCallBench } from './call-bench.ts';

const settled: CallOutcome[] = [];
let bench: CallBench;
beforeAll(async () => {
  bench = await openCallBench(settled);
});
afterAll(() => bench.backend.stop());
beforeEach(() => {
  settled.length = 0;
});

test('keeps the caller’s credentials from the backend, and lets it verify that the call is genuine', async () => {
  const answer = await callApi(call(), bench.deps());
  expect(answer.headers).toMatchObject({
    'x-ca-quota-remaining': '42',
    'x-request-id': 'r-1',
    'x-ca-request-id': 'r-1',
  });
  const seen = bench.backend.requests().at(-1);
  expect(seen?.genuine).toBe(true);
  expect(Object.keys(seen?.headers ?? {})).not.toContain('authorization');
  expect(Object.keys(seen?.headers ?? {})).not.toContain('cookie');
  expect(Object.keys(seen?.headers ?? {})).not.toContain('x-ca-key');
});

test('passes a backend’s 500 through, and does not count it', async () => {
  const answer = await callApi(call({ rawQuery: 'simulate=fault' }), bench.deps());
  expect(answer.status).toBe(500);
  expect(settled).toMatchObject([{ status: 500, counted: false, apiId: 'api_risk', appId: 'cap_1' }]);
});

test.each([0, 99, 101, 600, 999])(
  'a backend that answers the status %i, which is none, has failed',
  async (status) => {
    await expect(callApi(call(), bench.deps({ send: answering({}, { status }) }))).rejects.toMatchObject({
      spec: { code: 'gateway.bad_answer' },
    });
    expect(settled).toMatchObject([{ status: 502, counted: false }]);
  },
);

test('counts a 500 where the plan counts what was forwarded', async () => {
  await callApi(
    call({ rawQuery: 'simulate=fault' }),
    bench.deps({ accesses: async () => [{ entitlementId: 'ent_1', parcel: 1, countingRule: 'forwarded' }] }),
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
  ['a used up quota', {}, { meter: meterNoting(settled, false) }, 'gateway.quota_exhausted'],
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
  const before = bench.backend.requests().length;
  await expect(callApi(call(of), bench.deps(having))).rejects.toMatchObject({ spec: { code } });
  expect([settled.length, bench.backend.requests().length]).toEqual([0, before]);
});

test('notes for the seller’s figures, and does not count, that the backend cannot be reached', async () => {
  const group = async () => ({
    groupId: 'grp_1',
    backendUrl: 'http://127.0.0.1:9',
    secret: key,
    findApi: () => ({ apiId: 'api_risk' }),
  });
  await expect(callApi(call(), bench.deps({ group }))).rejects.toMatchObject({
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
    await expect(callApi(call(), bench.deps({ accesses: forwarded, send }))).rejects.toMatchObject({
      spec: { code: `gateway.${code}`, status },
    });
    expect(settled).toMatchObject([{ status, counted }]);
    await expect(callApi(call(), bench.deps({ send }))).rejects.toMatchObject({ spec: { status } });
    expect(settled.at(-1)).toMatchObject({ status, counted: false });
  },
);

test('counts no success whose answer was too large to be passed on, and invites nobody to call again', async () => {
  const rules = { ...defaultMeteringRules, maxAnswerBytes: 10 };
  const refused = { spec: { code: 'gateway.answer_too_large', status: 502, retryable: false } };
  await expect(callApi(call(), bench.deps({ rules }))).rejects.toMatchObject(refused);
  expect(settled).toMatchObject([{ status: 502, counted: false }]);
});

test('sends the query on to the byte', async () => {
  const rawQuery = `a='b'&c="d"&e=<f>&a=&&g=%e4%ba%91+%20;h=[1]|{2}^\``;
  await callApi(call({ rawQuery }), bench.deps());
  expect(bench.backend.requests().at(-1)).toMatchObject({
    url: `/companies/91110108MA00000A1X/risk?${rawQuery}`,
    genuine: true,
  });
});

test('forwards nothing while all slots of a slow backend are taken, and touches no quota', async () => {
  const seen = bench.backend.requests().length;
  const slots = { ...freeSlots, take: async () => undefined };
  const admits = meterNoting(settled);
  const admit = async () => Promise.reject(new Error('asked for quota'));
  await expect(callApi(call(), bench.deps({ slots, meter: { ...admits, admit } }))).rejects.toMatchObject({
    spec: { code: 'gateway.backend_busy', status: 503, retryable: true },
  });
  expect([settled.length, bench.backend.requests().length]).toEqual([0, seen]);
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
  await callApi(call(), bench.deps({ slots }));
  await expect(callApi(call(), bench.deps({ slots, send: lost }))).rejects.toThrow();
  await expect(callApi(call(), bench.deps({ slots, meter: meterNoting(settled, false) }))).rejects.toThrow();
  const leave = { route: { groupId: 'grp_1', backendUrl: bench.backend.url, appId: 'cap_1' } };
  expect(watched).toEqual([leave, leave]);
  expect(back).toEqual([
    [leave, 'number'],
    [leave, 'number'],
    [leave, 'undefined'],
  ]);
});

test('takes no slot of a slow backend for a buyer whose quota was used up a moment ago, and asks the meter where calls need none', async () => {
  const empty = { ...meterNoting(settled), seemsEmpty: () => true };
  const slots = {
    ...freeSlots,
    isFree: async () => false,
    take: () => Promise.reject(new Error('took a slot')),
  };
  await expect(callApi(call(), bench.deps({ meter: empty, slots }))).rejects.toMatchObject({
    spec: { code: 'gateway.quota_exhausted' },
  });
  expect(await callApi(call(), bench.deps({ meter: empty }))).toMatchObject({ status: 200 });
});

test('forwards a path up to the longest that the sender takes, and tells the limit for a longer one', async () => {
  const rest = `${bench.backend.url}/companies//risk`.length;
  const of = (length: number) => call({ path: `/company/companies/${'a'.repeat(length - rest)}/risk` });
  const seen = bench.backend.requests().length;
  await callApi(of(defaultMeteringRules.maxUrlLength), bench.deps());
  expect(bench.backend.requests()).toHaveLength(seen + 1);
  await expect(callApi(of(defaultMeteringRules.maxUrlLength + 1), bench.deps())).rejects.toMatchObject({
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
    { meter: { ...meterNoting(settled), admit: fails } },
  ];
  for (const having of before)
    await expect(callApi(call(), bench.deps(having))).rejects.toMatchObject(code('internal', true));
  const settling = bench.deps({ meter: { ...meterNoting(settled), settle: fails } });
  await expect(callApi(call(), settling)).rejects.toMatchObject(code('outcome_unknown', false));
});
