import type { ImportLimits, ImportProblem } from './api.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { type FailedReference, failedReference, type Placed, referenceFinder } from './references.ts';

/** Thrown when a document asks for more steps than any honest one needs. */
export class TooMuchWork extends Error {}

/**
 * A document being read. Whatever is done once for each use of a part of the document goes through here, where it is counted or
 * remembered: the time that a document takes is bounded by its size and by `limits.steps`, however it refers to itself.
 */
export type Reader = {
  readonly root: JsonObject;
  readonly limits: ImportLimits;
  /** @throws TooMuchWork */
  readonly step: () => void;
  /** Follows references until something else stands there. */
  readonly resolve: (from: Placed) => Placed | FailedReference;
  /** The same for what only samples and types are made of: a reference that leads nowhere is a warning, told once. */
  readonly resolveSchema: (from: Placed) => Placed | undefined;
  /** An object's members; none for anything else. */
  readonly entriesOf: (value: Json | undefined) => readonly [string, Json][];
  readonly warn: (warning: ImportProblem) => void;
};

export function openReader(root: JsonObject, limits: ImportLimits, warn: (warning: ImportProblem) => void): Reader {
  const entries = new WeakMap<JsonObject, readonly [string, Json][]>();
  const told = new Set<string>();
  let steps = 0;
  const step = () => {
    steps += 1;
    if (steps > limits.steps) throw new TooMuchWork();
  };
  const resolve = referenceFinder(root, limits, step);

  return {
    root,
    limits,
    step,
    resolve,
    warn,

    resolveSchema(from) {
      const found = resolve(from);
      if (!('failed' in found)) return found;
      const { reference } = found;
      if (!told.has(reference)) warn(failedReference(found, 'schema_reference'));
      told.add(reference);
      return undefined;
    },

    entriesOf(value) {
      if (!isObject(value)) return [];
      const known = entries.get(value) ?? Object.entries(value);
      entries.set(value, known);
      return known;
    },
  };
}
