import { randomUUID } from 'node:crypto';
import type { HttpEvent } from '../../functions/runtime/http/request.ts';
import { inputInQuery, type Operation, pathParameters, routeKey } from '../../shared/kernel/contract.ts';

export type Caller = {
  readonly userId: string;
  readonly name?: string;
  readonly groups?: readonly string[];
  /** laid over the claims of an access token */
  readonly claims?: Readonly<Record<string, string | undefined>>;
};
export type EventOptions = {
  readonly caller?: Caller;
  readonly headers?: Readonly<Record<string, string>>;
  /** sent as it is instead of the input's JSON */
  readonly rawBody?: string | Buffer;
  readonly query?: Readonly<Record<string, string>>;
};

/** API Gateway's event (payload 2.0) for an operation, as its function receives it. */
export function httpEvent(
  operation: Operation,
  input: Readonly<Record<string, unknown>>,
  options: EventOptions = {},
): HttpEvent {
  const inPath = pathParameters(operation.path);
  const rest = Object.fromEntries(Object.entries(input).filter(([name]) => !inPath.includes(name)));
  const asText = (values: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
  const { caller, headers, rawBody, query } = options;
  const body = rawBody ?? JSON.stringify(rest);
  const claims = caller && {
    sub: caller.userId,
    username: caller.userId,
    name: caller.name ?? 'somebody',
    token_use: 'access',
    client_id: 'console',
    'cognito:groups': `[${(caller.groups ?? []).join(' ')}]`,
    ...caller.claims,
  };
  return {
    version: '2.0',
    routeKey: routeKey(operation),
    rawPath: operation.path,
    rawQueryString: '',
    headers: { 'content-type': 'application/json', ...headers },
    pathParameters: asText(Object.fromEntries(inPath.map((name) => [name, input[name]]))),
    ...(inputInQuery(operation)
      ? { queryStringParameters: asText(rest) }
      : {
          body: body.toString(typeof body === 'string' ? undefined : 'base64'),
          queryStringParameters: query,
        }),
    isBase64Encoded: typeof body !== 'string',
    requestContext: {
      requestId: randomUUID(),
      domainName: 'api.market.example',
      http: {
        method: operation.method,
        path: operation.path,
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
        userAgent: 'test',
      },
      ...(claims && { authorizer: { jwt: { claims, scopes: [] }, principalId: '', integrationLatency: 0 } }),
    },
  } as unknown as HttpEvent;
}

type Handler = (
  event: HttpEvent,
  context: never,
) => Promise<{ statusCode: number; headers: Record<string, string>; body: string }>;

/** Calls a handler and reads its JSON answer. */
export async function invoke(handler: unknown, event: HttpEvent) {
  const { statusCode, headers, body } = await (handler as Handler)(event, {} as never);
  return { status: statusCode, headers, body: body === '' ? undefined : JSON.parse(body) };
}
