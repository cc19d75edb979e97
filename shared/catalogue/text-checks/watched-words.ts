import { excerptOf, type Folded, fold, isWholeWord } from './fold.ts';

/**
 * A word that is looked for however it is written. It is let pass where it plainly means something else: followed by, preceded by, or
 * within one of the given texts; `always` are texts before it that make it meant after all. `counts` is what follows where it only numbers
 * a paragraph: "第一，…。第二，…".
 */
export type WatchedWord = {
  word: string;
  severity?: 'blocking' | 'warning';
  notBefore?: readonly string[];
  notAfter?: readonly string[];
  within?: readonly string[];
  always?: readonly string[];
  counts?: string;
};

export type FoundWord = { watched: WatchedWord; excerpt: string; from: number; to: number };

type Compiled = Required<Omit<WatchedWord, 'severity' | 'counts'>>;

const compiled = new WeakMap<WatchedWord, Compiled>();

function compile(watched: WatchedWord): Compiled {
  const known = compiled.get(watched);
  if (known) return known;
  const all = (texts: readonly string[] | undefined) => (texts ?? []).map((text) => fold(text).text).filter((text) => text !== '');
  const made = {
    word: fold(watched.word).text,
    notBefore: all(watched.notBefore),
    notAfter: all(watched.notAfter),
    within: all(watched.within),
    always: all(watched.always),
  };
  compiled.set(watched, made);
  return made;
}

function isInnocent(text: string, from: number, to: number, rule: Compiled): boolean {
  const before = text.slice(0, from);
  const after = text.slice(to);
  if (rule.always.some((other) => before.endsWith(other))) return false;
  if (rule.notBefore.some((other) => after.startsWith(other)) || rule.notAfter.some((other) => before.endsWith(other))) return true;
  return rule.within.some((phrase) => {
    for (let at = text.indexOf(phrase, Math.max(0, to - phrase.length)); at >= 0 && at <= from; at = text.indexOf(phrase, at + 1)) {
      if (at + phrase.length >= to) return true;
    }
    return false;
  });
}

const endsSentence = /(?:^|[。！？；.!?;\n])\s*$/u;

function isCount({ source, origin, text }: Folded, from: number, to: number, next: string | undefined): boolean {
  if (next === undefined || !text.includes(next, to)) return false;
  const start = origin[from] ?? 0;
  const end = (origin[to - 1] ?? 0) + 1;
  return endsSentence.test(source.slice(Math.max(0, start - 10), start)) && /^\s*[，、,:：.．)）]/u.test(source.slice(end, end + 10));
}

/** Every place of the watched words in a folded text that is meant; one place is told once, by the longest word. */
export function findWatchedWords(folded: Folded, words: readonly WatchedWord[]): FoundWord[] {
  const found: FoundWord[] = [];
  for (const watched of words) {
    const rule = compile(watched);
    if (rule.word === '') continue;
    for (let from = folded.text.indexOf(rule.word); from >= 0; from = folded.text.indexOf(rule.word, from + 1)) {
      const to = from + rule.word.length;
      if (isWholeWord(folded, from, to) && !isInnocent(folded.text, from, to, rule) && !isCount(folded, from, to, watched.counts)) {
        found.push({ watched, excerpt: excerptOf(folded, from, to), from, to });
      }
    }
  }
  return found.filter(
    (one) =>
      !found.some((other) => other !== one && other.from <= one.from && other.to >= one.to && other.to - other.from > one.to - one.from),
  );
}
