import type { Attributes, Key } from '../../kernel/change.ts';
import { boundedMap } from '../../kernel/remember.ts';
import type { Table } from '../table.ts';
import type { UpdateInput } from '../writes.ts';

/** What all senders know together of a system that they call. Times are ISO 8601. */
export type Health = {
  /** in a row, of whatever messages */
  readonly failures: number;
  /** nothing is to be sent before */
  readonly openUntil?: string;
  /** taken for slow until then */
  readonly slowUntil?: string;
  /** the address at which the last answers came soon; another address has to show it anew */
  readonly fastUrl?: string;
  /** who holds which slot: until when, and for what */
  readonly slots: ReadonlyMap<string, string>;
};
export type SystemHealth = ReturnType<typeof systemHealth>;

/** Beside the thing itself that the health is of, under whose id it stands; to be removed together with it. */
export const healthKey = (id: string): Key => ({ pk: id, sk: 'health' });

const slotPrefix = 'slot';
/** The attribute of a slot, numbered from 0. */
export const slotName = (place: number): string => `${slotPrefix}${place}`;

const healthOf = (item: Attributes = {}): Health => ({
  failures: Number(item.failures ?? 0),
  ...(typeof item.openUntil === 'string' && { openUntil: item.openUntil }),
  ...(typeof item.slowUntil === 'string' && { slowUntil: item.slowUntil }),
  ...(typeof item.fastUrl === 'string' && { fastUrl: item.fastUrl }),
  slots: new Map(
    Object.entries(item).flatMap(([name, held]) =>
      name.startsWith(slotPrefix) ? [[name, String(held)]] : [],
    ),
  ),
});

/** So many systems are remembered at most. */
const rememberedMost = 1000;

/**
 * One item of each system in the table, by which all senders learn what one of them found out. It is written when something
 * changes only: what goes on going well costs nothing. What was seen is used again for a few seconds.
 */
export function systemHealth(table: Table, keyOf: (id: string) => Key, cacheSeconds: number) {
  const seen = boundedMap<string, { readonly health: Health; readonly at: number }>(rememberedMost);

  const remember = (id: string, item: Attributes | undefined, now: Date): Health => {
    const health = healthOf(item);
    seen.put(id, { health, at: now.getTime() });
    return health;
  };
  const lookAnew = async (id: string, now: Date): Promise<Health> =>
    remember(id, await table.get(keyOf(id)), now);

  return {
    lookAnew,
    /** What was seen within so many seconds, or a look. */
    async look(id: string, now: Date, withinSeconds = cacheSeconds): Promise<Health> {
      const kept = seen.get(id);
      return kept && kept.at + withinSeconds * 1000 > now.getTime() ? kept.health : lookAnew(id, now);
    },
    /** Undefined when the condition did not hold. */
    async update(id: string, now: Date, update: Omit<UpdateInput, 'key'>): Promise<Health | undefined> {
      const item = await table.update({ key: keyOf(id), ...update });
      return item && remember(id, item, now);
    },
  };
}

/** So many seconds after `now`, as times are kept. */
export const secondsAfter = (now: Date, seconds: number): string =>
  new Date(now.getTime() + seconds * 1000).toISOString();
