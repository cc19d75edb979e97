import type { Consumed } from '../../shared/table/capacity.ts';

let consumed: Consumed[] = [];

/** Handed to the table: remembers what the invocation under way consumed. Lambda runs one at a time in a process. */
export const noteConsumed = (one: Consumed): void => {
  consumed.push(one);
};

/** Units since the last look, for the log line of an invocation. */
export function takeConsumed(): { readUnits: number; writeUnits: number; transactWriteUnits: number } {
  const taken = consumed;
  consumed = [];
  const sum = (chosen: (one: Consumed) => boolean, units: (one: Consumed) => number) =>
    taken.filter(chosen).reduce((total, one) => total + units(one), 0);
  return {
    readUnits: sum(
      ({ kind }) => kind === 'read',
      ({ tableUnits, indexUnits }) => tableUnits + indexUnits,
    ),
    writeUnits:
      sum(
        ({ kind, transactional }) => kind === 'write' && !transactional,
        ({ tableUnits }) => tableUnits,
      ) +
      sum(
        ({ kind }) => kind === 'write',
        ({ indexUnits }) => indexUnits,
      ),
    transactWriteUnits: sum(
      ({ kind, transactional }) => kind === 'write' && transactional,
      ({ tableUnits }) => tableUnits,
    ),
  };
}
