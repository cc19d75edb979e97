import type { Key } from '../kernel/change.ts';

/** Where a thing is kept: its item, which knows the latest event row, and the partition of its event rows. */
export type Place = { readonly item: Key; readonly rows: string };

/** The place of a thing by its id; nothing for an id that cannot be one. */
export type PlaceOf = (id: string) => Place | undefined;

/** Operators' looks at a thing are a log of their own. */
export const looksOf = (id: string): string => `looks#${id}`;

/** Who may read the history of a thing besides operators: its owner, told by the context that keeps it. */
export type OwnerOf = (
  id: string,
) => Promise<{ readonly sellerId?: string; readonly userId?: string } | undefined>;
export type Owners = Readonly<Record<string, OwnerOf>>;

export const prefixOf = (id: string): string => id.split('_')[0] ?? '';

export const ownerOf = (owners: Owners, id: string): OwnerOf | undefined =>
  Object.hasOwn(owners, prefixOf(id)) ? owners[prefixOf(id)] : undefined;
