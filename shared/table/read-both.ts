import type { Attributes, Key } from '../kernel/change.ts';
import type { Table } from './table.ts';

/** Where a thing's item is, and what it is read as. */
export type ReadAt<E> = { readonly key: Key; readonly read: (item: Attributes) => E };

/** Two things of different kinds in one request, strongly consistent; undefined where there is none. */
export async function readBoth<A, B>(
  table: Table,
  one: ReadAt<A>,
  other: ReadAt<B>,
): Promise<[A | undefined, B | undefined]> {
  const items = await table.getMany([one.key, other.key]);

  const read = <E>({ key, read }: ReadAt<E>): E | undefined => {
    const item = items.find(({ pk, sk }) => pk === key.pk && sk === key.sk);
    return item && read(item);
  };
  return [read(one), read(other)];
}
