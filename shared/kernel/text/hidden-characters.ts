/**
 * What belongs to the sign before it: it joins pictures into one, or chooses how a picture, a keycap or a Chinese character is drawn. Behind
 * any other sign it changes nothing that people see, and hides a word from a search.
 */
const parts =
  /(?!\p{C})\p{Extended_Pictographic}(?:[\ufe0f\u{1f3fb}-\u{1f3ff}]?\u200d(?=\p{Extended_Pictographic})|[\ufe0e\ufe0f])|[0-9#*]\ufe0f(?=\u20e3)|\p{Unified_Ideograph}[\u{e0100}-\u{e01ef}]/gu;

/** Control and formatting characters, those without a meaning, separators of lines, and whatever leaves its place blank or shows nothing. */
export const hidden = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/gu;
const partsOrHidden = new RegExp(`(${parts.source})|${hidden.source}`, 'gu');

const visible = /[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * True where a text holds what its readers would not see. Signs are allowed by what they are (letters, marks, numbers, punctuation,
 * symbols, spaces), so that new ones of Unicode count as hidden until they are known.
 */
export const holdsHidden = (text: string): boolean => text.replace(parts, '').search(hidden) >= 0;

/** True where a text has something to see besides its spaces. */
export const showsSomething = (text: string): boolean => visible.test(text.replace(hidden, ''));

/** The text of a foreign source without what its readers would not see; line feeds and tabs stay. */
export const withoutHidden = (text: string): string =>
  text.replace(
    partsOrHidden,
    (all: string, kept?: string) => kept ?? (all === '\n' || all === '\t' ? all : ''),
  );
