import { pointerStep } from '../../kernel/json/json-pointer.ts';
import type { ImportLimits, ImportProblem } from './api.ts';
import { cut, named } from './foreign-text.ts';
import { isObject, type Json, type JsonObject, member } from './json.ts';

/** A value and where it stands in the document. */
export type Placed = { value: Json | undefined; pointer: string };

/** Follows references until something else stands there; the objects that refer further are added to `passed`. */
export type Resolve = (from: Placed, passed?: Placed[]) => Placed | FailedReference;

type ReferenceProblem = keyof typeof sentences;

/** Why a reference leads nowhere, its text (cut) and its place. */
export type FailedReference = { failed: ReferenceProblem; reference: string; pointer: string };

const sentences = {
  outside: {
    zh: '引用在文档之外，只读取文档内的引用（#/...）；请先把多个文件合并为一个',
    en: 'the reference leads out of the document; only those within it (#/...) are read, so bundle the files into one first',
  },
  missing: { zh: '引用的内容不存在', en: 'what is referred to does not exist' },
  circular: { zh: '引用循环或层数过多', en: 'the references run in a circle or too far' },
  too_long: { zh: '引用过长', en: 'the reference is too long' },
};

const readPointer = (root: JsonObject, reference: string): Placed | undefined => {
  let at: Json | undefined = root;
  let pointer = '';
  for (const raw of reference.slice(2).split('/')) {
    let step: string;
    try {
      step = decodeURIComponent(raw).replaceAll('~1', '/').replaceAll('~0', '~');
    } catch {
      return undefined;
    }
    at = Array.isArray(at) ? (/^\d{1,6}$/.test(step) ? at[Number(step)] : undefined) : member(at, step);
    if (at === undefined) return undefined;
    pointer += pointerStep(step);
  }
  return { value: at, pointer };
};

function targetOf(root: JsonObject, reference: string): Placed | ReferenceProblem {
  if (!reference.startsWith('#/')) return 'outside';
  return readPointer(root, reference) ?? 'missing';
}

/**
 * Follows `$ref` until something else stands there. Only references within the document (`#/...`) are followed: nothing is ever
 * fetched. Each reference is read once and remembered, and its length is limited, so that using one a thousand times costs little.
 */
export function referenceFinder(root: JsonObject, limits: ImportLimits, step: () => void): Resolve {
  const known = new Map<string, Placed | ReferenceProblem>();

  const find = (reference: string): Placed | ReferenceProblem => {
    if (reference.length > limits.referenceLength) return 'too_long';
    const found = known.get(reference) ?? targetOf(root, reference);
    known.set(reference, found);
    return found;
  };

  return (from, passed) => {
    let at = from;
    for (let hops = 0; isObject(at.value) && typeof at.value.$ref === 'string'; hops += 1) {
      step();
      const reference = at.value.$ref;
      const next = hops < limits.referenceHops ? find(reference) : 'circular';
      if (typeof next === 'string')
        return { failed: next, reference: cut(reference, 100), pointer: `${at.pointer}/$ref` };
      passed?.push(at);
      at = next;
    }
    return at;
  };
}

/** As a problem, its code beginning with `code`. */
export const failedReference = (
  { failed, reference, pointer }: FailedReference,
  code = 'reference',
): ImportProblem => ({
  pointer,
  code: `${code}_${failed}`,
  zh: `${named(reference)}：${sentences[failed].zh}`,
  en: `${named(reference)}: ${sentences[failed].en}`,
});
