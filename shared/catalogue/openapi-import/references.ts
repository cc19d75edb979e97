import { type ImportLimits, pointerStep } from './api.ts';
import { isObject, type Json, type JsonObject, member } from './parse-document.ts';

/** A value and where it stands in the document. */
export type Placed = { value: Json | undefined; pointer: string };

export type ReferenceProblem = 'outside' | 'missing' | 'circular';

const fromPointer = (root: JsonObject, reference: string): Placed | undefined => {
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

/**
 * Follows `$ref` until something else stands there. Only references within the document (`#/...`) are followed: nothing is ever
 * fetched. The problem's pointer is that of the reference.
 */
export function resolve(root: JsonObject, from: Placed, limits: ImportLimits): Placed | { problem: ReferenceProblem; pointer: string } {
  let at = from;
  for (let hops = 0; isObject(at.value) && typeof at.value.$ref === 'string'; hops += 1) {
    const pointer = `${at.pointer}/$ref`;
    if (hops >= limits.referenceHops) return { problem: 'circular', pointer };
    const reference = at.value.$ref;
    if (!reference.startsWith('#/')) return { problem: 'outside', pointer };
    const next = fromPointer(root, reference);
    if (!next) return { problem: 'missing', pointer };
    at = next;
  }
  return at;
}

export const referenceSentences: Record<ReferenceProblem, { zh: string; en: string }> = {
  outside: { zh: '只支持文档内的引用（#/...）', en: 'Only references within the document (#/...) are followed' },
  missing: { zh: '引用的内容不存在', en: 'What is referred to does not exist' },
  circular: { zh: '引用循环或层数过多', en: 'The references run in a circle or too far' },
};
