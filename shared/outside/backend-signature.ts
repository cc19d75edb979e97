import { createHash, createHmac } from 'node:crypto';

/** A request on its way to an API group's backend, as it will be sent. */
export type BackendRequest = {
  readonly method: string;
  /** As sent, percent-encoded, without the query. */
  readonly path: string;
  /** Decoded. */
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly contentType?: string;
  readonly body?: Uint8Array;
  /** Further headers to be covered by the signature. */
  readonly signedHeaders?: Readonly<Record<string, string>>;
};

/** The secret shared with the backend, and the name by which it knows which one. */
export type BackendKey = { readonly id: string; readonly secret: string };

/** The headers by which a backend can tell that a request comes from the marketplace (`docs/rules/isv-protocols.md`, "Gateway to backend"). */
export function signBackendRequest(request: BackendRequest, key: BackendKey): Record<string, string> {
  const names = Object.keys(request.signedHeaders ?? {}).sort();
  return {
    ...request.signedHeaders,
    'X-Ca-Proxy-Signature': createHmac('sha256', key.secret)
      .update(backendStringToSign(request), 'utf8')
      .digest('base64'),
    'X-Ca-Proxy-Signature-Headers': names.join(','),
    'X-Ca-Proxy-Signature-Secret-Key': key.id,
  };
}

/**
 * METHOD ⏎ base64 MD5 of the body or nothing ⏎ `name:value⏎` of the signed headers + path[?sorted parameters].
 * As the public verifiers have it: the digest only for POST and PUT with a body that is no form, a form's fields among the parameters,
 * of a repeated name the first value, headers sorted by the name as listed and lower-cased afterwards.
 */
export function backendStringToSign({
  method,
  path,
  query,
  contentType,
  body,
  signedHeaders,
}: BackendRequest): string {
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(contentType ?? '');
  const hasBody = body !== undefined && body.byteLength > 0;
  const digest =
    hasBody && !isForm && /^(POST|PUT)$/i.test(method) ? createHash('md5').update(body).digest('base64') : '';
  const fields = hasBody && isForm ? [...new URLSearchParams(new TextDecoder().decode(body))] : [];
  const parameters = new Map<string, string>();
  for (const [name, value] of [...query, ...fields]) if (!parameters.has(name)) parameters.set(name, value);
  const headers = sortedByName(Object.entries(signedHeaders ?? {})).map(
    ([name, value]) => `${name.toLowerCase()}:${value}\n`,
  );
  const pairs = sortedByName([...parameters]).map(([name, value]) => `${name}=${value}`);
  return `${method.toUpperCase()}\n${digest}\n${headers.join('')}${path}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`;
}

const sortedByName = (pairs: [string, string][]): [string, string][] =>
  pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
