import * as z from 'zod';
import { fieldProblems } from '../kernel/validation.ts';
import { shanghaiDay } from './shanghai.ts';

/** The days (Shanghai, `YYYY-MM-DD`) on which a row holds, both included; without `from` since ever, without `until` for good. */
export const rowDates = { from: z.iso.date().optional(), until: z.iso.date().optional() };
type Dates = { readonly from?: string; readonly until?: string };

/** What a row of the table is: its fields, and what it is about. Of rows about the same thing one wins. */
type RowKind<R extends Dates> = { readonly fields: z.ZodType<R>; readonly about: (row: R) => string };

export type RuleTable<R extends Dates> = {
  /** The rows that hold on the Shanghai day of `at`, the winner of those about the same thing last. */
  readonly rowsAt: (at: Date) => readonly R[];
  /**
   * The table with a deployment's rows, which win over those before; among them the one with the later `from` wins, whatever their order.
   * @throws for the first row that is none, ends before it begins, or ties with another, naming it and what is wrong
   */
  readonly withRows: (rows: unknown, path: string) => RuleTable<R>;
};

/** Enough for decades of holidays; each row is looked at for every act. */
const mostRows = 500;

/** A table of rules to which a deployment may add rows, each with the days on which it holds. */
export const ruleTable = <R extends Dates>(kind: RowKind<R>, rows: readonly R[] = []): RuleTable<R> => ({
  rowsAt(at) {
    const day = shanghaiDay(at);
    return rows.filter((row) => holdsOn(row, day));
  },

  withRows: (given, path) => ruleTable(kind, [...rows, ...addedRows(kind, given, path)]),
});

const holdsOn = ({ from = '', until }: Dates, day: string): boolean =>
  from <= day && (until === undefined || day <= until);

function addedRows<R extends Dates>(kind: RowKind<R>, given: unknown, path: string): R[] {
  if (!Array.isArray(given)) throw new Error(`${path}: must be a list of rows`);
  if (given.length > mostRows) throw new Error(`${path}: has ${given.length} rows, more than ${mostRows}`);
  const named = given.map((row, place) => ({ row, name: `${path}[${place}] ${shortJson(row)}` }));

  const read = named.map(({ row, name }) => ({ row: readRow(kind, row, name), name }));
  assertNoTies(kind, read);

  return read.map(({ row }) => row).sort((one, other) => compare(one.from ?? '', other.from ?? ''));
}

function readRow<R extends Dates>(kind: RowKind<R>, given: unknown, name: string): R {
  const { data: row, error } = kind.fields.safeParse(given);
  if (error) {
    const wrong = fieldProblems(error.issues).map(({ pointer, en }) => `${pointer.slice(1) || 'row'}: ${en}`);
    throw new Error(`${name}: ${wrong.join(' ')}`);
  }

  if (row.from !== undefined && row.until !== undefined && row.until < row.from)
    throw new Error(`${name}: until: Must not be before from.`);
  return row;
}

/** Two rows about the same thing that begin on the same day: nobody could tell which of them is meant. */
function assertNoTies<R extends Dates>(kind: RowKind<R>, rows: readonly { row: R; name: string }[]): void {
  const seen = new Map<string, string>();
  for (const { row, name } of rows) {
    const beginning = JSON.stringify([kind.about(row), row.from ?? '']);
    const other = seen.get(beginning);
    if (other !== undefined) throw new Error(`${name}: from: Must not be that of ${other}.`);
    seen.set(beginning, name);
  }
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

const shortJson = (row: unknown): string => {
  const text = JSON.stringify(row);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
};
