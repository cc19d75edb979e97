import type { Table } from '../../table/table.ts';
import { addCalls, byRow, type NumberedCall, usageKey, usageRowOf } from './usage.ts';

/** The highest number seen of each parcel's calls. */
type Seen = Readonly<Record<string, number>>;

/**
 * Adds calls of one entitlement to its figures. Calls of a parcel come in the order of their numbers, possibly again: a row remembers the
 * highest number it has seen of each, and what is not above it is left out.
 */
export async function addUsage(
  table: Table,
  entitlementId: string,
  calls: readonly NumberedCall[],
): Promise<void> {
  for (const { granularity, row, calls: own } of byRow(calls).values()) {
    const key = usageKey(entitlementId, granularity, row);
    const before = await table.get(key);
    const seen = (before?.upTo ?? {}) as Seen;
    const fresh = own.filter(({ parcel, call }) => call > (seen[parcel] ?? 0));
    if (fresh.length === 0) continue;

    const after = addCalls(before ? usageRowOf(before) : row, fresh);
    const saved = await table.update({
      key,
      expression: 'SET #type = :type, counted = :counted, answers = :answers, upTo = :upTo',
      condition: before ? 'upTo = :seen' : 'attribute_not_exists(pk)',
      names: { '#type': 'type' },
      values: {
        ':type': 'usage',
        ':counted': after.counted,
        ':answers': after.answers,
        ':upTo': seenWith(seen, fresh),
        ...(before && { ':seen': seen }),
      },
    });
    if (!saved) throw new Error('usage row changed by another run; the batch comes again');
  }
}

function seenWith(seen: Seen, calls: readonly NumberedCall[]): Seen {
  const highest = { ...seen };
  for (const { parcel, call } of calls) highest[parcel] = Math.max(highest[parcel] ?? 0, call);
  return highest;
}
