import { type ArchiveEntry, archiveBudget, checkZip } from '../check-zip.ts';
import { refuse } from '../finding.ts';
import type { ContentLimits } from '../limits.ts';
import { sniff } from '../sniff.ts';
import { forbiddenElements, isAllowedEnding, isAllowedType, mainDocument, xmlEndings } from './allowed.ts';
import { fieldWalker } from './fields.ts';
import { walkXml } from './read-xml.ts';
import { checkRelations } from './relations.ts';

const mainPart = 'word/document.xml';
const typesPart = '[content_types].xml';
const endingOf = (name: string): string => /\.([a-z0-9]+)$/.exec(name)?.[1] ?? '';

/**
 * Reads a DOCX: a sane archive that holds a Word document of parts, relationships and fields that only show something. Everything else
 * (macros, programs, foreign templates and pictures, data sources) is refused, since only what is known to be harmless is let pass.
 * Returns the entries. Refuses by `ContentRefused`.
 */
export async function checkDocx(file: Buffer, limits: ContentLimits): Promise<ArchiveEntry[]> {
  const parts = new Map<string, Buffer>();
  const entries = await checkZip(file, limits, archiveBudget(limits), (name, bytes) => {
    if (!name.endsWith('/')) parts.set(checkPartName(name), bytes);
  });
  const xml = [...parts].filter(([name]) => xmlEndings.has(endingOf(name)));
  const xmlBytes = xml.reduce((sum, [, bytes]) => sum + bytes.length, 0);
  if (xmlBytes > limits.maxXmlBytes) refuse('archive_bomb', `<= ${limits.maxXmlBytes} B`, `XML: ${xmlBytes} B`);
  checkTypes(parts);
  for (const [name, bytes] of xml) {
    if (name.endsWith('.rels')) checkRelations(name, bytes);
    else if (name !== typesPart) checkPart(name, bytes);
  }
  for (const [name, bytes] of parts) if (!xmlEndings.has(endingOf(name))) checkOpaque(name, bytes);
  return entries;
}

/** Part names are compared without case. Names that a reader would have to decode first are not let pass. */
function checkPartName(name: string): string {
  if (/[^\x20-\x7e]|[%\\]/.test(name)) refuse('archive_bad_name', 'ASCII', name);
  const part = name.toLowerCase();
  if (!isAllowedEnding(endingOf(part))) refuse('macros', 'docx', name);
  return part;
}

/** Every part has a content type of a document's parts, and the main part is a document without macros. */
function checkTypes(parts: ReadonlyMap<string, Buffer>): void {
  const byEnding = new Map<string, string>();
  const byName = new Map<string, string>();
  walkXml(typesPart, parts.get(typesPart) ?? refuse('damaged', typesPart, '-'), {
    open: (name, attributes) => {
      const type = attributes.get('contenttype') ?? '';
      if (name === 'default') byEnding.set(attributes.get('extension')?.toLowerCase() ?? '', type);
      if (name === 'override') byName.set(attributes.get('partname')?.toLowerCase().replace(/^\//, '') ?? '', type);
    },
  });
  const typeOf = (name: string): string | undefined => byName.get(name) ?? byEnding.get(endingOf(name));
  for (const name of parts.keys())
    if (name !== typesPart && !isAllowedType(typeOf(name))) refuse('macros', 'docx', `${name}: ${typeOf(name) ?? '-'}`);
  if (!parts.has(mainPart)) refuse('damaged', mainPart, '-');
  if (typeOf(mainPart)?.toLowerCase() !== mainDocument.toLowerCase()) refuse('damaged', mainDocument, typeOf(mainPart) ?? '-');
}

/** A part of the text: no foreign content, no field that fetches or starts something, no picture by address. */
function checkPart(name: string, bytes: Buffer): void {
  const fields = fieldWalker(name);
  let root: string | undefined;
  walkXml(name, bytes, {
    open: (element, attributes) => {
      root ??= element;
      if (forbiddenElements.has(element)) refuse('active_content', 'docx', `${name}: ${element}`);
      if (/^\s*(?:[a-z][a-z0-9+.-]*:|\/\/|\\\\)/i.test(attributes.get('src') ?? '')) refuse('external_content', '-', `${name}: src`);
      fields.open(element, attributes);
    },
    text: fields.text,
    close: fields.close,
  });
  fields.end();
  if (name === mainPart && root !== 'document') refuse('damaged', 'w:document', root ?? '-');
}

function checkOpaque(name: string, bytes: Buffer): void {
  const found = sniff(bytes);
  if (found === 'ole' || found === 'program' || found === 'windows program' || found === 'html')
    refuse('macros', 'docx', `${name}: ${found}`);
}

/** Whether an archive's directory (not what lies in the archive) names the parts that every Word document has, in any case. */
export function namesWordParts(file: Buffer): boolean {
  const end = file.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  const start = end < 0 || end + 22 > file.length ? 0 : Math.min(file.readUInt32LE(end + 16), end);
  const directory = file.toString('latin1', start, end < 0 ? undefined : end).toLowerCase();
  const lengths = file.subarray(start);
  return [typesPart, mainPart].every((part) => listsName(directory, lengths, part, end >= 0));
}

/** Whether a line of the directory has exactly this name: its length stands 18 bytes before it. */
function listsName(directory: string, bytes: Buffer, name: string, exact: boolean): boolean {
  for (let at = directory.indexOf(name); at >= 0; at = directory.indexOf(name, at + 1)) {
    if (!exact || (at >= 46 && bytes.readUInt16LE(at - 18) === name.length)) return true;
  }
  return false;
}
