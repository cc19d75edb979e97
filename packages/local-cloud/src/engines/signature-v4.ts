import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** The one secret of the local run's functions; see resources/function.ts. */
const secrets: Record<string, string> = { local: 'local' };

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
const encode = (text: string) =>
  encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** Whether `signature` (hex) is the Signature Version 4 of a text under a credential `key/date/region/service/aws4_request`. */
export function isSigned(text: string, credential: string, signature: string): boolean {
  const [keyId = '', ...scope] = credential.split('/');
  const secret = Object.hasOwn(secrets, keyId) ? secrets[keyId] : undefined;
  if (!secret || scope.length !== 4) return false;
  const key = scope.reduce<Buffer | string>((previous, part) => hmac(previous, part), `AWS4${secret}`);
  const expected = hmac(key, text).toString('hex');
  return (
    expected.length === signature.length && timingSafeEqual(Buffer.from(expected), Buffer.from(signature))
  );
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

/** What a signature says of itself, in an `Authorization` header or in the query of a link. */
interface Claimed {
  credential: string;
  date: string;
  signedHeaders: string;
  payload: string;
  signature: string;
}

export type LinkCheck = 'valid' | 'expired' | 'forged' | 'malformed';

/** Whether the signature is the credential's, over method, path, query (without itself), signed headers and the hash of the payload. */
function isGenuine(
  { method, url, headers }: SignedRequest,
  { credential, date, signedHeaders, payload, signature }: Claimed,
): boolean {
  const [path = '', search = ''] = url.split('?');
  const query = [...new URLSearchParams(search)]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&');
  const lines = signedHeaders.split(';').map(
    (name) =>
      `${name}:${String(headers[name] ?? '')
        .trim()
        .replaceAll(/ +/g, ' ')}\n`,
  );
  const canonical = [method, path, query, lines.join(''), signedHeaders, payload].join('\n');
  const scope = credential.split('/').slice(1).join('/');
  return isSigned(
    ['AWS4-HMAC-SHA256', date, scope, createHash('sha256').update(canonical).digest('hex')].join('\n'),
    credential,
    signature,
  );
}

/** Checks a presigned link: its signature, and that it has not run out at `now` (milliseconds). */
export function checkLink(request: SignedRequest, now: number): LinkCheck {
  const query = new URLSearchParams(request.url.split('?')[1]);
  const value = (name: string) => query.get(`X-Amz-${name}`) ?? '';
  const seconds = Number(value('Expires'));
  const madeAt = parseAmzDate(value('Date'));
  if (
    value('Algorithm') !== 'AWS4-HMAC-SHA256' ||
    Number.isNaN(madeAt) ||
    !(seconds > 0 && seconds <= 604_800)
  )
    return 'malformed';
  const claimed = {
    credential: value('Credential'),
    date: value('Date'),
    signedHeaders: value('SignedHeaders'),
    payload: query.get('X-Amz-Content-Sha256') ?? 'UNSIGNED-PAYLOAD',
    signature: value('Signature'),
  };
  if (!isGenuine(request, claimed)) return 'forged';
  return now > madeAt + seconds * 1000 ? 'expired' : 'valid';
}

const authorizationPattern =
  /^AWS4-HMAC-SHA256 Credential=([^\s,]+),\s*SignedHeaders=([a-z0-9;-]+),\s*Signature=([0-9a-f]{64})$/;

/** Checks the signature in a request's `Authorization` header; `host` must be among what is signed. */
export function checkAuthorization(request: SignedRequest): 'valid' | 'forged' | 'malformedHeader' {
  const [, credential = '', signedHeaders = '', signature = ''] =
    authorizationPattern.exec(String(request.headers.authorization)) ?? [];
  const date = String(request.headers['x-amz-date'] ?? '');
  const payload = String(request.headers['x-amz-content-sha256'] ?? '');
  if (
    !signature ||
    !signedHeaders.split(';').includes('host') ||
    Number.isNaN(parseAmzDate(date)) ||
    !payload
  )
    return 'malformedHeader';
  return isGenuine(request, { credential, date, signedHeaders, payload, signature }) ? 'valid' : 'forged';
}
