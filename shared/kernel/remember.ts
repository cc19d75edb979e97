/** Remembers what was found for a while; what was not found is looked up again at once, so that a new purchase works immediately. */
export function remember<K extends string, V>(
  look: (key: K) => Promise<V | undefined>,
  seconds: number,
  most = 1000,
) {
  const known = new Map<K, { value: V; until: number }>();
  return {
    async get(key: K, now: Date): Promise<V | undefined> {
      const entry = known.get(key);
      if (entry && now.getTime() < entry.until) return entry.value;
      const value = await look(key);
      known.delete(key);
      if (value === undefined) return undefined;
      const [oldest] = known.keys();
      if (known.size >= most && oldest !== undefined) known.delete(oldest);
      known.set(key, { value, until: now.getTime() + seconds * 1000 });
      return value;
    },
    has: (key: K, now: Date): boolean => now.getTime() < (known.get(key)?.until ?? 0),
    forget: (key: K): void => void known.delete(key),
  };
}
