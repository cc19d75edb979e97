import { hash } from 'node:crypto';
import type { Attributes } from '../kernel/change.ts';
import { canonicalJson } from '../kernel/json/canonical-json.ts';

/**
 * Event rows of an aggregate are a chain: each holds the hash of the row before it, and the aggregate's item that of its latest, so that a
 * row which was changed, taken out or put in another place is found. An entity that was read carries the hash under this symbol: copies
 * of it keep it, and nothing that is answered, stored or compared as data shows it.
 */
export const latestEvent: unique symbol = Symbol('hash of the latest event row');
export type Chained = { readonly [latestEvent]?: Uint8Array };

const hashBytes = 16;

/** Of a row as it is stored. Half of SHA-256 is enough: nobody gains by two rows of one hash, and a row must stay small. */
export function eventHash({ h, ...row }: Attributes): Uint8Array {
  const before = h instanceof Uint8Array ? Buffer.from(h).toString('base64') : undefined;
  return hash('sha256', canonicalJson({ ...row, h: before }), 'buffer').subarray(0, hashBytes);
}
