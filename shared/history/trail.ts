import type { Attributes } from '../kernel/change.ts';
import { eventHash } from '../table/event-chain.ts';
import { eventPrefix } from '../table/keys.ts';
import type { Table } from '../table/table.ts';

/** Where a chain of event rows is broken, and how it shows. */
export type Flaw = {
  /** sort key of the row, or of the item that keeps the hash of the latest one */
  readonly at: string;
  readonly what: 'does_not_begin' | 'does_not_follow' | 'latest_differs';
};

const sameHash = (a: unknown, b: Uint8Array | undefined): boolean =>
  a instanceof Uint8Array ? b !== undefined && Buffer.from(a).equals(b) : a === undefined && b === undefined;

/**
 * What is wrong with the event rows of an aggregate, oldest first: a row that was changed or put elsewhere does not fit the one after it,
 * and one that was taken out leaves a gap. `item` keeps the hash of the latest row; a removed aggregate has none.
 */
export function flawsOf(rows: readonly Attributes[], item?: Attributes): Flaw[] {
  const [first] = rows;
  const begins: Flaw[] =
    first && first.h !== undefined ? [{ at: String(first.sk), what: 'does_not_begin' }] : [];
  const follows = rows.slice(1).flatMap((row, place): Flaw[] => {
    const before = rows[place];
    return before && sameHash(row.h, eventHash(before))
      ? []
      : [{ at: String(row.sk), what: 'does_not_follow' }];
  });

  const latest = rows.at(-1);
  const ends: Flaw[] =
    !item || sameHash(item.h, latest && eventHash(latest))
      ? []
      : [{ at: String(item.sk), what: 'latest_differs' }];
  return [...begins, ...follows, ...ends];
}

const rowsAtOnce = 100;

/** Every event row of an aggregate, compared with the row before it, and the latest with the aggregate's own item. */
export async function checkTrail(table: Table, aggregateId: string, item?: Attributes): Promise<Flaw[]> {
  const rows: Attributes[] = [];
  let cursor: string | undefined;
  do {
    const query = { pk: aggregateId, prefix: eventPrefix, consistent: true };
    const page = await table.query(query, { limit: rowsAtOnce, cursor });
    rows.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return flawsOf(rows, item);
}
