import { createHash } from 'node:crypto';
import { foldSign } from './fold-sign.ts';
import { hidden } from './hidden-characters.ts';

/** What tells names apart although it is no letter: `C`, `C#` and `C++` are three, and so are `1.1` and `11`. */
const telling = /([+#]|(?<=\d)\.(?=\d))/;

const folded = (text: string): string => [...text].map(foldSign).join('');

/** The form in which two names are compared; a name without any letter or digit is the signs that it shows. */
function comparedForm(name: string): string {
  const plain = name.normalize('NFKC').replace(hidden, '');
  const letters = plain
    .split(telling)
    .map((part, place) => (place % 2 === 1 ? part : folded(part)))
    .join('');
  return letters === '' ? plain.replace(/\s/g, '') : letters;
}

/**
 * What two names have in common that readers hardly tell apart: those that differ in case, width, accents, spaces, punctuation, traditional
 * forms, letters of other scripts that look like Latin ones, or in what nobody sees. Names that are merely alike (`1` for `l`, one letter
 * wrong) have two keys. Part of a key in the table, as long for every name.
 */
export const nameKey = (name: string): string =>
  createHash('sha256').update(comparedForm(name)).digest('hex');
