import { comparable } from '../../kernel/text/comparable.ts';
import { syllablesOf } from './pinyin.ts';

/** How many words one product may put into the index, and how many of a query are looked up. */
export const defaultSearchWordLimits = { perProduct: 60, pinyinPerProduct: 12, perQuery: 8, wordLength: 32 };
export type SearchWordLimits = typeof defaultSearchWordLimits;

/** Texts of a product in the order of their weight. */
export type SearchableTexts = {
  name: string;
  tags?: readonly string[];
  category?: readonly string[];
  summary?: string;
  description?: string;
};

const stopWords = new Set(
  '我们 你们 他们 这个 那个 一个 可以 以及 或者 并且 如果 因为 所以 但是 进行 提供 支持 使用 通过 包括 其他 相关 各种 没有 the and for with from that this are you your our of to in on by is it as at or an be a'.split(
    ' ',
  ),
);
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
const isHan = /\p{Script=Han}/u;

type Run = { kind: 'han' | 'other'; text: string };

const runsOf = (text: string): Run[] =>
  (comparable(text).match(/\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu) ?? []).map((run) => ({
    kind: isHan.test(run) ? 'han' : 'other',
    text: run,
  }));

const pairsOf = (run: string): string[] => {
  const signs = [...run];
  return signs.length === 1 ? signs : signs.slice(1).map((sign, index) => `${signs[index]}${sign}`);
};

const particles = new Set('的了与和或按及等在是为对从到将可也并由以被把让其'.split(''));

/**
 * Words that the segmenter finds in a run of Chinese characters, as overlapping pairs. A single character that it leaves goes with the
 * word after it, else with the one before (经 + 纬度), unless it is a particle.
 */
function segmentsOf(run: string): string[] {
  const groups: string[] = [];
  let open = '';
  for (const { segment } of segmenter.segment(run)) {
    const isSingle = [...segment].length === 1;
    if (isSingle && particles.has(segment)) {
      if (open !== '') groups.push(open);
      open = '';
    } else if (isSingle) open += segment;
    else {
      groups.push(open + segment);
      open = '';
    }
  }
  if (open !== '') {
    const last = groups.at(-1);
    if (last !== undefined && run.endsWith(last + open)) groups[groups.length - 1] = last + open;
    else groups.push(open);
  }
  return groups.filter((word) => [...word].length > 1).flatMap(pairsOf);
}

const cut = (words: Iterable<string>, limits: SearchWordLimits): string[] =>
  [...words].map((word) => [...word].slice(0, limits.wordLength).join(''));

/** Every pair of characters and every Latin word: what a query can ask for, whichever way it is segmented. */
const fullWords = (text: string, limits: SearchWordLimits): string[] =>
  cut(
    runsOf(text).flatMap((run) => (run.kind === 'han' ? pairsOf(run.text) : [run.text])),
    limits,
  );

/** The words that the segmenter sees: fewer, for long texts. */
const segmentedWords = (text: string, limits: SearchWordLimits): string[] =>
  cut(
    runsOf(text).flatMap((run) => (run.kind === 'han' ? segmentsOf(run.text) : [run.text])),
    limits,
  ).filter((word) => !stopWords.has(word) && (isHan.test(word) || word.length > 1));

/** Pinyin of the name and the tags: each segment, each run whole, and the run's first letters. */
function pinyinWords(texts: readonly string[], limits: SearchWordLimits): string[] {
  const words = new Set<string>();
  for (const run of texts.flatMap(runsOf)) {
    if (run.kind !== 'han') continue;
    const syllables = syllablesOf(run.text);
    if (syllables.length > 1 && syllables.length <= 8) {
      words.add(syllables.join(''));
      words.add(syllables.map((syllable) => syllable[0]).join(''));
    }
    for (const { segment } of segmenter.segment(run.text)) {
      const inner = syllablesOf(segment);
      if (inner.length > 1) words.add(inner.join(''));
    }
  }
  return cut(words, limits).slice(0, limits.pinyinPerProduct);
}

/**
 * The words under which a product is found, the weightiest first, `limits.perProduct` at most. Any piece of two or more characters of
 * the name and the summary, and the name's pinyin, finds the product (within the bound); of the description the words that a reader would see. (`docs/rules/2-catalogue.md`, "Shelf")
 */
export function searchWords(
  product: SearchableTexts,
  limits: SearchWordLimits = defaultSearchWordLimits,
): string[] {
  const { name, tags = [], category = [], summary = '', description = '' } = product;
  const pinyin = pinyinWords([name, ...tags], limits);
  const words = new Set<string>(fullWords(name, limits).slice(0, limits.perProduct - pinyin.length));
  const more = [
    ...tags.flatMap((tag) => fullWords(tag, limits)),
    ...category.flatMap((text) => fullWords(text, limits)),
    ...fullWords(summary, limits).filter((word) => !stopWords.has(word)),
    ...segmentedWords(description, limits),
  ];
  for (const word of more) {
    if (words.size >= limits.perProduct - pinyin.length) break;
    words.add(word);
  }
  return [...new Set([...words, ...pinyin])].slice(0, limits.perProduct);
}

/**
 * The words to look up for a query, `limits.perQuery` at most; a product that matches has all of them. Words without meaning are left
 * out unless there is nothing else. Empty for a query without letters or digits.
 */
export function queryWords(query: string, limits: SearchWordLimits = defaultSearchWordLimits): string[] {
  const all = [
    ...new Set(
      cut(
        runsOf(query.slice(0, 200)).flatMap((run) => {
          if (run.kind === 'other') return [run.text];
          const segments = segmentsOf(run.text);
          return segments.length > 0 ? segments : pairsOf(run.text);
        }),
        limits,
      ),
    ),
  ];
  const meant = all.filter((word) => !stopWords.has(word));
  return (meant.length > 0 ? meant : all).slice(0, limits.perQuery);
}
