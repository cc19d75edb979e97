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

function allowedOrigin(request: IncomingMessage, { AllowOrigins = [] }: CorsConfiguration): string | undefined {
  const { origin } = request.headers;
  if (!origin) return undefined;
  if (AllowOrigins.includes('*')) return '*';
  const fits = (allowed: string) =>
    allowed.endsWith('://*') ? origin.startsWith(allowed.slice(0, -1)) : allowed.toLowerCase() === origin.toLowerCase();
  return AllowOrigins.some(fits) ? origin : undefined;
}

/** Headers for the answer to a request from a page of an allowed origin; none for others. */
export function corsHeaders(request: IncomingMessage, cors: CorsConfiguration | undefined): Record<string, string> {
  const origin = cors && allowedOrigin(request, cors);
  if (!cors || !origin) return {};
  return {
    'access-control-allow-origin': origin,
    ...(origin === '*' ? {} : { vary: 'Origin' }),
    ...(cors.AllowCredentials ? { 'access-control-allow-credentials': 'true' } : {}),
    ...(cors.ExposeHeaders?.length ? { 'access-control-expose-headers': cors.ExposeHeaders.join(',') } : {}),
  };
}

/** Headers of the answer that API Gateway itself gives to a preflight request; undefined when the request is none. */
export function preflightHeaders(request: IncomingMessage, cors: CorsConfiguration | undefined): Record<string, string> | undefined {
  if (!cors || request.method !== 'OPTIONS' || !request.headers['access-control-request-method']) return undefined;
  const headers = corsHeaders(request, cors);
  if (!headers['access-control-allow-origin']) return {};
  return {
    ...headers,
    'access-control-allow-methods': (cors.AllowMethods ?? []).join(','),
    'access-control-allow-headers': (cors.AllowHeaders ?? []).join(',').toLowerCase(),
    ...(cors.MaxAge === undefined ? {} : { 'access-control-max-age': String(cors.MaxAge) }),
  };
}
