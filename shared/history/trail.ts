import type { Attributes } from '../kernel/change.ts';
import type { Page, PageRequest } from '../kernel/page.ts';
import { eventHash } from '../table/event-chain.ts';
import { eventPrefix, eventSk } from '../table/keys.ts';
import type { Table } from '../table/table.ts';
import type { Place } from './aggregates.ts';

/** How a break shows: the first row follows another, a row does not follow the one before it, the thing knows another latest row. */
export const flaws = ['does_not_begin', 'does_not_follow', 'latest_differs'] as const;

/** Where a chain of event rows is broken: at the row of a version, or at the thing itself. */
export type Flaw = { readonly version?: number; readonly what: (typeof flaws)[number] };

const sameHash = (a: unknown, b: Uint8Array | undefined): boolean =>
  a instanceof Uint8Array ? b !== undefined && Buffer.from(a).equals(b) : a === undefined && b === undefined;

const versionOf = ({ sk }: Attributes): number => Number(String(sk).slice(eventPrefix.length));

/**
 * What is wrong with event rows of a thing, given oldest first: one that was changed or put elsewhere does not fit the one after it, and one
 * that was taken out leaves a gap. `before` is the row that the first of them follows.
 */
export const flawsOf = (rows: readonly Attributes[], before?: Attributes): Flaw[] =>
  rows.flatMap((row, place): Flaw[] => {
    const previous = rows[place - 1] ?? before;
    if (sameHash(row.h, previous && eventHash(previous))) return [];
    return [{ version: versionOf(row), what: previous ? 'does_not_follow' : 'does_not_begin' }];
  });

/** Whether a thing's item keeps the hash of this row as that of its latest. A thing that was removed keeps nothing. */
export const latestDiffers = (item: Attributes | undefined, latest: Attributes | undefined): Flaw[] =>
  !item || sameHash(item.h, latest && eventHash(latest)) ? [] : [{ what: 'latest_differs' }];

const newestFirst = (pk: string) => ({ pk, descending: true, consistent: true }) as const;

/** One page of a thing's event rows, the newest first, each compared with the row before it, and the latest with the thing's own item. */
export async function flawsOnPage(table: Table, place: Place, page: PageRequest): Promise<Page<Flaw>> {
  const ofThing = page.cursor === undefined ? await flawsOfThing(table, place) : [];
  const query = { ...newestFirst(place.rows), prefix: eventPrefix, list: 'flaws' };
  const { items, next } = await table.query(query, page);

  const oldest = items.at(-1);
  const before = oldest && (await rowBefore(table, place.rows, versionOf(oldest)));

  return { items: [...ofThing, ...flawsOf(items.toReversed(), before).toReversed()], next };
}

async function rowBefore(table: Table, pk: string, version: number): Promise<Attributes | undefined> {
  if (version <= 1) return undefined;
  const between = [eventSk(0), eventSk(version - 1)] as const;
  return (await table.query({ ...newestFirst(pk), between }, { limit: 1 })).items[0];
}

/** Item and row are read one after the other: whatever is saved in between looks like a flaw, and is gone at another look. */
const looksMost = 3;

async function flawsOfThing(table: Table, { item, rows }: Place): Promise<Flaw[]> {
  for (let looks = 1; ; looks++) {
    const thing = await table.get(item);
    const { items } = await table.query({ ...newestFirst(rows), prefix: eventPrefix }, { limit: 1 });
    const found = latestDiffers(thing, items[0]);
    if (found.length === 0 || looks === looksMost) return found;
  }
}
