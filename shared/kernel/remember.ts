/** A map of so many entries at most; the one that was put first is forgotten first. */
export function boundedMap<K, V>(most: number) {
  const known = new Map<K, V>();
  return {
    get: (key: K): V | undefined => known.get(key),
    forget: (key: K): void => void known.delete(key),
    put(key: K, value: V): void {
      known.delete(key);
      const [oldest] = known.keys();
      if (known.size >= most && oldest !== undefined) known.delete(oldest);
      known.set(key, value);
    },
  };
}

/**
 * Remembers what was found for a while (for as long as the process lives where `seconds` is Infinity); what was not found is looked up again at
 * once, so that a new purchase works immediately.
 */
export function remember<K extends string, V>(
  look: (key: K) => Promise<V | undefined>,
  seconds: number,
  most = 1000,
) {
  const known = boundedMap<K, { readonly value: V; readonly until: number }>(most);
  return {
    async get(key: K, now: Date): Promise<V | undefined> {
      const entry = known.get(key);
      if (entry && now.getTime() < entry.until) return entry.value;
      const value = await look(key);
      if (value === undefined) known.forget(key);
      else known.put(key, { value, until: now.getTime() + seconds * 1000 });
      return value;
    },
    has: (key: K, now: Date): boolean => now.getTime() < (known.get(key)?.until ?? 0),
    forget: known.forget,
  };
}
