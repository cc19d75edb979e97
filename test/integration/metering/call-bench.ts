import { startApiBackend } from '../../../examples/api-backend/start-api-backend.ts';
import type { ApiCall } from '../../../shared/metering/gateway/api-call.ts';
import type { CallApiDeps } from '../../../shared/metering/gateway/call-api.ts';
import { compileApis } from '../../../shared/metering/gateway/match-api.ts';
import type { createMeter } from '../../../shared/metering/quota/meter.ts';
import type { CallOutcome } from '../../../shared/metering/quota/quota.ts';
import { defaultMeteringRules } from '../../../shared/metering/rules.ts';
import { createSender } from '../../../shared/outside/seller-endpoint/sender.ts';
import { backendAnswer } from '../../support/backend-answer.ts';

/** The group's secret, which its backend knows. */
export const key = { id: 'grp_1', secret: 'a-secret-of-the-group-long-enough' };
const now = new Date('2026-11-02T02:00:00Z');
const findApi = compileApis([
  { method: 'GET', pathTemplate: '/companies/{creditCode}/risk', apiId: 'api_risk' },
]);

/** A group that is known as fast. */
export const freeSlots: CallApiDeps['slots'] = {
  isFree: async () => true,
  take: async (route) => ({ route }),
  watched: (_leave, _now, send) => send,
  giveBack: async () => undefined,
};

type Meter = ReturnType<typeof createMeter>;
/** A meter that has a slot for every call, or for none, and notes how calls end. */
export const meterNoting = (settled: CallOutcome[], admits = true): Meter => ({
  seemsEmpty: () => false,
  admit: async (parcelId) => (admits ? { parcelId } : undefined),
  settle: async (_ticket, outcome) => {
    settled.push(outcome);
    return 42;
  },
});

export type CallBench = Awaited<ReturnType<typeof openCallBench>>;

/** A seller's backend, and the rest of the gateway with a meter that notes how calls end. */
export async function openCallBench(settled: CallOutcome[]) {
  const backend = await startApiBackend({ port: 0, secrets: { [key.id]: key.secret } });
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
    meter: meterNoting(settled),
    send: createSender({ ports: [443], allowLoopback: true }).send,
    ...overrides,
  });

  return { backend, deps };
}

/** A call of the buyer's as the gateway gets it. */
export const call = (overrides: Partial<ApiCall> = {}): ApiCall => ({
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

/** A backend that answers with these headers. */
export const answering =
  (headers: Record<string, string | string[]>, { status = 200, bytes = 0 } = {}): CallApiDeps['send'] =>
  async () =>
    backendAnswer({ status, headers, body: new Uint8Array(bytes) });
/** What every answer of the gateway has. */
export const ids = { 'x-request-id': 'r-1', 'x-ca-request-id': 'r-1', 'x-ca-quota-remaining': '42' };
