import { isDeepStrictEqual } from 'node:util';
import type { Item } from './item-size.ts';
import { itemSize, writeUnits } from './item-size.ts';
import type { IndexShape } from './table-shape.ts';

/** What an index holds of an item: nothing unless the item has all of its keys. */
function entryOf({ keys, projected }: IndexShape, item: Item | undefined): Item | undefined {
  if (!item || keys.some((key) => item[key] === undefined)) return undefined;
  if (!projected) return item;
  return Object.fromEntries(
    [...new Set(projected)].flatMap((name) => (item[name] ? [[name, item[name]]] : [])),
  );
}

/**
 * Write units that an index takes when an item changes ("Write capacity units" of global secondary indexes, DynamoDB's developer guide): one write for an
 * entry that appears, vanishes or shows other values, two when its key changes (the old one goes, a new one comes), none when nothing that it
 * projects has changed. A write is a unit per kilobyte of the entry.
 */
export function indexUnits(index: IndexShape, before: Item | undefined, after: Item | undefined): number {
  const [old, now] = [entryOf(index, before), entryOf(index, after)];
  if (!old || !now) return old || now ? writeUnits(itemSize(old ?? now ?? {})) : 0;
  if (isDeepStrictEqual(old, now)) return 0;
  const moved = index.keys.some((key) => !isDeepStrictEqual(old[key], now[key]));
  if (moved) return writeUnits(itemSize(old)) + writeUnits(itemSize(now));
  return writeUnits(Math.max(itemSize(old), itemSize(now)));
}
