/**
 * Standard headers that describe the one answer. All sellers' backends answer under one host: what a header says of the host or of later
 * calls (`Set-Cookie`, `NEL`, `Report-To`, `Alt-Svc`, `Accept-CH`, ...) is not among them, and browsers keep inventing more of those.
 */
const ofAnswer: ReadonlySet<string> = new Set([
  ...[
    'content-type',
    'content-encoding',
    'content-language',
    'content-location',
    'content-disposition',
    'content-range',
  ],
  ...[
    'content-md5',
    'content-digest',
    'digest',
    'repr-digest',
    'mime-version',
    'accept-ranges',
    'signature',
    'signature-input',
  ],
  ...[
    'cache-control',
    'age',
    'date',
    'etag',
    'expires',
    'last-modified',
    'pragma',
    'vary',
    'warning',
    'deprecation',
    'sunset',
  ],
  ...[
    'location',
    'link',
    'allow',
    'accept-patch',
    'accept-post',
    'retry-after',
    'www-authenticate',
    'preference-applied',
    'server',
  ],
  ...[
    'server-timing',
    'traceparent',
    'tracestate',
    'traceresponse',
    'request-id',
    'total-count',
    'idempotency-key',
  ],
  ...['content-security-policy', 'cross-origin-resource-policy', 'referrer-policy', 'timing-allow-origin'],
]);

/** Families: what pages of other hosts may read, and limits. */
const ofAnswerFamily = /^(?:access-control-(?:allow|expose)-|(?:[a-z]+-)?ratelimit(?:-|$))/;

/** Own headers begin with `X-`; those of ours, of a proxy on the way, and those that speak for the host do not pass. */
const notOwn =
  /^x-(?:ca-|forwarded-|amz|amzn-|accel-|sendfile|permitted-cross-domain|dns-prefetch|webkit-csp|request-id$)/;

const passes = (name: string): boolean =>
  ofAnswer.has(name) || ofAnswerFamily.test(name) || (name.startsWith('x-') && !notOwn.test(name));

/**
 * The backend's headers that the caller gets. A body of which its backend does not say what it is goes as bytes: API Gateway would call
 * it text.
 */
export function answerHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  { hasBody }: { readonly hasBody: boolean },
): Record<string, string> {
  const connection = new Set(
    String(headers.connection ?? '')
      .toLowerCase()
      .split(',')
      .map((name) => name.trim()),
  );
  const kept: Record<string, string> = hasBody ? { 'content-type': 'application/octet-stream' } : {};
  for (const [name, value] of Object.entries(headers)) {
    const lower = name.toLowerCase();
    if (value !== undefined && passes(lower) && !connection.has(lower))
      kept[lower] = Array.isArray(value) ? value.join(', ') : value;
  }
  return kept;
}
