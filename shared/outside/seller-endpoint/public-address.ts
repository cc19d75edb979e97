import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** IANA special-purpose IPv4 ranges, and the one cloud metadata address that lies outside of them (Azure's 168.63.129.16). */
const specialIPv4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '168.63.129.16/32',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];

/** Only 2000::/3 is global unicast: loopback, mapped, compatible, NAT64, unique local, link-local and multicast all lie outside of it. */
const globalIPv6 = ['2000::/3'];

/** Inside 2000::/3: IETF protocol assignments (Teredo, benchmarking, ORCHID), documentation, 6to4, AS112. */
const specialIPv6 = ['2001::/23', '2001:db8::/32', '2002::/16', '2620:4f:8000::/48', '3fff::/20'];

function blockList(ranges: readonly string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [net = '', prefix] = range.split('/');
    list.addSubnet(net, Number(prefix), family);
  }
  return list;
}

const specialV4 = blockList(specialIPv4, 'ipv4');
const globalV6 = blockList(globalIPv6, 'ipv6');
const specialV6 = blockList(specialIPv6, 'ipv6');
const loopbackV4 = blockList(['127.0.0.0/8'], 'ipv4');

/** True for an address literal that belongs to the public internet. Anything else, zone ids and non-addresses included, is not public. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !specialV4.check(address, 'ipv4');
  if (!isIPv6(address) || address.includes('%')) return false;
  return globalV6.check(address, 'ipv6') && !specialV6.check(address, 'ipv6');
}

/** True for 127.0.0.0/8 and ::1, in no other spelling. */
export function isLoopbackAddress(address: string): boolean {
  return address === '::1' || (isIPv4(address) && loopbackV4.check(address, 'ipv4'));
}
