import type { IncomingMessage } from 'node:http';

/** The CorsConfiguration of an HTTP API. */
export interface CorsConfiguration {
  AllowOrigins?: string[];
  AllowMethods?: string[];
  AllowHeaders?: string[];
  ExposeHeaders?: string[];
  MaxAge?: number;
  AllowCredentials?: boolean;
}

function allowedOrigin(
  request: IncomingMessage,
  { AllowOrigins = [] }: CorsConfiguration,
): string | undefined {
  const { origin } = request.headers;
  if (!origin) return undefined;
  if (AllowOrigins.includes('*')) return '*';
  const fits = (allowed: string) =>
    allowed.endsWith('://*')
      ? origin.startsWith(allowed.slice(0, -1))
      : allowed.toLowerCase() === origin.toLowerCase();
  return AllowOrigins.some(fits) ? origin : undefined;
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
  const { AllowMethods = [], AllowHeaders = [], ExposeHeaders = [], AllowCredentials, MaxAge } = cors;
  return {
    'access-control-allow-origin': origin,
    ...(origin === '*' ? {} : { vary: 'Origin' }),
    ...(AllowCredentials ? { 'access-control-allow-credentials': 'true' } : {}),
    ...(ExposeHeaders.length > 0 ? { 'access-control-expose-headers': ExposeHeaders.join(',') } : {}),
    ...(isPreflight(request, cors) && {
      'access-control-allow-methods': AllowMethods.join(','),
      'access-control-allow-headers': AllowHeaders.join(',').toLowerCase(),
      ...(MaxAge === undefined ? {} : { 'access-control-max-age': String(MaxAge) }),
    }),
  };
}
