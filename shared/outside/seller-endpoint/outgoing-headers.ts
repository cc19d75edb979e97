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

/** A header's names and values by turns, as they are written. */
export type WrittenHeaders = readonly string[];

/** node:http would send these without a body by chunks, since it does not know yet that there is none. */
const emptyWithoutBody = new Set(['POST', 'PUT', 'PATCH']);

type Outgoing = {
  readonly host: string;
  readonly method: string;
  readonly headers?: Headers;
  readonly body?: Uint8Array | undefined;
  readonly requestId?: string | undefined;
};

/**
 * The headers as sent: hop-by-hop ones dropped, the body's length set, no compression unless asked for. They are written as they stand here,
 * which saves node:http from keeping them as objects.
 */
export function outgoingHeaders({ host, method, headers = {}, body, requestId }: Outgoing): WrittenHeaders {
  const out = new Map<string, string[]>([
    ['host', ['host', host]],
    ['accept-encoding', ['accept-encoding', 'identity']],
  ]);
  for (const [name, value] of Object.entries(headers)) {
    const lower = name.toLowerCase();
    if (ownHeaders.has(lower)) continue;
    // The last spelling of a name wins, so that `X-A` and `x-a` never both leave.
    out.delete(lower);
    out.set(lower, written(name, lower, value));
  }
  if (requestId !== undefined) out.set('x-request-id', ['x-request-id', requestId]);
  if (body || emptyWithoutBody.has(method))
    out.set('content-length', ['content-length', String(body?.byteLength ?? 0)]);
  return [...out.values()].flat();
}

const written = (name: string, lower: string, value: string | readonly string[]): string[] => {
  if (typeof value === 'string') return [name, value];
  return lower === 'cookie' ? [name, value.join('; ')] : value.flatMap((one) => [name, one]);
};
