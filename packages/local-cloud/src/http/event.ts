import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { account } from '../engines/aws-json.ts';

interface EventParts {
  request: IncomingMessage;
  body: Buffer;
  routeKey: string;
  apiId: string;
  pathParameters?: Record<string, string>;
  authorizer?: { jwt: { claims: Record<string, string>; scopes: string[] | null } };
  now: Date;
  requestId: string;
}

const textTypes = /^(?:text\/|application\/(?:json|xml|javascript|vnd\.api\+json)\b|image\/svg\+xml\b)/i;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const two = (value: number) => String(value).padStart(2, '0');

/** API Gateway's own way to write a time: `21/Nov/2026:20:00:00 +0000`. */
function clf(date: Date): string {
  const day = `${two(date.getUTCDate())}/${months[date.getUTCMonth()]}/${date.getUTCFullYear()}`;
  return `${day}:${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} +0000`;
}

/** The event of a proxy integration with payload format 2.0. Bodies that are not text arrive in base64, form-encoded ones too. */
export function httpEvent({
  request,
  body,
  routeKey,
  apiId,
  pathParameters,
  authorizer,
  now,
  requestId,
}: EventParts): APIGatewayProxyEventV2 {
  const [path, rawQueryString] = splitOnce(request.url ?? '/', '?');
  const rawPath = decodedPath(path);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined && name !== 'cookie')
      headers[name] = Array.isArray(value) ? value.join(',') : value;
  }
  const query = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(rawQueryString))
    query.set(name, query.has(name) ? `${query.get(name)},${value}` : value);
  const isText = textTypes.test(headers['content-type'] ?? '');
  const cookies = request.headers.cookie?.split(/;\s*/).filter(Boolean);
  const domainName = headers.host ?? '127.0.0.1';
  return {
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString,
    ...(cookies ? { cookies } : {}),
    headers,
    ...(rawQueryString ? { queryStringParameters: Object.fromEntries(query) } : {}),
    requestContext: {
      accountId: account,
      apiId,
      ...(authorizer ? { authorizer: { jwt: authorizer.jwt } } : {}),
      domainName,
      domainPrefix: domainName.split('.')[0] ?? '',
      http: {
        method: request.method ?? 'GET',
        path: rawPath,
        protocol: 'HTTP/1.1',
        sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId,
      routeKey,
      stage: '$default',
      time: clf(now),
      timeEpoch: now.getTime(),
    },
    ...(pathParameters && Object.keys(pathParameters).length > 0
      ? { pathParameters: cutValues(pathParameters) }
      : {}),
    ...(body.length > 0 ? { body: body.toString(isText ? 'utf8' : 'base64') } : {}),
    isBase64Encoded: body.length > 0 && !isText,
  } as APIGatewayProxyEventV2;
}

/** In spite of its name, an HTTP API hands `rawPath` over decoded, and what stands behind an encoded question mark not at all. */
function decodedPath(path: string): string {
  try {
    return splitOnce(decodeURIComponent(path), '?')[0];
  } catch {
    return path;
  }
}

/** What the cloud does to these is not known: taken for cut as well, which is the less kind. */
const cutValues = (values: Record<string, string>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, splitOnce(value, '?')[0]]));

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
