import { type ArchiveEntry, archiveBudget, checkZip } from './check-zip.ts';
import { refuse } from './finding.ts';
import type { ContentLimits } from './limits.ts';

const mainDocument = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
const mainPart = 'word/document.xml';
const typesPart = '[Content_Types].xml';

/** Whether an archive's directory (not what lies in the archive) names the parts that every Word document has. */
export function namesWordParts(file: Buffer): boolean {
  const end = file.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (end < 0 || end + 22 > file.length) return file.includes(typesPart, 0, 'latin1') && file.includes(mainPart, 0, 'latin1');
  const directory = file.subarray(Math.min(file.readUInt32LE(end + 16), end), end);
  return [typesPart, mainPart].every((part) => listsName(directory, part));
}

/** Whether a line of the directory has exactly this name: its length stands 18 bytes before it. */
function listsName(directory: Buffer, name: string): boolean {
  for (let at = directory.indexOf(name, 0, 'latin1'); at >= 0; at = directory.indexOf(name, at + 1, 'latin1')) {
    if (at >= 46 && directory.readUInt16LE(at - 18) === name.length) return true;
  }
  return false;
}

/**
 * Reads a DOCX: a sane archive that holds a Word document without macros, embedded programs or templates loaded from outside.
 * Returns the entries. Refuses by `ContentRefused`.
 */
export async function checkDocx(file: Buffer, limits: ContentLimits): Promise<ArchiveEntry[]> {
  const parts = new Map<string, string>();
  const entries = await checkZip(file, limits, archiveBudget(limits), (name, bytes) => {
    if (/(^|\/)vba|activeX\/|\.(bin|exe|dll|js|vbs)$/i.test(name)) refuse('macros', 'docx', name);
    if (/\.(xml|rels)$/i.test(name)) parts.set(name, readXml(name, bytes));
  });
  const types = parts.get(typesPart) ?? refuse('damaged', typesPart, '-');
  const body = parts.get(mainPart) ?? refuse('damaged', mainPart, '-');
  if (/macroEnabled|vbaProject|vbaData/i.test(types)) refuse('macros', 'docx', 'macroEnabled');
  if (!types.includes(mainDocument)) refuse('damaged', mainDocument, typesPart);
  if (!/<(\w+:)?document[\s>]/.test(body) || !/<\/(\w+:)?document>\s*$/.test(body)) refuse('truncated', '</w:document>', body.slice(-20));
  for (const [name, text] of parts) if (name.endsWith('.rels')) checkRelations(name, text);
  return entries;
}

function readXml(name: string, bytes: Buffer): string {
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const text = new TextDecoder(utf16 ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8').decode(bytes);
  // Word writes no document types; they are how XML bombs and outside entities are made.
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) refuse('active_content', 'XML', `${name}: DOCTYPE`);
  return text;
}

/** Links to the outside are fine, anything that is loaded when the document opens is not. */
function checkRelations(name: string, text: string): void {
  for (const [relation] of text.matchAll(/<(?:\w+:)?Relationship\s[^>]*>/g)) {
    const kind = /\bType\s*=\s*["'][^"']*\/([^"'/]+)["']/.exec(relation)?.[1] ?? '-';
    if (/vbaProject|oleObject|package|control|attachedToolbars/i.test(kind)) refuse('macros', 'docx', `${name}: ${kind}`);
    const external = /\bTargetMode\s*=\s*["']External["']/i.test(relation);
    if (external && kind !== 'hyperlink') refuse('external_content', 'hyperlink', `${name}: ${kind}`);
  }
}
