import * as z from 'zod';
import { shortText } from '../kernel/text/short-text.ts';
import { fieldProblems } from '../kernel/validation.ts';
import type { Dates } from './dated-rows.ts';

/** The fields of a row that say when it holds. */
export const rowDates = { from: z.iso.date().optional(), until: z.iso.date().optional() };

/** What a row of a table is: its fields, and what it is about. Of rows about the same thing one wins. */
type RowKind<R extends Dates> = { readonly fields: z.ZodType<R>; readonly about: (row: R) => string };

/**
 * The rows that a deployment adds to a table of rules.
 * @throws for the first one that is none, ends before it begins, or begins on the day of another about the same thing, naming it and what is wrong
 */
export function checkRows<R extends Dates>(kind: RowKind<R>, given: readonly unknown[], path: string): R[] {
  const named = given.map((row, place) => ({ row, name: `${path}[${place}] ${shortJson(row)}` }));

  const rows = named.map(({ row, name }) => ({ row: readRow(kind, row, name), name }));
  assertNoTies(kind, rows);

  return rows.map(({ row }) => row);
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

/** Of two rows about the same thing that begin on the same day nobody could tell which is meant. */
function assertNoTies<R extends Dates>(kind: RowKind<R>, rows: readonly { row: R; name: string }[]): void {
  const seen = new Map<string, string>();
  for (const { row, name } of rows) {
    const beginning = JSON.stringify([kind.about(row), row.from ?? '']);
    const other = seen.get(beginning);
    if (other !== undefined) throw new Error(`${name}: from: Must not be that of ${other}.`);
    seen.set(beginning, name);
  }
}

const shortJson = (row: unknown): string => shortText(JSON.stringify(row), 80);
