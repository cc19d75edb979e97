/** One token of JSON with the white space before it: a sign, a text, or another value. */
const token =
  /[ \t\n\r]*(?:([{}[\],:])|("(?:[ !#-[\]-\uffff]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))/y;

type Place = { readonly line: number; readonly character: number };

function placeOf(text: string, position: number): Place {
  const before = text.slice(0, position);
  const line = before.split('\n').length;
  return { line, character: position - before.lastIndexOf('\n') };
}

/** What may come next inside the innermost list or object. */
type Expected = 'value' | 'value or end' | 'name' | 'name or end' | 'colon' | 'comma or end';

/**
 * Where text stops being JSON, both counted from 1: the parser of the language says it for some mistakes only. Asked after that parser has
 * refused the text.
 */
export function placeOfMistake(text: string): Place {
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  const white = /[ \t\n\r]*/y;
  token.lastIndex = 0;
  for (;;) {
    white.lastIndex = token.lastIndex;
    white.test(text);
    const start = white.lastIndex;
    const found = token.exec(text);
    const next: Expected | undefined | null =
      found && after(expected, found[1], found[2] !== undefined, open);
    if (!next || (next === 'comma or end' && open.length === 0))
      return placeOf(text, next ? endOfWhite(text, token.lastIndex) : start);
    expected = next;
  }
}

function endOfWhite(text: string, from: number): number {
  const white = /[ \t\n\r]*/y;
  white.lastIndex = from;
  white.test(text);
  return white.lastIndex;
}

/** What may follow a token; undefined where the token itself may not stand. */
function after(
  expected: Expected,
  sign: string | undefined,
  isText: boolean,
  open: ('{' | '[')[],
): Expected | undefined {
  const mayBeValue = expected === 'value' || expected === 'value or end';
  const mayBeName = expected === 'name' || expected === 'name or end';
  if (sign === '{' || sign === '[') {
    if (!mayBeValue) return undefined;
    open.push(sign);
    return sign === '{' ? 'name or end' : 'value or end';
  }
  if (sign === '}' || sign === ']') {
    const empty = sign === '}' ? 'name or end' : 'value or end';
    if (open.at(-1) !== (sign === '}' ? '{' : '[') || (expected !== 'comma or end' && expected !== empty))
      return undefined;
    open.pop();
    return 'comma or end';
  }
  if (sign === ':') return expected === 'colon' ? 'value' : undefined;
  if (sign === ',') return expected !== 'comma or end' ? undefined : open.at(-1) === '{' ? 'name' : 'value';
  if (mayBeName) return isText ? 'colon' : undefined;
  return mayBeValue ? 'comma or end' : undefined;
}
