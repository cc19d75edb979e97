import { lookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import type { Target } from './check-address.ts';
import { isLiteral } from './check-address.ts';
import { isLoopbackAddress, isPublicAddress } from './public-address.ts';

export type ResolvedAddress = { readonly address: string; readonly family: 4 | 6 };
/** Resolves a name to all its addresses; throws if there are none. */
export type Resolve = (host: string) => Promise<readonly ResolvedAddress[]>;

export const systemResolve: Resolve = async (host) => {
  const found = await lookup(host, { all: true, order: 'ipv4first' });
  return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
};

/**
 * The addresses that may be connected to for a target. A name of which even one address is not public is refused as a whole:
 * a mixed answer is either a mistake or an attack. Throws what `resolve` throws.
 */
export async function resolveTarget(
  target: Target,
  resolve: Resolve,
): Promise<readonly ResolvedAddress[] | 'refused'> {
  if (isLiteral(target.host)) return [{ address: target.host, family: target.host.includes(':') ? 6 : 4 }];
  const allowed = target.loopback ? isLoopbackAddress : isPublicAddress;
  const found = await resolve(target.host);
  if (found.length === 0) throw new Error('no address');
  return found.every(({ address }) => allowed(address)) ? found : 'refused';
}

/** A `lookup` for node:http(s) that knows only the checked addresses, so that no second resolution can differ from the checked one. */
export function pinnedLookup(addresses: readonly ResolvedAddress[]): LookupFunction {
  return (_host, options, callback) => {
    const [first] = addresses;
    if (!first) return callback(new Error('no address'), '', 4);
    if (options.all) return callback(null, [...addresses]);
    return callback(null, first.address, first.family);
  };
}
