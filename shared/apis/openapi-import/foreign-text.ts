import { withoutHidden } from '../../kernel/text/hidden-characters.ts';
import type { Json } from './json.ts';

/** The beginning of a foreign text as whole characters: no half of a surrogate pair is left, and none that was there before. */
export const cut = (text: string, length: number): string =>
  text.length <= length
    ? text.toWellFormed()
    : text
        .slice(0, length)
        .replace(/[\uD800-\uDBFF]$/, '')
        .toWellFormed();

/** What is looked at of a text of which at most `length` characters are kept. */
export const beginningOf = (text: string, length: number): string => cut(text, 4 * length);

/**
 * A trimmed text of at most `length` characters, without what its readers would not see; undefined where there is none. Only the beginning is looked at, since the document may
 * use one long text many times.
 */
export function textOf(value: Json | undefined, length: number): string | undefined {
  const trimmed = typeof value === 'string' ? withoutHidden(beginningOf(value, length)).trim() : '';
  return trimmed === '' ? undefined : cut(trimmed, length);
}

/** A foreign text to be named within a sentence. */
export const named = (text: string): string => cut(text, 100);
