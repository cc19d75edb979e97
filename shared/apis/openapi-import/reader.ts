import type { ImportLimits, ImportProblem } from './api.ts';
import { beginningOf, textOf } from './foreign-text.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { failedReference, type Placed, type Resolve, referenceFinder } from './references.ts';

const setMost = 1_000;
const none: ReadonlySet<Json> = new Set();

/** What it is worth to copy a text of this length. */
export const stepsOfText = (length: number): number => 1 + Math.floor(length / 200);

/** Thrown when a document asks for more steps than any honest one needs. */
export class TooMuchWork extends Error {}

/**
 * A document being read. Whatever is done once for each use of a part of the document goes through here, where it is counted or
 * remembered: the time that a document takes is bounded by its size and by `limits.steps`, however it refers to itself.
 */
export type Reader = {
  readonly root: JsonObject;
  readonly limits: ImportLimits;
  /** Spends one step, or as many as the work is worth. @throws TooMuchWork */
  readonly step: (count?: number) => void;
  readonly resolve: Resolve;
  /** The same for what only samples and types are made of: a reference that leads nowhere is a warning, told once. */
  readonly resolveSchema: (from: Placed) => Placed | undefined;
  /** An object's members; none for anything else. */
  readonly entriesOf: (value: Json | undefined) => readonly [string, Json][];
  /** The values of a list, the first thousand at most; none for anything else. */
  readonly setOf: (value: Json | undefined) => ReadonlySet<Json>;
  /** `textOf`, remembered: what is hidden in a text is looked for once. */
  readonly textOf: (value: Json | undefined, length: number) => string | undefined;
  readonly warn: (warning: ImportProblem) => void;
  /** Warns of one part of the document, once however often it is used. */
  readonly warnOf: (part: Json | undefined, warning: ImportProblem) => void;
};

export function openReader(
  root: JsonObject,
  limits: ImportLimits,
  warn: (warning: ImportProblem) => void,
): Reader {
  const entries = new WeakMap<JsonObject, readonly [string, Json][]>();
  const texts = new Map<string, string>();
  const sets = new WeakMap<Json[], ReadonlySet<Json>>();
  const told = new Set<string>();
  const toldParts = new WeakSet<JsonObject>();
  let steps = 0;
  const step = (count = 1) => {
    steps += count;
    if (steps > limits.steps) throw new TooMuchWork();
  };
  const resolve = referenceFinder(root, limits, step);

  return {
    root,
    limits,
    step,
    resolve,
    warn,

    warnOf(part, warning) {
      if (isObject(part) && toldParts.has(part)) return;
      if (isObject(part)) toldParts.add(part);
      warn(warning);
    },

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

    setOf(value) {
      if (!Array.isArray(value)) return none;
      const known = sets.get(value) ?? new Set(value.slice(0, setMost));
      sets.set(value, known);
      return known;
    },

    textOf(value, length) {
      if (typeof value !== 'string') return undefined;
      const beginning = beginningOf(value, length);
      step(stepsOfText(beginning.length));
      const key = `${length} ${beginning}`;
      const known = texts.get(key) ?? textOf(beginning, length) ?? '';
      texts.set(key, known);
      return known === '' ? undefined : known;
    },
  };
}
