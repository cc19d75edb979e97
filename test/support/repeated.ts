import { expect } from 'vitest';
import type { TestTable } from './table.ts';
import { rowsOf } from './table-rows.ts';

/** Acts twice: the second answer is the first one again, and neither state nor events are written for it. Answers the first. */
export async function repeated<A>(engine: TestTable, act: () => Promise<A>): Promise<A> {
  const first = await act();
  const written = await rowsOf(engine);
  expect(await act()).toEqual(first);
  expect(await rowsOf(engine)).toEqual(written);
  return first;
}
