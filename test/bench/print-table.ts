import type { Measurement } from './measure.ts';

const text = (value: string | number | undefined): string =>
  typeof value === 'number' ? value.toLocaleString('en-US', { maximumFractionDigits: 2 }) : (value ?? '');

/** Columns are as wide as they have to be; figures stand to the right. */
export function printTable({ title, rows }: Measurement): void {
  const headings = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cells = rows.map((row) => headings.map((heading) => row[heading]));
  const widths = headings.map((heading, place) =>
    Math.max(heading.length, ...cells.map((row) => text(row[place]).length)),
  );
  const line = (row: readonly (string | number | undefined)[], right: (place: number) => boolean) =>
    row
      .map((value, place) =>
        right(place) ? text(value).padStart(widths[place] ?? 0) : text(value).padEnd(widths[place] ?? 0),
      )
      .join('  ');
  console.log(`\n${title}`);
  console.log(`  ${line(headings, (place) => typeof cells[0]?.[place] === 'number')}`);
  for (const row of cells) console.log(`  ${line(row, (place) => typeof row[place] === 'number')}`);
}
