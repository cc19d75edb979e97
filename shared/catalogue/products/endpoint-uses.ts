import type { Change } from '../../kernel/change.ts';
import type { Table } from '../../table/table.ts';
import type { CountUse } from '../ports.ts';
import { contentOf } from './content.ts';
import type { Product } from './product.ts';

/**
 * Counts the draft in at the endpoint that it newly names and out at the one it names no more. The endpoint of the live version is not
 * counted: it was marked as sold when that version was approved, and stays for good.
 */
export async function endpointUses(
  { table, countUse }: { readonly table: Table; readonly countUse: CountUse },
  { productId, live }: Product,
  from: string | undefined,
  to: string | undefined,
): Promise<Change[]> {
  if (from === to) return [];
  const sold = live && (await contentOf(table, productId, live.number)).access.details?.endpointId;
  return [
    ...(to && to !== sold ? [countUse(to, 1)] : []),
    ...(from && from !== sold ? [countUse(from, -1)] : []),
  ];
}
