/** The same values with the members of every object in the order of their names. */
export const inOrder = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, inOrder(inner)]),
  );
};

/** The same text for the same values, in whatever order their members came; for digests. */
export const canonicalJson = (value: unknown): string => JSON.stringify(inOrder(value));
