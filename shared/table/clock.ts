import type { Change, Key } from '../kernel/change.ts';
import type { Table } from './table.ts';
import { dueOf, type Timers } from './timers.ts';

/** What the clock does when a timer of an entity is over: the changes, none where it cannot be done yet. */
export type TimerStep<E> = (entity: E, now: Date) => Promise<ClockStep>;

export type ClockStep = {
  readonly changes: readonly Change[];
  /** the same entity has another step at once; whoever runs the clock reads it anew, because the index is a moment late */
  readonly more?: boolean;
  /** what is committed instead when the table does not take the changes, be it after races that were lost */
  readonly orElse?: (error: unknown) => readonly Change[];
};

/** What is due on one item. */
export type DueTimer = { readonly name: string; readonly step: () => Promise<ClockStep> };

/** The clock of one type of entity. */
export type Clock = {
  readonly type: string;
  /** Reads an item and answers what is due on it, the earliest first; nothing when it is gone. */
  readonly due: (table: Table, key: Key, now: Date) => Promise<readonly DueTimer[]>;
};

type Timed<E, T extends string> = {
  readonly type: string;
  readonly find: (table: Table, key: Key) => Promise<E | undefined>;
  readonly timersOf: (entity: E) => Timers<T>;
};

/** A step for every timer of an entity, no more, no fewer. A step is asked only when its timer is over. */
export const clockOf = <E, T extends string>(
  { type, find, timersOf }: Timed<E, T>,
  steps: Readonly<Record<T, TimerStep<E>>>,
): Clock => ({
  type,
  async due(table, key, now) {
    const entity = await find(table, key);
    if (entity === undefined) return [];

    return dueOf(timersOf(entity), now).map((name) => ({ name, step: () => steps[name](entity, now) }));
  },
});
