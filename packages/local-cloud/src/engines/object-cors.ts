/** A CORS rule of a bucket, as in the template. */
export interface CorsRule {
  AllowedOrigins: string[];
  AllowedMethods: string[];
  AllowedHeaders?: string[];
  ExposedHeaders?: string[];
  MaxAge?: number;
}

const fits = (pattern: string, text: string) => {
  const [before = '', after] = pattern.split('*');
  return after === undefined
    ? pattern.toLowerCase() === text.toLowerCase()
    : text.startsWith(before) && text.endsWith(after);
};

/** CORS headers for a page of `origin`; none when no rule of the bucket allows it. `asked` is what a preflight asks for. */
export function objectCorsHeaders(
  rules: CorsRule[],
  origin: string | undefined,
  method: string,
  asked?: { headers: string[] },
): Record<string, string> {
  if (!origin) return {};
  const rule = rules.find(
    ({ AllowedOrigins, AllowedMethods, AllowedHeaders = [] }) =>
      AllowedOrigins.some((each) => fits(each, origin)) &&
      AllowedMethods.includes(method) &&
      (asked?.headers ?? []).every((header) => AllowedHeaders.some((each) => fits(each, header))),
  );
  if (!rule) return {};
  return {
    'access-control-allow-origin': rule.AllowedOrigins.includes('*') ? '*' : origin,
    'access-control-allow-methods': rule.AllowedMethods.join(', '),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
    ...(rule.ExposedHeaders?.length
      ? { 'access-control-expose-headers': rule.ExposedHeaders.join(', ') }
      : {}),
    ...(asked?.headers.length ? { 'access-control-allow-headers': asked.headers.join(', ') } : {}),
    ...(asked && rule.MaxAge !== undefined ? { 'access-control-max-age': String(rule.MaxAge) } : {}),
  };
}
