/** Ours, the connection's, or a way to learn the caller's credential: never sent on, in either direction. */
const dropped = new Set([
  ...['connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'te', 'trailer', 'transfer-encoding', 'upgrade'],
  ...['host', 'content-length', 'authorization', 'cookie', 'expect', 'forwarded', 'via', 'x-amzn-trace-id'],
]);

/** All sellers' backends answer under one host: none may set cookies there, or speak for the host in other ways. */
const hostWide = new Set(['set-cookie', 'set-cookie2', 'clear-site-data', 'strict-transport-security', 'public-key-pins', 'alt-svc']);

const isDropped = (name: string): boolean => dropped.has(name) || name.startsWith('x-ca-') || name.startsWith('x-forwarded-');

/** The caller's headers that the backend gets. */
export const requestHeaders = (headers: Readonly<Record<string, string | undefined>>): Record<string, string> => keep(headers);

/** The backend's headers that the caller gets. */
export const answerHeaders = (headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> =>
  keep(
    Object.fromEntries(
      Object.entries(headers)
        .filter(([name]) => !hostWide.has(name.toLowerCase()))
        .map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
    ),
  );

function keep(headers: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const named = new Set(
    (headers.connection ?? '')
      .toLowerCase()
      .split(',')
      .map((name) => name.trim()),
  );
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const lower = name.toLowerCase();
    if (value !== undefined && !isDropped(lower) && !named.has(lower)) kept[lower] = value;
  }
  return kept;
}
