import { looksEncoded } from '../../kernel/path-template.ts';
import { gatewayErrors } from '../errors.ts';

/** What may stand in a segment as it is (RFC 3986, pchar) and is encoded by `encodeURIComponent` all the same. */
const needlesslyEncoded = /%(?:24|26|2B|2C|3A|3B|3D|40)/g;

/**
 * The path behind `/gw`, percent-encoded. HTTP APIs hand `rawPath` over decoded: taken as it is, a `?` in a parameter would begin the
 * backend's query, a space or a Chinese character would be no address, and a `%` would be decoded twice.
 * `proxied` is the route's greedy variable. A `?` in it says that `rawPath` was cut there and is another path than the caller's.
 * @throws malformed_url where the caller's path cannot be told: its encoding was no UTF-8, or was encoded again
 */
export function calledPath(rawPath: string, proxied = ''): string {
  const unreadable = looksEncoded(rawPath) || rawPath.includes('\ufffd') || !rawPath.isWellFormed();
  if (unreadable || proxied.includes('?')) throw gatewayErrors.malformed_url();
  return rawPath
    .replace(/^\/gw/, '')
    .split('/')
    .map((segment) => encodeURIComponent(segment).replace(needlesslyEncoded, decodeURIComponent))
    .join('/');
}

/** Visible ASCII but `#`, which would end the query on its way, and the backslash, which some servers read as a slash. */
const sendable = /^[\x21\x22\x24-\x5b\x5d-\x7e]*$/;

/** The query as it will be sent, which is as it came. @throws malformed_url where no query may look like that */
export function calledQuery(rawQuery: string): string {
  if (!sendable.test(rawQuery)) throw gatewayErrors.malformed_url();
  return rawQuery;
}
