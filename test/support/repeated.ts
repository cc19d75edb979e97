import { expect } from 'vitest';
import type { TestTable } from './table.ts';
import { rowsOf } from './table-rows.ts';

/** Acts twice: the second answer is the first one again, and neither state nor events are written for it. Answers the first. */
export async function repeated<A>(engine: TestTable, act: () => Promise<A>): Promise<A> {
  const first = await act();
  const written = await rowsOf(engine);
  expect(shown(await act())).toEqual(shown(first));
  expect(await rowsOf(engine)).toEqual(written);
  return first;
}

/** An answer as its reader gets it. */
const shown = (answer: unknown): unknown => JSON.parse(JSON.stringify(answer ?? null));
