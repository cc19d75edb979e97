import type { Change } from '../../kernel/change.ts';
import { defineEntity } from '../../table/entity.ts';
import type { Table } from '../../table/table.ts';

/** The last number given out of a series; its version is the number. */
type RunningNumber = { readonly series: string; readonly version: number };

const runningNumberEntity = defineEntity<RunningNumber, string>({
  type: 'running-number',
  keyOf: (series) => ({ pk: `series#${series}`, sk: 'number' }),
  idOf: ({ series }) => series,
});

/**
 * The next number of a series, and the change that takes it: committed with what bears the number, so that the series has
 * neither gaps nor doubles.
 */
export async function nextNumber(
  table: Table,
  series: string,
): Promise<{ readonly number: number; readonly change: Change }> {
  const last = await runningNumberEntity.get(table, series);
  if (last) return { number: last.version + 1, change: runningNumberEntity.save(last, last) };
  return { number: 1, change: runningNumberEntity.create({ series, version: 1 }) };
}
