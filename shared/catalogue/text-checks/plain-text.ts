import { hidden } from '../../kernel/text/hidden-characters.ts';

const lineBreaks = /[\t-\r\u0085\u2028\u2029]/g;
const marks = /\p{M}/gu;

/**
 * A text as the searches for links and contacts read it: full-width forms made plain, what nobody sees and what is drawn around or through
 * another sign left out, and every run of white space one space. The last is what keeps those searches linear: a pattern that asks for one
 * optional space has nothing to try again.
 */
export const plainText = (source: string): string =>
  source
    .normalize('NFKC')
    .replace(lineBreaks, ' ')
    .replace(hidden, '')
    .replace(marks, '')
    .replace(/\s+/g, ' ');
