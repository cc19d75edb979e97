import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/**
 * How an API backend tells that a request comes from the marketplace. Written without the marketplace's own code,
 * so that it can be copied: recompute X-Ca-Proxy-Signature over what was received and compare.
 */
export function comesFromMarketplace(
  request: { method: string; url: string; headers: IncomingHttpHeaders; body: Buffer },
  secrets: Readonly<Record<string, string>>,
): boolean {
  const header = (name: string) => String(request.headers[name.toLowerCase()] ?? '');
  // The name comes from whoever sent the request: `constructor` and its like are on every object, and are no secrets.
  const keyId = header('X-Ca-Proxy-Signature-Secret-Key');
  const secret = Object.hasOwn(secrets, keyId) ? secrets[keyId] : undefined;
  if (!secret) return false;
  const isForm = header('content-type').startsWith('application/x-www-form-urlencoded');
  const digested = ['POST', 'PUT'].includes(request.method) && request.body.length > 0 && !isForm;
  const names = header('X-Ca-Proxy-Signature-Headers').split(',').filter(Boolean).sort();
  const text = [
    request.method,
    digested ? createHash('md5').update(request.body).digest('base64') : '',
    ...names.map((name) => `${name.toLowerCase()}:${header(name)}`),
    resource(request.url, isForm ? request.body.toString('utf8') : ''),
  ].join('\n');
  const expected = createHmac('sha256', secret).update(text, 'utf8').digest();
  const given = Buffer.from(header('X-Ca-Proxy-Signature'), 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Path and decoded parameters of query and form, sorted by name; of a repeated name the first value. */
function resource(url: string, form: string): string {
  const [path = '', search = ''] = url.split('?', 2);
  const parameters: Record<string, string> = Object.create(null);
  for (const [name, value] of [...new URLSearchParams(search), ...new URLSearchParams(form)])
    parameters[name] ??= value;
  const pairs = Object.keys(parameters)
    .sort()
    .map((name) => `${name}=${parameters[name]}`);
  return pairs.length > 0 ? `${path}?${pairs.join('&')}` : path;
}
