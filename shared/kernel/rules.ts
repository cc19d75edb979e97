import type { Attributes } from './change.ts';

/**
 * Named figures of a context with a deployment's overrides laid over them. An override of a name that does not exist or of
 * another kind is a deployment mistake and throws when the function starts.
 */
export function withOverrides<R extends object>(
  defaults: R,
  overrides: Attributes | undefined,
  path = 'rules',
): R {
  if (overrides === undefined) return defaults;
  const merged = { ...defaults } as Record<string, unknown>;
  for (const [name, value] of Object.entries(overrides)) {
    const known = merged[name];
    if (known === undefined)
      throw new Error(`${path}.${name}: no such rule; there are: ${Object.keys(defaults).join(', ')}`);
    const plain = (candidate: unknown) =>
      typeof candidate === 'object' && candidate !== null && !Array.isArray(candidate);
    if (
      typeof known !== typeof value ||
      Array.isArray(known) !== Array.isArray(value) ||
      plain(known) !== plain(value)
    )
      throw new Error(`${path}.${name}: must be of the same kind as its default`);
    merged[name] = plain(known)
      ? withOverrides(known as object, value as Attributes, `${path}.${name}`)
      : value;
  }
  return merged as R;
}
