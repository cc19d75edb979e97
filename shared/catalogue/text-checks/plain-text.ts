const invisible = /[\u200b-\u200f\u2060\ufeff\u00ad]/g;

/**
 * A text as the searches for links and contacts read it: full-width forms made plain, invisible signs left out, and every run of white
 * space one space. The last is what keeps those searches linear: a pattern that asks for one optional space has nothing to try again.
 */
export const plainText = (source: string): string => source.normalize('NFKC').replace(invisible, '').replace(/\s+/g, ' ');
