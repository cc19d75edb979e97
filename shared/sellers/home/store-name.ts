import type { Change } from '../../kernel/change.ts';
import { nameKey } from '../../kernel/text/name-key.ts';
import { defineEntity } from '../../table/entity.ts';
import type { Table } from '../../table/table.ts';
import { sellerErrors } from '../errors.ts';

/** A name that a store holds: no two stores of the marketplace have names that readers hardly tell apart (`nameKey` says which those are). */
type StoreName = { readonly nameKey: string; readonly sellerId: string; readonly version: number };

const storeNameEntity = defineEntity<StoreName, string>({
  type: 'store_name',
  keyOf: (key) => ({ pk: `store-name#${key}`, sk: 'name' }),
  idOf: (held) => held.nameKey,
});

type Renaming = { readonly sellerId: string; readonly from?: string; readonly to: string };

/**
 * Takes a store's name and gives back the one before it, together with the store's save. Names taken at the same moment meet as a
 * conflict, and the one who comes second finds it held.
 * @throws sellers.store_name_taken when another store holds it
 */
export async function renameStore(table: Table, { sellerId, from, to }: Renaming): Promise<Change[]> {
  const wanted = nameKey(to);
  const left = from === undefined ? wanted : nameKey(from);
  const holder = await storeNameEntity.get(table, wanted);
  if (holder && holder.sellerId !== sellerId) throw sellerErrors.store_name_taken();
  const before = left === wanted ? undefined : await storeNameEntity.get(table, left);

  return [
    ...(holder ? [] : [storeNameEntity.create({ nameKey: wanted, sellerId, version: 1 })]),
    ...(before?.sellerId === sellerId ? [storeNameEntity.remove(before)] : []),
  ];
}
