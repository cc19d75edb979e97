import { isIPv4, isIPv6 } from 'node:net';
import { type AddressPolicy, type Refusal, refusal } from './address-policy.ts';
import { isLoopbackAddress, isPublicAddress } from './public-address.ts';

/** A checked address. `loopback` is true only if the policy allows it and the host is a loopback literal or `localhost`. */
export type Target = {
  readonly url: URL;
  readonly host: string;
  readonly port: number;
  /** path and query as sent */
  readonly path: string;
  readonly loopback: boolean;
};

const maxLength = 2048;
const specialSuffixes = [
  'localhost',
  'localdomain',
  'local',
  'internal',
  'intranet',
  'lan',
  'home.arpa',
  'onion',
  'invalid',
];

/** Reads an address without resolving names: the parts to connect to, or why it is refused. */
export function parseAddress(address: string, policy: AddressPolicy): Target | Refusal {
  // A query may be longer: a metered call brings its own, which API Gateway bounds.
  if ((address.split('?')[0] ?? '').length > maxLength) return refusal('too_long');
  // URL parsers drop tabs and line ends and turn backslashes around; two readers of such text could see two hosts.
  if (/[\p{Cc}\s\\]/u.test(address)) return refusal('malformed');
  const written = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]+)/i.exec(address);
  const url = written && URL.parse(address);
  if (!url) return refusal('malformed');
  const scheme = written[1]?.toLowerCase();
  const authority = written[2] ?? '';
  if (scheme !== 'https' && scheme !== 'http') return refusal('not_https');
  if (authority.includes('@')) return refusal('user_info');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = Number(url.port || (scheme === 'https' ? 443 : 80));
  const refused = refuseHost(authority, url.hostname, host);
  if (refused) return refused;
  const loopback = policy.allowLoopback && (host === 'localhost' || isLoopbackAddress(host));
  if (!loopback) {
    if (scheme !== 'https') return refusal('not_https');
    if (isLiteral(host) ? !isPublicAddress(host) : isSpecialName(host))
      return refusal(isLiteral(host) ? 'special_address' : 'special_name');
    if (!policy.ports.includes(port)) return refusal('port', { ports: policy.ports.join(', ') });
  }
  return { url, host, port, path: `${url.pathname}${queryAsWritten(address) ?? url.search}`, loopback };
}

/** A URL parser encodes quotes and angle brackets of a query, which whoever wrote it may have signed; undefined if it must be encoded. */
const queryAsWritten = (address: string): string | undefined => {
  const query = /^[^?#]*(\?[^#]*)?/.exec(address)?.[1] ?? '';
  return /^[\x21-\x7e]*$/.test(query) ? query : undefined;
};

/**
 * Checks an address at the time it is saved: syntax, scheme, port and literal addresses (`docs/rules/4-fulfilment.md`, "Delivery").
 * Names are resolved and checked again by the sender at every call. Returns undefined if the address may be saved.
 */
export function checkAddress(address: string, policy: AddressPolicy): Refusal | undefined {
  if (address.length > maxLength) return refusal('too_long');
  const target = parseAddress(address, policy);
  return 'code' in target ? target : undefined;
}

export const isLiteral = (host: string): boolean => isIPv4(host) || isIPv6(host);

/** Octal, hexadecimal, short, percent-encoded and full-width spellings of an IPv4 address all show as a host that differs from what was written. */
function refuseHost(authority: string, hostname: string, host: string): Refusal | undefined {
  const writtenHost = authority.replace(/:\d*$/, '');
  if (writtenHost.includes('%')) return refusal('odd_host');
  if (isIPv4(host) && writtenHost !== hostname) return refusal('odd_host');
  if (host.endsWith('.') || host === '') return refusal('odd_host');
  return undefined;
}

function isSpecialName(host: string): boolean {
  return (
    !host.includes('.') || specialSuffixes.some((suffix) => host === suffix || host.endsWith(`.${suffix}`))
  );
}
