import type { Table } from '../../table/table.ts';
import { addCalls, byRow, type NumberedCall, usageKey, usageRowOf } from './usage.ts';

/**
 * Adds calls of one entitlement to its figures. Calls come in the order of their numbers, possibly again: a row remembers the
 * highest number it has seen, and what is not above it is left out.
 */
export async function addUsage(
  table: Table,
  entitlementId: string,
  calls: readonly NumberedCall[],
): Promise<void> {
  for (const { granularity, row, calls: own } of byRow(calls).values()) {
    const key = usageKey(entitlementId, granularity, row);
    const before = await table.get(key);
    const seen = Number(before?.upTo ?? 0);
    const fresh = own.filter(({ call }) => call > seen);
    if (fresh.length === 0) continue;
    const after = addCalls(before ? usageRowOf(before) : row, fresh);
    const upTo = Math.max(...fresh.map(({ call }) => call));
    const saved = await table.update({
      key,
      expression: 'SET #type = :type, counted = :counted, answers = :answers, upTo = :upTo',
      condition: before ? 'upTo = :seen' : 'attribute_not_exists(pk)',
      names: { '#type': 'type' },
      values: {
        ':type': 'usage',
        ':counted': after.counted,
        ':answers': after.answers,
        ':upTo': upTo,
        ...(before && { ':seen': seen }),
      },
    });
    if (!saved) throw new Error('usage row changed by another run; the batch comes again');
  }
}
