import { backendHeaders } from '../outside/backend-headers.ts';
import { signBackendRequest } from '../outside/backend-signature.ts';
import type { Answered, Send, SendRequest } from '../outside/seller-endpoint/send-request.ts';
import type { CountingRule } from './access.ts';
import { answerHeaders } from './answer-headers.ts';
import { errorOf, neverReached } from './backend-outcome.ts';
import type { CallSlots } from './call-slots.ts';
import { gatewayErrors } from './errors.ts';
import type { createMeter, Ticket } from './meter.ts';
import type { MeteringRules } from './rules.ts';

/** An API with the headers that it declares. */
export type CalledApi = { readonly apiId: string; readonly headers?: readonly string[] };

/** A published group as the gateway needs it. `findApi` takes the path behind the prefix. */
export type GatewayGroup = {
  readonly groupId: string;
  readonly backendUrl: string;
  readonly secret: { readonly id: string; readonly secret: string };
  readonly findApi: (method: string, path: string) => CalledApi | undefined;
};

export type ApiCall = {
  readonly method: string;
  /** behind `/gw`, percent-encoded: `/<prefix>/<path>` */
  readonly path: string;
  readonly rawQuery: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array | undefined;
  readonly requestId: string;
  readonly sourceAddress: string;
  readonly now: () => Date;
};
export type ApiAnswer = { readonly status: number; readonly headers: Record<string, string>; readonly body: Uint8Array };

type Paying = { readonly entitlementId: string; readonly countingRule: CountingRule };

export type CallApiDeps = {
  readonly group: (prefix: string, now: Date) => Promise<GatewayGroup | undefined>;
  readonly app: (appCode: string, sourceAddress: string, now: Date) => Promise<{ appId: string; ownerId: string } | undefined>;
  /** entitlements that may pay for the call, the one that ends first in front */
  readonly accesses: (buyerId: string, groupId: string, now: Date) => Promise<readonly Paying[]>;
  readonly slots: Pick<CallSlots, 'take' | 'watched' | 'giveBack'>;
  readonly meter: ReturnType<typeof createMeter>;
  readonly send: Send;
  readonly rules: MeteringRules;
};

/**
 * One metered call: find the group, check the credential, take a slot of the quota, forward, count, pass the answer on
 * (`spec/5-api-calls.md`, "A call"). @throws the gateway's own errors; none of them is counted
 */
export async function callApi(call: ApiCall, deps: CallApiDeps): Promise<ApiAnswer> {
  const [, prefix = '', rest = '/'] = /^\/([^/]+)(\/.*)?$/.exec(call.path) ?? [];
  const group = await deps.group(prefix, call.now());
  if (!group) throw gatewayErrors.unknown_api();
  const app = await deps.app(appCodeOf(call.headers.authorization), call.sourceAddress, call.now());
  if (!app) throw gatewayErrors.bad_credential();
  const api = group.findApi(call.method, rest);
  if (!api) throw gatewayErrors.unknown_api();
  if ((call.body?.byteLength ?? 0) > deps.rules.maxBodyBytes) throw gatewayErrors.too_large();
  const running = await deps.accesses(app.ownerId, group.groupId, call.now());
  if (running.length === 0) throw gatewayErrors.no_entitlement();

  const route = { groupId: group.groupId, backendUrl: group.backendUrl, appId: app.appId };
  const leave = await deps.slots.take(route, call.now());
  if (!leave) throw gatewayErrors.backend_busy();
  let tookMilliseconds: number | undefined;
  try {
    const { ticket, countingRule } = await admit(running, call.now(), deps);
    const send = deps.slots.watched(leave, call.now, deps.send);
    const result = await send(backendRequest(call, group, api, rest, deps.rules));
    tookMilliseconds = result.durationMs;

    const error = errorOf(result);
    const status = error?.spec.status ?? (result.kind === 'answered' ? result.status : 502);
    const counted = countingRule === 'forwarded' ? !neverReached(result) : status >= 200 && status < 300;
    const at = call.now();
    const outcome = { apiId: api.apiId, appId: app.appId, status, counted, at: at.toISOString() };
    const left = await deps.meter.settle(ticket, outcome, at);
    if (error || result.kind === 'failed') throw error;
    return answerOf(result, call.requestId, left);
  } finally {
    await deps.slots.giveBack(leave, call.now(), tookMilliseconds);
  }
}

function answerOf({ status, headers, body }: Answered, requestId: string, left: number | undefined): ApiAnswer {
  const remaining: Record<string, string> = left === undefined ? {} : { 'x-ca-quota-remaining': String(left) };
  const ids = { 'x-request-id': requestId, 'x-ca-request-id': requestId };
  return { status, headers: { ...answerHeaders(headers, { hasBody: body.byteLength > 0 }), ...ids, ...remaining }, body };
}

const appCodeOf = (authorization: string | undefined): string => /^APPCODE\s+(\S{1,200})\s*$/i.exec(authorization ?? '')?.[1] ?? '';

async function admit(
  running: readonly Paying[],
  now: Date,
  { meter }: CallApiDeps,
): Promise<{ ticket: Ticket; countingRule: CountingRule }> {
  // A used up package stays until it ends; asked first, it would cost every call of the next one a look.
  const full = running.filter(({ entitlementId }) => !meter.seemsEmpty(entitlementId, now));
  for (const { entitlementId, countingRule } of new Set([...full, ...running])) {
    const ticket = await meter.admit(entitlementId, now);
    if (ticket) return { ticket, countingRule };
  }
  throw gatewayErrors.quota_exhausted();
}

function backendRequest(
  { method, rawQuery, headers, body, requestId }: ApiCall,
  group: GatewayGroup,
  api: CalledApi,
  path: string,
  rules: MeteringRules,
): SendRequest {
  const backend = new URL(group.backendUrl);
  const fullPath = `${backend.pathname.replace(/\/$/, '')}${path}`;
  const signed = signBackendRequest(
    {
      method,
      path: fullPath,
      query: [...new URLSearchParams(rawQuery)],
      contentType: headers['content-type'],
      body,
      signedHeaders: { 'X-Ca-Request-Id': requestId },
    },
    group.secret,
  );
  return {
    url: `${backend.origin}${fullPath}${rawQuery ? `?${rawQuery}` : ''}`,
    method: method as SendRequest['method'],
    headers: { ...backendHeaders(headers, api.headers), ...signed },
    body,
    requestId,
    timeoutMs: rules.forwardTimeoutSeconds * 1000,
    maxBytes: rules.maxAnswerBytes,
  };
}
