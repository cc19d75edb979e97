import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** The one secret of the local run's functions; see resources/function.ts. */
const secrets: Record<string, string> = { local: 'local' };

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
const encode = (text: string) =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

/** Whether `signature` (hex) is the Signature Version 4 of a text under a credential `key/date/region/service/aws4_request`. */
export function isSigned(text: string, credential: string, signature: string): boolean {
  const [keyId = '', ...scope] = credential.split('/');
  const secret = Object.hasOwn(secrets, keyId) ? secrets[keyId] : undefined;
  if (!secret || scope.length !== 4) return false;
  const key = scope.reduce<Buffer | string>((previous, part) => hmac(previous, part), `AWS4${secret}`);
  const expected = hmac(key, text).toString('hex');
  return expected.length === signature.length && timingSafeEqual(Buffer.from(expected), Buffer.from(signature));
}

/** Milliseconds since the epoch of `20261121T200000Z`; NaN when it is none. */
export function parseAmzDate(text: string): number {
  return Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

interface SignedRequest {
  method: string;
  /** Path and query as sent. */
  url: string;
  headers: Record<string, string | string[] | undefined>;
}

export type LinkCheck = 'valid' | 'expired' | 'forged' | 'malformed';

/** Checks a presigned link: signature over method, path, query and signed headers, and that it has not run out at `now` (milliseconds). */
export function checkLink({ method, url, headers }: SignedRequest, now: number): LinkCheck {
  const [path = '', search = ''] = url.split('?');
  const pairs = [...new URLSearchParams(search)];
  const query = new Map(pairs);
  const credential = query.get('X-Amz-Credential') ?? '';
  const date = query.get('X-Amz-Date') ?? '';
  const seconds = Number(query.get('X-Amz-Expires'));
  const signedHeaders = query.get('X-Amz-SignedHeaders') ?? '';
  const madeAt = parseAmzDate(date);
  if (query.get('X-Amz-Algorithm') !== 'AWS4-HMAC-SHA256' || Number.isNaN(madeAt) || !(seconds > 0 && seconds <= 604_800))
    return 'malformed';
  const canonicalQuery = pairs
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&');
  const canonicalHeaders = signedHeaders.split(';').map((name) => `${name}:${String(headers[name] ?? '').trim()}\n`);
  const payload = query.get('X-Amz-Content-Sha256') ?? 'UNSIGNED-PAYLOAD';
  const canonical = [method, path, canonicalQuery, canonicalHeaders.join(''), signedHeaders, payload].join('\n');
  const scope = credential.split('/').slice(1).join('/');
  const text = ['AWS4-HMAC-SHA256', date, scope, createHash('sha256').update(canonical).digest('hex')].join('\n');
  if (!isSigned(text, credential, query.get('X-Amz-Signature') ?? '')) return 'forged';
  return now > madeAt + seconds * 1000 ? 'expired' : 'valid';
}
