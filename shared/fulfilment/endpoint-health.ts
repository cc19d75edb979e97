import type { Attributes } from '../kernel/change.ts';
import type { Table, UpdateInput } from '../table/table.ts';

/** What all senders know of an endpoint together. Times are ISO 8601. */
export type Health = {
  /** in a row, of whatever messages */
  readonly failures: number;
  /** nothing is to be sent before */
  readonly openUntil?: string;
  /** taken for slow until then */
  readonly slowUntil?: string;
  /** the address at which the last attempts were over soon; another address has to show it anew */
  readonly fastUrl?: string;
  /** who holds which slot: until when, and for which message */
  readonly slots: ReadonlyMap<string, string>;
};
export type EndpointHealth = ReturnType<typeof endpointHealth>;

const slotPrefix = 'slot';
/** The attribute of a slot, numbered from 0. */
export const slotName = (place: number): string => `${slotPrefix}${place}`;

const healthOf = (item: Attributes = {}): Health => ({
  failures: Number(item.failures ?? 0),
  ...(typeof item.openUntil === 'string' && { openUntil: item.openUntil }),
  ...(typeof item.slowUntil === 'string' && { slowUntil: item.slowUntil }),
  ...(typeof item.fastUrl === 'string' && { fastUrl: item.fastUrl }),
  slots: new Map(Object.entries(item).flatMap(([name, held]) => (name.startsWith(slotPrefix) ? [[name, String(held)]] : []))),
});

/**
 * One item of each endpoint in the table, by which all senders learn what one of them found out. It is written when something
 * changes only: what goes on going well costs nothing. What was seen is used again for a few seconds.
 */
export function endpointHealth(table: Table, cacheSeconds: number) {
  const seen = new Map<string, { readonly health: Health; readonly until: number }>();
  const keyOf = (endpointId: string) => ({ pk: `endpoint#${endpointId}`, sk: 'breaker' });

  const remember = (endpointId: string, item: Attributes | undefined, now: Date): Health => {
    const health = healthOf(item);
    seen.set(endpointId, { health, until: now.getTime() + cacheSeconds * 1000 });
    return health;
  };
  const lookAnew = async (endpointId: string, now: Date): Promise<Health> => remember(endpointId, await table.get(keyOf(endpointId)), now);

  return {
    lookAnew,
    async look(endpointId: string, now: Date): Promise<Health> {
      const kept = seen.get(endpointId);
      return kept && kept.until > now.getTime() ? kept.health : lookAnew(endpointId, now);
    },
    /** Undefined when the condition did not hold. */
    async update(endpointId: string, now: Date, update: Omit<UpdateInput, 'key'>): Promise<Health | undefined> {
      const item = await table.update({ key: keyOf(endpointId), ...update });
      return item && remember(endpointId, item, now);
    },
  };
}

/** So many seconds after `now`, as times are kept. */
export const secondsAfter = (now: Date, seconds: number): string => new Date(now.getTime() + seconds * 1000).toISOString();
