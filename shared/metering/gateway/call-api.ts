import { AppError } from '../../kernel/errors.ts';
import type { Answered, Send } from '../../outside/seller-endpoint/send-request.ts';
import { gatewayErrors } from '../errors.ts';
import type { Access, CountingRule } from '../quota/access.ts';
import type { createMeter, Ticket } from '../quota/meter.ts';
import { parcelIdOf } from '../quota/quota.ts';
import type { MeteringRules } from '../rules.ts';
import { answerHeaders } from './answer-headers.ts';
import type { ApiAnswer, ApiCall, GatewayGroup } from './api-call.ts';
import { errorOf, neverReached } from './backend-outcome.ts';
import { backendRequest } from './backend-request.ts';
import type { CallSlots, Leave } from './call-slots.ts';
import type { CallRoute } from './slot-pairs.ts';

type Paying = Pick<Access, 'entitlementId' | 'parcel' | 'countingRule'>;

export type CallApiDeps = {
  readonly group: (prefix: string, now: Date) => Promise<GatewayGroup | undefined>;
  readonly app: (
    appCode: string,
    sourceAddress: string,
    now: Date,
  ) => Promise<{ appId: string; ownerId: string } | undefined>;
  /** entitlements that may pay for the call, the one that ends first in front */
  readonly accesses: (buyerId: string, groupId: string, now: Date) => Promise<readonly Paying[]>;
  readonly slots: Pick<CallSlots, 'isFree' | 'take' | 'watched' | 'giveBack'>;
  readonly meter: ReturnType<typeof createMeter>;
  readonly send: Send;
  readonly rules: MeteringRules;
};

/**
 * One metered call: find the group, check the credential, take a slot of the quota, forward, count, pass the answer on
 * (`docs/rules/5-api-calls.md`, "A call"). @throws the gateway's own errors; none of them is counted
 */
export async function callApi(call: ApiCall, deps: CallApiDeps): Promise<ApiAnswer> {
  let wasSent = false;
  const send: Send = (request) => {
    wasSent = true;
    return deps.send(request);
  };
  try {
    return await forward(call, { ...deps, send });
  } catch (error) {
    if (error instanceof AppError) throw error;
    // A failure of ours is not told as the seller's, and to call again is advised only where the backend has done nothing yet.
    throw Object.assign(wasSent ? gatewayErrors.outcome_unknown() : gatewayErrors.internal(), {
      cause: error,
    });
  }
}

async function forward(call: ApiCall, deps: CallApiDeps): Promise<ApiAnswer> {
  const { app, running, request, ...called } = await checked(call, deps);
  const route = { groupId: called.group.groupId, backendUrl: called.group.backendUrl, appId: app.appId };
  const leave = await leaveFor(route, running, call.now(), deps);
  let tookMilliseconds: number | undefined;
  try {
    const { ticket, countingRule } = await admit(running, call.now(), deps);
    const result = await deps.slots.watched(leave, call.now, deps.send)(request);
    tookMilliseconds = result.durationMs;

    const error = errorOf(result);
    const status = error?.spec.status ?? (result.kind === 'answered' ? result.status : 502);
    const counted = countingRule === 'forwarded' ? !neverReached(result) : status >= 200 && status < 300;
    const at = call.now();
    const outcome = { apiId: called.api.apiId, appId: app.appId, status, counted, at: at.toISOString() };
    const left = await deps.meter.settle(ticket, outcome, at);
    if (error || result.kind === 'failed') throw error;
    return answerOf(result, call.requestId, left);
  } finally {
    await deps.slots.giveBack(leave, call.now(), tookMilliseconds);
  }
}

/** What is called, by whom, on which entitlements, and the request for it: whatever can be refused without a write. */
async function checked(call: ApiCall, deps: CallApiDeps) {
  const [, prefix = '', path = '/'] = /^\/([^/]+)(\/.*)?$/.exec(call.path) ?? [];
  const group = await deps.group(prefix, call.now());
  if (!group) throw gatewayErrors.unknown_api();
  const app = await deps.app(appCodeOf(call.headers.authorization), call.sourceAddress, call.now());
  if (!app) throw gatewayErrors.bad_credential();
  const api = group.findApi(call.method, path);
  if (!api) throw gatewayErrors.unknown_api();

  const request = backendRequest(call, { group, api, path }, deps.rules);
  const running = await deps.accesses(app.ownerId, group.groupId, call.now());
  if (running.length === 0) throw gatewayErrors.no_entitlement();
  return { group, app, api, running, request };
}

/** @throws quota_exhausted, backend_busy */
async function leaveFor(
  route: CallRoute,
  running: readonly Paying[],
  now: Date,
  { slots, meter }: CallApiDeps,
): Promise<Leave> {
  const seemsUsedUp = running.every((access) => meter.seemsEmpty(parcelIdOf(access), now));
  // Where slots are taken they cost writes, and are few: none for a buyer who had no quota a moment ago. Elsewhere the meter has a look.
  if (seemsUsedUp && !(await slots.isFree(route, now))) throw gatewayErrors.quota_exhausted();

  const leave = await slots.take(route, now);
  if (!leave) throw gatewayErrors.backend_busy();
  return leave;
}

function answerOf(
  { status, headers, body }: Answered,
  requestId: string,
  left: number | undefined,
): ApiAnswer {
  const remaining: Record<string, string> =
    left === undefined ? {} : { 'x-ca-quota-remaining': String(left) };
  const ids = { 'x-request-id': requestId, 'x-ca-request-id': requestId };
  return {
    status,
    headers: { ...answerHeaders(headers, { hasBody: body.byteLength > 0 }), ...ids, ...remaining },
    body,
  };
}

const appCodeOf = (authorization: string | undefined): string =>
  /^APPCODE\s+(\S{1,200})\s*$/i.exec(authorization ?? '')?.[1] ?? '';

async function admit(
  running: readonly Paying[],
  now: Date,
  { meter }: CallApiDeps,
): Promise<{ ticket: Ticket; countingRule: CountingRule }> {
  // A used up package stays until it ends; asked first, it would cost every call of the next one a look.
  const full = running.filter((access) => !meter.seemsEmpty(parcelIdOf(access), now));
  for (const access of new Set([...full, ...running])) {
    const { countingRule } = access;
    const ticket = await meter.admit(parcelIdOf(access), now);
    if (ticket) return { ticket, countingRule };
  }
  throw gatewayErrors.quota_exhausted();
}
