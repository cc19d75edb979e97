/** A4 in points. */
export const pageSize = { width: 595, height: 842 };
export const margin = 64;

/** Whether a character is set half as wide as a Chinese one. */
function isNarrow(char: string): boolean {
  const code = char.codePointAt(0) ?? 0;
  return code >= 0x20 && code <= 0x7e;
}

/** Width of a text in points when set at `size` points. */
export function textWidth(text: string, size: number): number {
  return [...text].reduce((width, char) => width + (isNarrow(char) ? size / 2 : size), 0);
}

/** The text as the font's encoding wants it: UTF-16 big endian in hex, one unit a character. */
export function textHex(text: string): string {
  return [...text]
    .map((char) =>
      ((char.codePointAt(0) ?? 0) > 0xffff ? 0x25a1 : char.charCodeAt(0)).toString(16).padStart(4, '0'),
    )
    .join('');
}

/** Marks that must not begin a line. */
const closing = '，。、；：？！）》」』”’,.;:?!)';

/** Breaks a text into lines no wider than `width` points: between Chinese characters, at spaces, and inside words only when one fills a line. */
export function wrap(text: string, size: number, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.match(/[!-~]+|[^!-~]/gu) ?? []) {
    if (line !== '' && textWidth(line + piece, size) > width && !closing.includes(piece)) {
      lines.push(line.trimEnd());
      line = '';
    }
    if (line === '' && piece === ' ') continue;
    for (const char of piece.length > 1 ? piece : [piece]) {
      if (textWidth(line + char, size) > width && !closing.includes(char)) {
        lines.push(line);
        line = '';
      }
      line += char;
    }
  }
  return [...lines, line.trimEnd()];
}
