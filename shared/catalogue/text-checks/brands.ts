import { foldSign } from '../../kernel/text/fold-sign.ts';
import type { BrandName } from './default-words.ts';
import type { WatchedWord } from './watched-words.ts';

/** Brand names as watched words: every spelling, and what may stand around it. */
export const brandWords = (brands: readonly BrandName[]): WatchedWord[] =>
  brands.flatMap(({ name, misspellings = [], notBefore = [], notAfter = [] }) =>
    [name, ...misspellings].map((word) => ({ word, notBefore, notAfter })),
  );

const digitLetters = new Map(
  [...'0o1i3e4a5s7t'].flatMap((sign, index, all) =>
    index % 2 === 0 ? [[sign, all[index + 1] ?? sign] as const] : [],
  ),
);
const letters = (text: string): string => [...text].map((sign) => digitLetters.get(sign) ?? sign).join('');

/** Whether one letter changed, missing, added, or swapped with its neighbour turns one into the other. */
export function isOneEditAway(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const restA = a.slice(start, a.length - end);
  const restB = b.slice(start, b.length - end);
  return (
    (restA.length <= 1 && restB.length <= 1) ||
    (restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0])
  );
}

/** Latin words of a text that are a brand name of five letters or more in disguise: digits for letters, or one wrong letter. */
export function disguisedBrands(
  source: string,
  brands: readonly BrandName[],
  innocents: readonly string[],
): string[] {
  const names = brands
    .map(({ name }) => [...name].map(foldSign).join(''))
    .filter((name) => /^[a-z]{5,}$/.test(name));
  const words =
    source.match(
      /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}\p{M}\p{Default_Ignorable_Code_Point}]+/gu,
    ) ?? [];
  return words.filter((word) => {
    const folded = [...word].map(foldSign).join('');
    if (innocents.includes(folded) || !/[a-z]/.test(folded)) return false;
    return names.some(
      (name) => folded !== name && (letters(folded) === name || isOneEditAway(letters(folded), name)),
    );
  });
}
