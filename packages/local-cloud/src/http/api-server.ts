import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../clock.ts';
import type { LocalFunction } from '../functions/local-function.ts';
import type { Outcome } from '../functions/messages.ts';
import type { JwtAuthorizer } from './authorizer.ts';
import { authorize } from './authorizer.ts';
import type { CorsConfiguration } from './cors.ts';
import { corsHeaders, isPreflight } from './cors.ts';
import { httpEvent } from './event.ts';
import type { Route } from './routes.ts';
import { createMatcher } from './routes.ts';

export interface RouteTarget {
  handler: LocalFunction;
  /** At most 30 s, as for every HTTP API. */
  timeoutMilliseconds: number;
  authorizer?: JwtAuthorizer;
  scopes?: string[];
}

export interface HttpApi {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

interface Options {
  apiId: string;
  routes: Route<RouteTarget>[];
  cors?: CorsConfiguration;
  clock: Clock;
}

interface Answer {
  status: number;
  headers: Record<string, string | string[]>;
  body: string | Buffer;
}

/** Bytes of a request body, API Gateway's limit. */
const bodyLimit = 10 * 1024 * 1024;

/** Bytes of the request line and all headers, API Gateway's limit, which cannot be raised. */
const headLimit = 10_240;

const headBytes = ({ method = '', url = '', rawHeaders }: IncomingMessage): number =>
  Buffer.byteLength(`${method} ${url} HTTP/1.1\r\n`) +
  Buffer.byteLength(rawHeaders.join(': ')) +
  rawHeaders.length;

const plain = (status: number, message: string, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify({ message }),
});

/** An id of a request as API Gateway writes it: 16 signs, the last one `=`. */
const newRequestId = () => `${randomBytes(11).toString('base64url')}=`;

/**
 * An HTTP API with payload format 2.0; its own answers have API Gateway's statuses and bodies. Routes come first: a preflight is API
 * Gateway's to answer only where no route, `$default` among them, takes it, and whoever answers, the headers are API Gateway's.
 */
export function createHttpApi({ apiId, routes, cors, clock }: Options): HttpApi {
  const match = createMatcher(routes);

  async function answer(request: IncomingMessage, requestId: string): Promise<Answer> {
    if (headBytes(request) > headLimit) return plain(431, 'Request Header Fields Too Large');
    const found = match(request.method ?? 'GET', (request.url ?? '/').split('?')[0] ?? '/');
    if (!found)
      return isPreflight(request, cors) ? { status: 204, headers: {}, body: '' } : plain(404, 'Not Found');
    const { handler, authorizer, scopes, timeoutMilliseconds } = found.route.target;
    const now = clock.date();
    const authorization =
      authorizer &&
      authorize(request.headers.authorization, authorizer, scopes, Math.floor(now.getTime() / 1000));
    if (authorization?.kind === 'forbidden')
      return plain(403, 'Forbidden', { 'www-authenticate': 'Bearer scope="" error="insufficient_scope"' });
    if (authorization?.kind === 'unauthorized') {
      const reason =
        authorization.description &&
        ` error="invalid_token" error_description="${authorization.description}"`;
      return plain(401, 'Unauthorized', { 'www-authenticate': `Bearer${reason}` });
    }
    const body = await readBody(request);
    if (!body) return plain(413, 'Request Entity Too Large');
    const { key: routeKey } = found.route;
    const event = httpEvent({
      request,
      body,
      routeKey,
      apiId,
      pathParameters: found.pathParameters,
      authorizer: authorization,
      now,
      requestId,
    });
    return answerOf(await within(timeoutMilliseconds, handler.invoke(event)));
  }

  return {
    async handle(request, response) {
      const requestId = newRequestId();
      const { status, headers, body } = await answer(request, requestId).catch(() =>
        plain(500, 'Internal Server Error'),
      );
      const own = corsHeaders(request, cors);
      const kept = Object.entries(headers).filter(([name]) => !cors || !name.startsWith('access-control-'));
      response.writeHead(status, { ...Object.fromEntries(kept), 'apigw-requestid': requestId, ...own });
      response.end(request.method === 'HEAD' ? undefined : body);
      if (!request.complete) request.resume();
    },
  };
}

function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    if (Number(request.headers['content-length'] ?? 0) > bodyLimit) return resolve(undefined);
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= bodyLimit) chunks.push(chunk);
      else resolve(undefined);
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', reject);
  });
}

function within(milliseconds: number, outcome: Promise<Outcome>): Promise<Outcome | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), milliseconds);
  });
  return Promise.race([outcome, late]).finally(() => clearTimeout(timer));
}

function answerOf(outcome: Outcome | 'late'): Answer {
  if (outcome === 'late' || outcome.kind === 'throttled') return plain(503, 'Service Unavailable');
  if (outcome.kind === 'failed') {
    return outcome.failure.errorType === 'Function.RequestSizeTooLarge'
      ? plain(413, 'Request Entity Too Large')
      : plain(500, 'Internal Server Error');
  }
  const { result } = outcome;
  if (typeof result !== 'object' || result === null || !('statusCode' in result)) {
    return {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: typeof result === 'string' ? result : JSON.stringify(result),
    };
  }
  const { statusCode, headers = {}, cookies, body = '', isBase64Encoded } = result as LambdaAnswer;
  if (!Number.isInteger(statusCode)) return plain(500, 'Internal Server Error');
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
  return {
    status: statusCode,
    headers: {
      'content-type': 'text/plain;charset=UTF-8',
      ...Object.fromEntries(named),
      ...(cookies ? { 'set-cookie': cookies } : {}),
    },
    body: isBase64Encoded ? Buffer.from(body, 'base64') : body,
  };
}

interface LambdaAnswer {
  statusCode: number;
  headers?: Record<string, string | number | boolean>;
  cookies?: string[];
  body?: string;
  isBase64Encoded?: boolean;
}
