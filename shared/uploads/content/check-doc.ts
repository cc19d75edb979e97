import { checkCompound } from './compound-file.ts';
import { checkCode, newCode } from './docx/field-code.ts';
import { refuse } from './finding.ts';

/** Where a field begins, and where its code ends: at what it shows, or with the field. */
const fieldStart = '\x13';
const codeEnds = ['\x14', '\x15'];
const mostCode = 8_000;
/** Fields that fetch or start something. By chance the long names never stand in other data, the short ones not behind the mark. */
const foreignField =
  /DDEAUTO|INCLUDEPICTURE|INCLUDETEXT|MACROBUTTON|^\s*(?:DDE|INCLUDE|IMPORT|LINK|EMBED|DATABASE|AUTOTEXT|AUTOTEXTLIST|ADDIN|CONTROL|HTMLCONTROL)(?!\w)/i;
const linkField = /^\s*HYPERLINK\s/i;

/**
 * Reads a DOC (Word 97 to 2003): a compound file with a Word stream that is neither encrypted nor accompanied by macros or packed
 * programs, and whose fields start nothing. Refuses by `ContentRefused`.
 */
export function checkDoc(file: Buffer): void {
  const stream = checkCompound(file, 'doc');
  if (stream.length < 32 || stream.readUInt16LE(0) !== 0xa5ec)
    refuse('damaged', 'WordDocument', stream.toString('hex', 0, 2));
  if ((stream.readUInt16LE(10) & 0x100) !== 0) refuse('encrypted', 'doc', 'encrypted');
  // Where the text stands, and in one byte a sign or in two, is written in tables; the fields are searched for instead.
  const texts = [stream.toString('latin1'), stream.toString('utf16le'), stream.toString('utf16le', 1)];
  for (const text of texts) for (const piece of text.split(fieldStart).slice(1)) checkField(codeOf(piece));
}

/** A field's code without the signs that stand for what is not text. */
function codeOf(piece: string): string {
  const code = codeEnds.reduce((rest, end) => rest.split(end, 1)[0] ?? '', piece.slice(0, mostCode));
  return code.replace(/\p{Cc}/gu, ' ').trim();
}

function checkField(code: string): void {
  if (foreignField.test(code)) refuse('active_content', 'field', code.slice(0, 40));
  if (linkField.test(code)) checkCode('doc', newCode(code));
}
