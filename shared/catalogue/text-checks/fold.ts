import { comparable } from '../../kernel/text/comparable.ts';
import { foldSign } from '../../kernel/text/fold-sign.ts';

/**
 * A text with everything taken away that hides a word from a search but not from a reader: full-width forms, case, accents, traditional
 * forms, look-alike letters, spaces, punctuation, invisible signs. `origin[i]` is the place in the text of the folded sign `i`.
 */
export type Folded = { text: string; origin: readonly number[]; source: string };

export function fold(source: string): Folded {
  const origin: number[] = [];
  let text = '';
  let at = 0;
  for (const sign of source) {
    for (const part of foldSign(sign)) {
      text += part;
      for (let unit = 0; unit < part.length; unit += 1) origin.push(at);
    }
    at += sign.length;
  }
  return { text, origin, source };
}

/** The piece of the source between two places of the folded text, with `around` signs on each side when asked for. */
export function excerptOf({ origin, source }: Folded, from: number, to: number, around = 0): string {
  const start = Math.max(0, (origin[from] ?? 0) - around);
  const last = origin[to - 1] ?? 0;
  const end = Math.min(
    source.length,
    last + (String.fromCodePoint(source.codePointAt(last) ?? 32).length || 1) + around,
  );
  return source.slice(start, end).slice(0, 80);
}

const isLatin = (text = ''): boolean => /[a-z0-9]/.test(text);

/**
 * Whether the found place is a word by itself where its ends are Latin: `no1` is not in `casino10`. What stands next to it is asked in the
 * source, where a space still parts words.
 */
export function isWholeWord(folded: Folded, from: number, to: number): boolean {
  const { text, origin, source } = folded;
  const before = comparable(source[(origin[from] ?? 0) - 1] ?? '');
  const last = origin[to - 1] ?? 0;
  const after = comparable(source[last + 1] ?? '');
  return !(isLatin(text[from]) && isLatin(before)) && !(isLatin(text[to - 1]) && isLatin(after));
}
