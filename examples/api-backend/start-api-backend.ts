import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ApiAnswer, findOperation } from './operations.ts';
import { comesFromMarketplace } from './verify-signature.ts';

export type ReceivedRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Whether the marketplace's signature was there and right. */
  readonly genuine: boolean;
};

export type ApiBackend = {
  readonly url: string;
  /** All requests received so far, oldest first. */
  readonly requests: () => readonly ReceivedRequest[];
  /** While true, the risk operation answers 500, whatever it is asked. */
  readonly failRisk: (failing: boolean) => void;
  readonly stop: () => Promise<void>;
};

export type ApiBackendOptions = {
  readonly port?: number;
  /** Secrets shared with the marketplace, by key id. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** Refuse with 401 what does not come from the marketplace. */
  readonly genuineOnly?: boolean;
};

/** A sample API backend as a seller might run it: company data, described in `openapi.yaml`. Listens on loopback. */
export async function startApiBackend({
  port = 0,
  secrets = {},
  genuineOnly = false,
}: ApiBackendOptions = {}): Promise<ApiBackend> {
  const received: ReceivedRequest[] = [];
  let riskFails = false;
  const handle = async (request: IncomingMessage): Promise<ApiAnswer> => {
    const body = await readBody(request);
    const { method = 'GET', url = '/', headers } = request;
    const genuine = comesFromMarketplace({ method, url, headers, body }, secrets);
    received.push({ method, url, headers, body: body.toString('utf8'), genuine });
    if (genuineOnly && !genuine)
      return { status: 401, body: { code: 'signature_wrong', message: '签名不正确' } };

    // Whatever was sent can be split, while a URL parser throws at some of it.
    const [path = '', search = ''] = url.split('?', 2);
    const found = findOperation(method, path);
    if (!found) return { status: 404, body: { code: 'no_such_operation', message: '没有这个接口' } };
    if (riskFails && path.endsWith('/risk'))
      return { status: 500, body: { code: 'risk_engine_down', message: '风险引擎故障' } };
    return found.operation.answer({
      query: new URLSearchParams(search),
      body: parsed(body),
      parameters: found.parameters,
    });
  };

  const server = createServer(async (request, response) => {
    const { status, body } = await handle(request).catch(broken);
    response
      .writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
      .end(JSON.stringify(body));
    if (!request.complete) request.resume();
  });
  await new Promise<void>((done, fail) => server.once('error', fail).listen(port, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => received,
    failRisk: (failing) => {
      riskFails = failing;
    },
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/** More than the marketplace ever forwards. */
const bodyBytesMost = 8 * 1024 * 1024;

function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= bodyBytesMost) chunks.push(chunk);
      else reject(new Error('the body is too large'));
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', reject);
  });
}

/** No request may end the process: an error that nobody caught would. */
function broken(error: unknown): ApiAnswer {
  console.error(error);
  return { status: 500, body: { code: 'internal', message: '系统出错' } };
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
