/** Headers that node:http sets itself, or that concern one connection only; a caller's value could smuggle a second request. */
const ownHeaders = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'keep-alive',
  'upgrade',
  'te',
  'trailer',
  'expect',
  'proxy-authorization',
  'proxy-authenticate',
  'proxy-connection',
  'http2-settings',
]);

export type Headers = Readonly<Record<string, string | readonly string[]>>;

/** The headers as sent: hop-by-hop ones dropped, the body's length set, no compression unless asked for. */
export function outgoingHeaders(
  headers: Headers,
  body: Uint8Array | undefined,
  requestId?: string,
): Record<string, string | string[]> {
  const out: Record<string, string | string[]> = { 'accept-encoding': 'identity' };
  for (const [name, value] of Object.entries(headers)) {
    const lower = name.toLowerCase();
    if (ownHeaders.has(lower)) continue;
    // The last spelling of a name wins, so that `X-A` and `x-a` never both leave.
    for (const other of Object.keys(out)) if (other.toLowerCase() === lower) delete out[other];
    out[name] = typeof value === 'string' ? value : [...value];
  }
  if (requestId !== undefined) out['x-request-id'] = requestId;
  if (body) out['content-length'] = String(body.byteLength);
  return out;
}
