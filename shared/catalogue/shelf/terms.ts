import { createHash } from 'node:crypto';
import type { Page } from './page.ts';

/** A place on the shelf where a product can be found: a partition of small rows, newest first by sort key. */
export const shelfTerms = {
  all: () => 'all',
  type: (type: string) => `type#${type}`,
  category: (id: string) => `category#${id}`,
  tag: (tag: string) => `tag#${tag.toLowerCase()}`,
  word: (word: string) => `word#${word}`,
};
export const shelfPk = (term: string): string => `shelf#${term}`;
export const copyPk = (band: string): string => `copy#${band}`;

/** What a list of products shows of one. */
export type ShelfRow = {
  readonly type: Page['type'];
  readonly name: string;
  readonly summary: string;
  readonly iconUploadId?: string;
  /** lowest price of a package, in fen */
  readonly fromFen: number;
  /** three bytes of a hash for each term, so that further terms are looked up in the row itself */
  readonly terms: Uint8Array;
};

export const termHash = (term: string): Buffer => createHash('sha256').update(term).digest().subarray(0, 3);

/** Whether the product of this row has the term; wrong once in 300,000 times, then it is one product too many on a page. */
export function hasTerm(terms: Uint8Array, term: string): boolean {
  const wanted = termHash(term);
  for (let at = 0; at + 3 <= terms.length; at += 3)
    if (wanted.equals(Buffer.from(terms.buffer, terms.byteOffset + at, 3))) return true;
  return false;
}

/** The product of a shelf item. */
export const productOfEntry = (sk: string): string => sk.slice(sk.indexOf('#') + 1);
