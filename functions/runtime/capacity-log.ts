import { type Consumed, unitsOf } from '../../shared/table/capacity.ts';

let consumed: Consumed[] = [];

/** Handed to the table: remembers what the invocation under way consumed. Lambda runs one at a time in a process. */
export const noteConsumed = (one: Consumed): void => {
  consumed.push(one);
};

/** Units since the last look, as billed, for the log line of an invocation. */
export function takeConsumed(): { readUnits: number; writeUnits: number } {
  const taken = consumed;
  consumed = [];
  return unitsOf(taken);
}
