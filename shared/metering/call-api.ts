import { signBackendRequest } from '../outside/backend-signature.ts';
import type { Send, SendRequest } from '../outside/seller-endpoint/send-request.ts';
import type { CountingRule } from './access.ts';
import { gatewayErrors } from './errors.ts';
import { answerHeaders, requestHeaders } from './forwarded-headers.ts';
import type { createMeter, Ticket } from './meter.ts';
import type { MeteringRules } from './rules.ts';

/** A published group as the gateway needs it. `findApi` takes the path behind the prefix. */
export type GatewayGroup = {
  readonly groupId: string;
  readonly backendUrl: string;
  readonly secret: { readonly id: string; readonly secret: string };
  readonly findApi: (method: string, path: string) => { readonly apiId: string } | undefined;
};

export type ApiCall = {
  readonly method: string;
  /** behind `/gw`, percent-encoded: `/<prefix>/<path>` */
  readonly path: string;
  readonly rawQuery: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array | undefined;
  readonly requestId: string;
  readonly now: () => Date;
};
export type ApiAnswer = { readonly status: number; readonly headers: Record<string, string>; readonly body: Uint8Array };

export type CallApiDeps = {
  readonly group: (prefix: string, now: Date) => Promise<GatewayGroup | undefined>;
  readonly app: (appCode: string, now: Date) => Promise<{ appId: string; ownerId: string } | undefined>;
  /** entitlements that may pay for the call, the one that ends first in front */
  readonly accesses: (
    buyerId: string,
    groupId: string,
    now: Date,
  ) => Promise<readonly { entitlementId: string; countingRule: CountingRule }[]>;
  readonly meter: ReturnType<typeof createMeter>;
  readonly send: Send;
  readonly rules: MeteringRules;
};

/**
 * One metered call: find the group, check the credential, take a slot of the quota, forward, count, pass the answer on
 * (`spec/5-api-calls.md`, "A call"). @throws the gateway's own errors; none of them is counted
 */
export async function callApi(call: ApiCall, deps: CallApiDeps): Promise<ApiAnswer> {
  const { rules, meter } = deps;
  const [, prefix = '', rest = ''] = /^\/([^/]+)(\/.*)?$/.exec(call.path) ?? [];
  const group = await deps.group(prefix, call.now());
  if (!group) throw gatewayErrors.unknown_api();
  const app = await deps.app(appCodeOf(call.headers.authorization), call.now());
  if (!app) throw gatewayErrors.bad_credential();
  const api = group.findApi(call.method, rest || '/');
  if (!api) throw gatewayErrors.unknown_api();
  if ((call.body?.byteLength ?? 0) > rules.maxBodyBytes) throw gatewayErrors.too_large();
  const { ticket, countingRule } = await admit(app.ownerId, group.groupId, call.now(), deps);

  const result = await deps.send(backendRequest(call, group, rest || '/', rules));
  if (result.kind === 'failed' && (countingRule === 'success-only' || result.neverLeft || neverLeft.has(result.errorClass))) {
    await meter.giveBack(ticket);
    throw result.errorClass === 'timeout' ? gatewayErrors.backend_timeout() : gatewayErrors.backend_failed();
  }
  // An answer too large to be passed on reaches nobody: the caller gets a 502, which is no success.
  const status = result.kind === 'failed' ? 504 : result.truncated ? 502 : result.status;
  const counted = countingRule === 'forwarded' || (status >= 200 && status < 300);
  const at = call.now();
  const left = await meter.settle(ticket, { apiId: api.apiId, appId: app.appId, status, counted, at: at.toISOString() }, at);
  if (result.kind === 'failed') throw gatewayErrors.backend_timeout();
  if (result.truncated) throw gatewayErrors.backend_failed();
  const remaining: Record<string, string> = left === undefined ? {} : { 'x-ca-quota-remaining': String(left) };
  return { status, headers: { ...answerHeaders(result.headers), 'x-request-id': call.requestId, ...remaining }, body: result.body };
}

/** Failures after which the backend cannot have seen the call, whatever the counting rule. */
const neverLeft: ReadonlySet<string> = new Set(['refused_address', 'dns', 'connect', 'tls']);

const appCodeOf = (authorization: string | undefined): string => /^APPCODE\s+(\S{1,200})\s*$/i.exec(authorization ?? '')?.[1] ?? '';

async function admit(
  buyerId: string,
  groupId: string,
  now: Date,
  { accesses, meter }: CallApiDeps,
): Promise<{ ticket: Ticket; countingRule: CountingRule }> {
  const running = await accesses(buyerId, groupId, now);
  if (running.length === 0) throw gatewayErrors.no_entitlement();
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
    headers: { ...requestHeaders(headers), ...signed },
    body,
    requestId,
    timeoutMs: rules.forwardTimeoutSeconds * 1000,
    maxBytes: rules.maxAnswerBytes,
  };
}
