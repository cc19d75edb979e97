import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

export type ReceivedMessage = {
  /** The webhook-id. */
  readonly id: string;
  /** For example `entitlement.created`; empty if the body was unreadable. */
  readonly type: string;
  readonly genuine: boolean;
  /** What it was answered. */
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

export type SellerEndpoint = {
  /** The address to give to the marketplace. */
  readonly url: string;
  /**
   * All messages received so far, oldest first; also at `GET /received`, for trying out. Whoever reaches the server can read them there:
   * leave that out of what you copy.
   */
  readonly received: () => readonly ReceivedMessage[];
  /** A second one may be given while the key is being changed. */
  readonly setSecret: (...secrets: readonly string[]) => void;
  /** Answer 503, or another status, to the next so many genuine messages. */
  readonly failNext: (times: number, status?: number) => void;
  readonly stop: () => Promise<void>;
};

export type SellerEndpointOptions = {
  readonly secret: string;
  readonly failFirst?: number;
  readonly port?: number;
  /** False where the sender's clock was moved on purpose: the signature is then checked without comparing its time with this machine's. */
  readonly checkTime?: boolean;
};

/** A sample fulfilment endpoint as a seller might run it: verifies, provisions once per entitlement, answers repeats alike. Listens on loopback. */
export async function startSellerEndpoint({
  port = 0,
  ...options
}: SellerEndpointOptions): Promise<SellerEndpoint> {
  const received: ReceivedMessage[] = [];
  const { handle, setSecret, failNext } = createFulfilment(options);

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request);
    if (request.method === 'GET' && request.url === '/received') return reply(response, 200, received);
    if (request.method !== 'POST') return reply(response, 405, { message: 'POST only' });

    const { headers } = request;
    const { status, answer, type } = handle(headers, body);
    const id = String(headers['webhook-id'] ?? '');
    received.push({ id, type, genuine: status !== 401, status, headers, body });
    reply(response, status, answer);
  };
  // No request may end the process: an error that nobody caught would.
  const server = createServer((request, response) =>
    serve(request, response).catch((error) => {
      console.error(error);
      reply(response, 500, { message: 'internal error' });
      if (!request.complete) request.resume();
    }),
  );
  await new Promise<void>((done, fail) => server.once('error', fail).listen(port, '127.0.0.1', done));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    received: () => received,
    setSecret,
    failNext,
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/** What the seller's system does with messages, whatever server they come through. */
function createFulfilment({ secret, failFirst = 0, checkTime = true }: Omit<SellerEndpointOptions, 'port'>) {
  const instances = new Map<string, string>();
  let secrets: readonly string[] = [secret];
  let failures = failFirst;
  let failureStatus = 503;

  return {
    handle(headers: IncomingHttpHeaders, body: string): { status: number; answer: unknown; type: string } {
      const { type, entitlementId } = parseMessage(body);
      if (!secrets.some((key) => isGenuine(key, headers, body, checkTime)))
        return { status: 401, answer: { message: 'signature wrong' }, type };
      if (failures > 0) {
        failures -= 1;
        return { status: failureStatus, answer: { message: failureStatus === 503 ? 'busy' : 'no' }, type };
      }

      // One instance per entitlement: a repeat must not create a second one.
      const key = entitlementId ?? String(headers['webhook-id']);
      const instanceId = instances.get(key) ?? `ins-${instances.size + 1}`;
      if (type !== 'endpoint.verify') instances.set(key, instanceId);
      const addresses = [{ name: '控制台', url: `https://console.example/${instanceId}` }];
      return { status: 200, answer: { instanceId, addresses }, type };
    },
    setSecret: (...next: readonly string[]) => {
      secrets = next;
    },
    failNext: (times: number, status = 503) => {
      failures = times;
      failureStatus = status;
    },
  };
}

function isGenuine(secret: string, headers: IncomingHttpHeaders, body: string, checkTime: boolean): boolean {
  const header = (name: string) => String(headers[name] ?? '');
  const [id, timestamp, signature] = [
    header('webhook-id'),
    header('webhook-timestamp'),
    header('webhook-signature'),
  ];
  const webhook = new Webhook(secret);
  if (!checkTime)
    return signature.split(' ').includes(webhook.sign(id, new Date(Number(timestamp) * 1000), body));
  try {
    webhook.verify(body, {
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': signature,
    });
    return true;
  } catch {
    return false;
  }
}

type Message = { readonly type: string; readonly entitlementId?: string };

function parseMessage(body: string): Message {
  const { type, data } = parseObject(body);
  const entitlementId =
    typeof data === 'object' && data !== null ? Reflect.get(data, 'entitlementId') : undefined;
  return {
    type: typeof type === 'string' ? type : '',
    ...(typeof entitlementId === 'string' && { entitlementId }),
  };
}

function parseObject(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** More than the marketplace ever sends. */
const bodyBytesMost = 1024 * 1024;

function readBody(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= bodyBytesMost) chunks.push(chunk);
      else reject(new Error('the body is too large'));
    });
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.on('error', reject);
  });
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}
