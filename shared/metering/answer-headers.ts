/** Ours, or of one connection. */
const dropped = new Set([
  ...['connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'te', 'trailer', 'transfer-encoding', 'upgrade'],
  ...['content-length', 'forwarded', 'via', 'x-amzn-trace-id', 'x-request-id'],
]);

/** All sellers' backends answer under one host: none may set cookies there, or speak for the host in other ways. */
const hostWide = new Set(['set-cookie', 'set-cookie2', 'clear-site-data', 'strict-transport-security', 'public-key-pins', 'alt-svc']);

const isDropped = (name: string): boolean =>
  dropped.has(name) || hostWide.has(name) || name.startsWith('x-ca-') || name.startsWith('x-forwarded-');

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
    if (value !== undefined && !isDropped(lower) && !connection.has(lower)) kept[lower] = Array.isArray(value) ? value.join(', ') : value;
  }
  return kept;
}
