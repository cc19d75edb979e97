import type { IncomingMessage } from 'node:http';

/** The pages that may call an HTTP API, as its body has them. */
export interface CorsConfiguration {
  allowOrigins?: string[];
  allowMethods?: string[];
  allowHeaders?: string[];
  exposeHeaders?: string[];
  maxAge?: number;
  allowCredentials?: boolean;
}

function allowedOrigin(
  request: IncomingMessage,
  { allowOrigins = [] }: CorsConfiguration,
): string | undefined {
  const { origin } = request.headers;
  if (!origin) return undefined;
  if (allowOrigins.includes('*')) return '*';
  const fits = (allowed: string) =>
    allowed.endsWith('://*')
      ? origin.startsWith(allowed.slice(0, -1))
      : allowed.toLowerCase() === origin.toLowerCase();
  return allowOrigins.some(fits) ? origin : undefined;
}

/** Whether a browser asks here if a page may make a call. */
export const isPreflight = (
  request: IncomingMessage,
  cors: CorsConfiguration | undefined,
): cors is CorsConfiguration =>
  cors !== undefined &&
  request.method === 'OPTIONS' &&
  request.headers['access-control-request-method'] !== undefined;

/** Headers that API Gateway adds to the answer to a request from a page of an allowed origin; none for others. */
export function corsHeaders(
  request: IncomingMessage,
  cors: CorsConfiguration | undefined,
): Record<string, string> {
  const origin = cors && allowedOrigin(request, cors);
  if (!cors || !origin) return {};
  const { allowMethods = [], allowHeaders = [], exposeHeaders = [], allowCredentials, maxAge } = cors;
  return {
    'access-control-allow-origin': origin,
    ...(origin === '*' ? {} : { vary: 'Origin' }),
    ...(allowCredentials ? { 'access-control-allow-credentials': 'true' } : {}),
    ...(exposeHeaders.length > 0 ? { 'access-control-expose-headers': exposeHeaders.join(',') } : {}),
    ...(isPreflight(request, cors) && {
      'access-control-allow-methods': allowMethods.join(','),
      'access-control-allow-headers': allowHeaders.join(',').toLowerCase(),
      ...(maxAge === undefined ? {} : { 'access-control-max-age': String(maxAge) }),
    }),
  };
}
