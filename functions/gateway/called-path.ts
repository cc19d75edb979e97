/** What may stand in a segment as it is (RFC 3986, pchar) and is encoded by `encodeURIComponent` all the same. */
const needlesslyEncoded = /%(?:24|26|2B|2C|3A|3B|3D|40)/g;

/**
 * The path behind `/gw`, percent-encoded. HTTP APIs hand `rawPath` over decoded: taken as it is, a `?` in a parameter would begin the
 * backend's query, a space or a Chinese character would be no address, and a `%` would be decoded twice.
 */
export const calledPath = (rawPath: string): string =>
  rawPath
    .replace(/^\/gw/, '')
    .split('/')
    .map((segment) => encodeURIComponent(segment.toWellFormed()).replace(needlesslyEncoded, decodeURIComponent))
    .join('/');
