import { backendHeaders } from '../../outside/backend-headers.ts';
import { signBackendRequest } from '../../outside/backend-signature.ts';
import type { SendRequest } from '../../outside/seller-endpoint/send-request.ts';
import { gatewayErrors } from '../errors.ts';
import type { MeteringRules } from '../rules.ts';
import type { ApiCall, CalledApi, GatewayGroup } from './api-call.ts';

/** What is called at a backend, with the path behind the access prefix. */
type Called = { readonly group: GatewayGroup; readonly api: CalledApi; readonly path: string };

/** The signed request that the backend of a group gets for a call. @throws url_too_long, too_large */
export function backendRequest(
  { method, rawQuery, headers, body, requestId }: ApiCall,
  called: Called,
  rules: MeteringRules,
): SendRequest {
  const { group, api } = called;
  const backend = new URL(group.backendUrl);
  const path = `${backend.pathname.replace(/\/$/, '')}${called.path}`;
  const address = `${backend.origin}${path}`;
  if (address.length > rules.maxUrlLength)
    throw gatewayErrors.url_too_long({ params: { max: rules.maxUrlLength } });
  if ((body?.byteLength ?? 0) > rules.maxBodyBytes) throw gatewayErrors.too_large();

  const signed = signBackendRequest(
    {
      method,
      path,
      query: [...new URLSearchParams(rawQuery)],
      contentType: headers['content-type'],
      body,
      signedHeaders: { 'X-Ca-Request-Id': requestId },
    },
    group.secret,
  );
  return {
    url: `${address}${rawQuery ? `?${rawQuery}` : ''}`,
    method: method as SendRequest['method'],
    headers: { ...backendHeaders(headers, api.headers), ...signed },
    body,
    requestId,
    timeoutMs: rules.forwardTimeoutSeconds * 1000,
    maxBytes: rules.maxAnswerBytes,
  };
}
