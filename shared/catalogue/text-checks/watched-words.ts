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
  const all = (texts: readonly string[] | undefined) =>
    (texts ?? []).map((text) => fold(text).text).filter((text) => text !== '');
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
  if (
    rule.notBefore.some((other) => after.startsWith(other)) ||
    rule.notAfter.some((other) => before.endsWith(other))
  )
    return true;
  return rule.within.some((phrase) =>
    text.slice(Math.max(0, to - phrase.length), from + phrase.length).includes(phrase),
  );
}

const endsSentence = /(?:^|[。！？；.!?;\n])[^\S\n]*$/u;

/** `lastNext` is where the text last says what would follow, -1 where it never does. */
function isCount({ source, origin }: Folded, from: number, to: number, lastNext: number): boolean {
  if (lastNext < to) return false;
  const start = origin[from] ?? 0;
  const end = (origin[to - 1] ?? 0) + 1;
  return (
    endsSentence.test(source.slice(Math.max(0, start - 10), start)) &&
    /^\s*[，、,:：.．)）]/u.test(source.slice(end, end + 10))
  );
}

/** Every place of the watched words in a folded text that is meant; one place is told once, by the longest word. */
export function findWatchedWords(folded: Folded, words: readonly WatchedWord[]): FoundWord[] {
  const found: FoundWord[] = [];
  for (const watched of words) {
    const rule = compile(watched);
    if (rule.word === '') continue;
    const lastNext = watched.counts === undefined ? -1 : folded.text.lastIndexOf(watched.counts);
    for (
      let from = folded.text.indexOf(rule.word);
      from >= 0;
      from = folded.text.indexOf(rule.word, from + 1)
    ) {
      const to = from + rule.word.length;
      if (
        isWholeWord(folded, from, to) &&
        !isInnocent(folded.text, from, to, rule) &&
        !isCount(folded, from, to, lastNext)
      ) {
        found.push({ watched, excerpt: excerptOf(folded, from, to), from, to });
      }
    }
  }
  const widest = widestSpans(found);
  return found.filter((one) => widest.has(one));
}

/** Those that lie in no longer one. Sorted by their beginnings, each is to be compared with the one that reaches farthest so far. */
function widestSpans(found: readonly FoundWord[]): Set<FoundWord> {
  const widest = new Set<FoundWord>();
  let last: FoundWord | undefined;
  for (const one of [...found].sort((a, b) => a.from - b.from || b.to - a.to)) {
    if (last && one.to <= last.to && (one.from > last.from || one.to < last.to)) continue;
    widest.add(one);
    last = one;
  }
  return widest;
}
