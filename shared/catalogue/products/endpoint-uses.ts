import type { Change } from '../../kernel/change.ts';
import type { CountUse } from '../ports.ts';
import type { Product } from './product.ts';

/**
 * Counts the product in at the endpoint that it newly names and out at the one it names no more. A product that was ever approved stays
 * counted: what it sold is told at the endpoint that it named then.
 */
export function endpointUses(countUse: CountUse, product: Product, from: string | undefined, to: string | undefined): Change[] {
  if (from === to) return [];
  return [...(to ? [countUse(to, 1)] : []), ...(from && !product.live ? [countUse(from, -1)] : [])];
}
