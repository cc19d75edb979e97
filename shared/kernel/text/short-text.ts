/** At most so many bytes of UTF-8, for rows of lists, which have a size to keep to: whole characters, and … where something was left out. */
export function shortText(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  const room = bytes - Buffer.byteLength('…');
  let kept = '';
  let used = 0;
  for (const sign of text) {
    used += Buffer.byteLength(sign);
    if (used > room) break;
    kept += sign;
  }
  return `${kept}…`;
}
