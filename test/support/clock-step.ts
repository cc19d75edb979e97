import type { Key } from '../../shared/kernel/change.ts';
import type { Clock, ClockStep } from '../../shared/table/clock.ts';
import type { Table } from '../../shared/table/table.ts';

/** What a clock decides about an item at a time: the step of its earliest timer that can go on. */
export async function stepAt(clock: Clock, table: Table, key: Key, now: Date): Promise<ClockStep> {
  for (const { step } of await clock.due(table, key, now)) {
    const decided = await step();
    if (decided.changes.length > 0) return decided;
  }
  return { changes: [] };
}
