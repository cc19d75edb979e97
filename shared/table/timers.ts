/** Times (ISO) at which the clock has something to do with an entity, by the name of what; no time where there is nothing to do. */
export type Timers<T extends string> = Readonly<Partial<Record<T, string | undefined>>>;

type Timer<T extends string> = { readonly name: T; readonly at: string };

const set = <T extends string>(timers: Timers<T>): Timer<T>[] =>
  (Object.entries(timers) as [T, string | undefined][]).flatMap(([name, at]) =>
    at === undefined ? [] : [{ name, at }],
  );

/** The time at which an entity stands in the index `due`. */
export const earliestOf = (timers: Timers<string>): string | undefined =>
  set(timers)
    .map(({ at }) => at)
    .sort()[0];

/** What the clock has to do by now, the earliest first. */
export const dueOf = <T extends string>(timers: Timers<T>, now: Date): T[] =>
  set(timers)
    .filter(({ at }) => at <= now.toISOString())
    .sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))
    .map(({ name }) => name);
