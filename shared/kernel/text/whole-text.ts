import type { FieldProblem } from '../errors.ts';
import { pointerOf } from '../validation.ts';

/** Half a character (a lone surrogate), or the sign that decoders put where bytes were no text. */
const isBroken = (text: string): boolean => !text.isWellFormed() || text.includes('\ufffd');

/** So many mistakes are told at most. */
const problemsMost = 20;

const broken = {
  code: 'broken_text',
  zh: '含有不完整或损坏的字符，请以 UTF-8 发送。',
  en: 'Holds broken characters; send UTF-8.',
};
const unknown = { code: 'unknown_field', zh: '没有这个字段。', en: 'There is no such field.' };

/** Where a value stands, from the inside out: input may be nested so deeply that whole paths for every value would be costly. */
type Place = { readonly name: string; readonly within: Place } | undefined;

function pathOf(place: Place): string[] {
  const path: string[] = [];
  for (let at = place; at; at = at.within) path.push(at.name);
  return path.reverse();
}

/**
 * Texts and names anywhere in a request that are no whole Unicode, and the name that objects of the language treat apart. What passes
 * here can be signed, hashed, put into an address and stored.
 */
export function brokenTexts(input: unknown): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const note = (place: Place, problem: Omit<FieldProblem, 'pointer'>) =>
    problems.push({ pointer: pointerOf(pathOf(place)), ...problem });
  // A list of what is left to look at instead of recursion: input may be nested deeper than calls may.
  const left: { readonly value: unknown; readonly place: Place }[] = [{ value: input, place: undefined }];
  for (let next = left.pop(); next && problems.length < problemsMost; next = left.pop()) {
    const { value, place } = next;
    if (typeof value === 'string' && isBroken(value)) note(place, broken);
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, inner] of Object.entries(value)) {
      if (name === '__proto__') note({ name, within: place }, unknown);
      else if (isBroken(name)) note(place, broken);
      else left.push({ value: inner, place: { name, within: place } });
    }
  }
  return problems;
}
