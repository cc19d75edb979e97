import { shanghaiDay } from './shanghai.ts';

/** A row of a table of rules holds from its day `from` to its day `until` (Shanghai, `YYYY-MM-DD`), both included; without them for good. */
export type Dates = { readonly from?: string; readonly until?: string };

/** The rows that hold on the Shanghai day of `at`; those with a later `from` come later, and win over those before. */
export function rowsAt<R extends Dates>(rows: readonly R[], at: Date): R[] {
  const day = shanghaiDay(at);
  return rows
    .filter(({ from = '', until }) => from <= day && (until === undefined || day <= until))
    .sort(({ from: one = '' }, { from: other = '' }) => (one < other ? -1 : one > other ? 1 : 0));
}
