import { createHash, createHmac } from 'node:crypto';

/** The pieces of AWS Signature Version 4 that forms and links share. */
export const algorithm = 'AWS4-HMAC-SHA256';

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

export const sha256Hex = (text: string): string => createHash('sha256').update(text).digest('hex');

/** `20261102T020000Z` */
export const amzDate = (now: Date): string => now.toISOString().replace(/[-:]|\.\d{3}/g, '');

/** Day, region and service that a signature is good for. */
export const scopeOf = (now: Date, region: string): string =>
  `${amzDate(now).slice(0, 8)}/${region}/s3/aws4_request`;

/** The signature in hex of a text, within a scope of {@link scopeOf}. */
export const signature = (secretAccessKey: string, scope: string, text: string): string =>
  hmac(
    scope.split('/').reduce<string | Buffer>((key, part) => hmac(key, part), `AWS4${secretAccessKey}`),
    text,
  ).toString('hex');

/** Percent encoding as signatures want it: everything but RFC 3986's unreserved characters. */
export const encodeStrictly = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
