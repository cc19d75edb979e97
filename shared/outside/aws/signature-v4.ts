import { hash, type KeyObject } from 'node:crypto';
import { hmacSha256, keyOf } from '../../kernel/secrets/hmac.ts';

/** Whose signature it is; with a session token where the keys are a role's. */
export type AwsKeys = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
};

/** AWS Signature Version 4, in the pieces that requests, forms and links share. */
export const algorithm = 'AWS4-HMAC-SHA256';

export const sha256Hex = (text: string): string => hash('sha256', text);

/** `20261102T020000Z` */
export const amzDate = (now: Date): string => now.toISOString().replace(/[-:]|\.\d{3}/g, '');

/** What a signature is good for. */
export type Place = { readonly region: string; readonly service: string };

/** Day, region and service that a signature is good for, as a signature names them. */
export const scopeOf = (now: Date, { region, service }: Place): string =>
  `${amzDate(now).slice(0, 8)}/${region}/${service}/aws4_request`;

/** The key of one day, region and service. */
const signingKey = (secretAccessKey: string, scope: string): KeyObject =>
  scope
    .split('/')
    .reduce((key, part) => keyOf(hmacSha256(key, part)), keyOf(Buffer.from(`AWS4${secretAccessKey}`)));

/** The signature in hex of a text, within a scope of {@link scopeOf}. */
export const signature = (secretAccessKey: string, scope: string, text: string): string =>
  hmacSha256(signingKey(secretAccessKey, scope), text).toString('hex');

/** Signs texts as {@link signature} does, and keeps the last key: it is the same all day, until the role's keys change. */
export function signer(): typeof signature {
  let last: { readonly secretAccessKey: string; readonly scope: string; readonly key: KeyObject } | undefined;

  return (secretAccessKey, scope, text) => {
    if (last?.scope !== scope || last.secretAccessKey !== secretAccessKey)
      last = { secretAccessKey, scope, key: signingKey(secretAccessKey, scope) };
    return hmacSha256(last.key, text).toString('hex');
  };
}

/** Percent encoding as signatures want it: everything but RFC 3986's unreserved characters. */
export const encodeStrictly = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
