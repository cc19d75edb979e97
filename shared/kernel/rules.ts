import type { Attributes } from './change.ts';

/** A rule that is a table: a deployment adds rows to it. */
type TakesRows = { readonly withRows: (rows: unknown, path: string) => TakesRows };

/**
 * Named figures of a context with a deployment's overrides laid over them; a table among them takes further rows. An override of a name
 * that does not exist or of another kind, and a row that is none, is a deployment mistake and throws when the function starts.
 */
export function withOverrides<R extends object>(
  defaults: R,
  overrides: Attributes | undefined,
  path = 'rules',
): R {
  if (overrides === undefined) return defaults;
  const merged = { ...defaults } as Record<string, unknown>;
  for (const [name, value] of Object.entries(overrides)) {
    if (!Object.hasOwn(defaults, name))
      throw new Error(`${path}.${name}: no such rule; there are: ${Object.keys(defaults).join(', ')}`);
    merged[name] = overridden(merged[name], value, `${path}.${name}`);
  }
  return merged as R;
}

function overridden(known: unknown, value: unknown, path: string): unknown {
  if (takesRows(known)) return known.withRows(value, path);
  if (
    typeof known !== typeof value ||
    Array.isArray(known) !== Array.isArray(value) ||
    isPlain(known) !== isPlain(value)
  )
    throw new Error(`${path}: must be of the same kind as its default`);

  return isPlain(known) ? withOverrides(known, value as Attributes, path) : value;
}

const isPlain = (candidate: unknown): candidate is object =>
  typeof candidate === 'object' && candidate !== null && !Array.isArray(candidate);

const takesRows = (candidate: unknown): candidate is TakesRows =>
  isPlain(candidate) && 'withRows' in candidate;
