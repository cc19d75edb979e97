/** Whole characters of a text up to a length, by what each counts, and … where something was left out. */
function cut(text: string, most: number, lengthOf: (part: string) => number): string {
  if (lengthOf(text) <= most) return text;
  const room = most - lengthOf('…');
  let kept = '';
  let used = 0;
  for (const sign of text) {
    used += lengthOf(sign);
    if (used > room) break;
    kept += sign;
  }
  return `${kept}…`;
}

/** At most so many bytes of UTF-8, for rows of lists, which have a size to keep to. */
export const shortText = (text: string, bytes: number): string => cut(text, bytes, Buffer.byteLength);

/** At most so many characters. */
export const shortName = (text: string, characters: number): string =>
  cut(text, characters, (part) => [...part].length);
