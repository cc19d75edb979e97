import {
  type ClientRequest,
  Agent as HttpAgent,
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest, type RequestOptions } from 'node:https';
import { SocketAddress } from 'node:net';
import type { Target } from './check-address.ts';
import { classifyFailure, type ErrorClass, errorCode, uncheckedAddressCode } from './classify-failure.ts';
import { outgoingHeaders } from './outgoing-headers.ts';
import { pinnedLookup, type ResolvedAddress } from './resolve-target.ts';
import { defaultMaxBytes, type SendRequest } from './send-request.ts';

export type Request = (scheme: 'http' | 'https', options: RequestOptions) => ClientRequest;

export type Exchanged =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: IncomingHttpHeaders;
      readonly body: Uint8Array;
      readonly truncated: boolean;
    }
  | {
      readonly kind: 'failed';
      readonly errorClass: ErrorClass;
      readonly detail: string;
      readonly neverLeft?: boolean;
    };

const nodeRequest: Request = (scheme, options) =>
  scheme === 'https' ? httpsRequest(options) : httpRequest(options);

/** Only calls that may be repeated reuse a connection: one that the other side just closed fails, and is then tried once on a fresh one. */
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * How a kept connection fails that is of no use any more: the other side has closed it, or the name leads to another address by now, to which
 * nothing was sent.
 */
const staleCodes = new Set(['ECONNRESET', uncheckedAddressCode]);

/** A connection that was idle so long is closed: kept ones of every host ever called would use up the process's file descriptors. */
const idleMilliseconds = 30_000;

/** Agents of one sender. Without keep-alive they still share TLS sessions, which saves a round trip per call. */
export function createAgents(keepAlive: boolean) {
  const make = (kept: boolean) => {
    const options = { keepAlive: kept, maxFreeSockets: 16, ...(kept && { timeout: idleMilliseconds }) };
    return { http: new HttpAgent(options), https: new HttpsAgent(options) };
  };
  const fresh = make(false);
  const kept = keepAlive ? make(true) : fresh;
  return {
    /** For a call of its kind, or for a call that a kept connection has failed. */
    of: (scheme: 'http' | 'https', { method, repeatable = safeMethods.has(method) }: SendRequest) =>
      (repeatable ? kept : fresh)[scheme],
    anew: (scheme: 'http' | 'https') => fresh[scheme],
    close: () => {
      for (const agent of [fresh.http, fresh.https, kept.http, kept.https]) agent.destroy();
    },
  };
}

type Context = {
  readonly remainingMs: number;
  readonly agents: ReturnType<typeof createAgents>;
  readonly request?: Request;
};

/** One request to checked addresses and its answer, within `remainingMs`. May throw for headers that HTTP does not allow. */
export function exchange(
  target: Target,
  addresses: readonly ResolvedAddress[],
  sent: SendRequest,
  context: Context,
): Promise<Exchanged> {
  const { promise, resolve } = Promise.withResolvers<Exchanged>();
  const scheme = target.url.protocol === 'https:' ? 'https' : 'http';
  const body = bytesOf(sent.body);
  const headers = outgoingHeaders({ ...sent, host: target.url.host, body });
  const open = (agent: HttpAgent | HttpsAgent) =>
    (context.request ?? nodeRequest)(scheme, {
      host: target.host,
      port: target.port,
      method: sent.method,
      path: target.path,
      headers,
      lookup: pinnedLookup(addresses),
      agent,
    });
  let request: ClientRequest | undefined;
  let settled = false;
  let progress = { connected: false, secured: false };
  const late = () =>
    settle({
      kind: 'failed',
      errorClass: 'timeout',
      detail: 'No complete answer in time.',
      neverLeft: !progress.secured,
    });
  const settle = (result: Exchanged) => {
    settled = true;
    clearTimeout(timer);
    sent.signal?.removeEventListener('abort', late);
    resolve(result);
    // An answer may come before the request was read: node:http would then keep the connection until the other side ends it, which may be never.
    if (result.kind === 'failed' || result.truncated || !request?.writableFinished) request?.destroy();
  };
  const timer = setTimeout(late, sent.signal?.aborted ? 0 : context.remainingMs);
  sent.signal?.addEventListener('abort', late, { once: true });
  const attempt = (agent: HttpAgent | HttpsAgent, mayRepeat: boolean) => {
    progress = { connected: false, secured: false };
    const current = open(agent);
    request = current;
    watchConnection(current, addresses, progress, scheme);
    current.on('error', (error) => {
      if (settled) return;
      if (mayRepeat && current.reusedSocket && staleCodes.has(errorCode(error)))
        return attempt(context.agents.anew(scheme), false);
      settle({ kind: 'failed', errorClass: classifyFailure(error, progress), detail: errorCode(error) });
    });
    current.on('upgrade', (_response, socket) => {
      socket.destroy();
      settle({ kind: 'failed', errorClass: 'protocol', detail: 'The answer asks for another protocol.' });
    });
    current.on('response', (response) => readAnswer(response, sent.maxBytes ?? defaultMaxBytes, settle));
    current.end(body);
  };
  try {
    attempt(context.agents.of(scheme, sent), true);
  } catch (error) {
    clearTimeout(timer);
    throw error;
  }
  return promise;
}

const bytesOf = (body: SendRequest['body']) => (typeof body === 'string' ? Buffer.from(body, 'utf8') : body);

/** Keeps track of how far the connection got, and makes sure that its far end is a checked address. */
function watchConnection(
  request: ClientRequest,
  addresses: readonly ResolvedAddress[],
  progress: { connected: boolean; secured: boolean },
  scheme: 'http' | 'https',
): void {
  request.on('socket', (socket) => {
    const connected = () => {
      Object.assign(progress, { connected: true, secured: scheme === 'http' });
      const { remoteAddress = '' } = socket;
      const checked = addresses.some(
        ({ address }) => address === remoteAddress || canonical(address) === canonical(remoteAddress),
      );
      if (!checked)
        socket.destroy(Object.assign(new Error('not a checked address'), { code: uncheckedAddressCode }));
    };
    // A kept connection tells of nothing any more, and collects listeners.
    if (request.reusedSocket) {
      progress.secured = true;
      return connected();
    }
    socket.once('connect', connected);
    socket.once('secureConnect', () => {
      progress.secured = true;
    });
  });
}

const canonical = (address: string): string =>
  SocketAddress.parse(address.includes(':') ? `[${address}]` : address)?.address ?? address;

function readAnswer(response: IncomingMessage, maxBytes: number, settle: (result: Exchanged) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  const answered = (truncated: boolean) => {
    const body = Buffer.concat(chunks).subarray(0, maxBytes);
    settle({
      kind: 'answered',
      status: response.statusCode ?? 0,
      headers: response.headers,
      body,
      truncated,
    });
  };
  response.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size > maxBytes) answered(true);
  });
  response.on('end', () => answered(false));
  response.on('error', (error) =>
    settle({
      kind: 'failed',
      errorClass: classifyFailure(error, { connected: true, secured: true }),
      detail: errorCode(error),
    }),
  );
}
