import { isAllowedLink } from '../allowed-link.ts';
import type { ContentBudget } from '../budget.ts';
import { type ArchiveEntry, checkZip } from '../check-zip.ts';
import { refuse } from '../finding.ts';
import type { ContentLimits } from '../limits.ts';
import { type Signature, sniff } from '../sniff.ts';
import {
  endingOf,
  forbiddenElements,
  isAllowedEnding,
  isAllowedType,
  isFont,
  isXml,
  linkElements,
  mainDocument,
} from './allowed.ts';
import { fieldWalker } from './fields.ts';
import { packageItems } from './package-file.ts';
import { valuesOf, walkXml, type XmlElement, type XmlName } from './read-xml.ts';
import { checkRelations } from './relations.ts';
import { isOfWord } from './surroundings.ts';

const mainPart = 'word/document.xml';
const typesPart = '[content_types].xml';

/**
 * Reads a DOCX: a sane archive that holds a Word document of parts, relationships and fields that only show something. Everything else
 * (macros, programs, foreign templates and pictures, data sources) is refused, since only what is known to be harmless is let pass.
 * Returns the entries. Refuses by `ContentRefused`.
 */
export async function checkDocx(
  file: Buffer,
  limits: ContentLimits,
  budget: ContentBudget,
  depth = 1,
): Promise<ArchiveEntry[]> {
  const parts = new Map<string, Buffer>();
  const keep = (name: string, bytes: Buffer) => {
    if (!name.endsWith('/')) parts.set(checkPartName(name), bytes);
  };
  const entries = await checkZip(file, { limits, budget, depth }, keep);
  const xml = [...parts].filter(([name]) => isXml(name));
  const xmlBytes = xml.reduce((sum, [, bytes]) => sum + bytes.length, 0);
  budget.xmlBytes -= xmlBytes;
  if (budget.xmlBytes < 0) refuse('archive_bomb', `<= ${limits.maxXmlBytes} B`, `XML: ${xmlBytes} B`);
  checkTypes(parts);
  if (!parts.has('_rels/.rels')) refuse('damaged', '_rels/.rels', '-');
  for (const [name, bytes] of xml) {
    if (name.endsWith('.rels')) checkRelations(name, bytes, mainPart);
    else if (name !== typesPart) checkPart(name, bytes);
  }
  for (const [name, bytes] of parts) if (!isXml(name)) checkOpaque(name, bytes);
  return entries;
}

/** Part names are compared without case. Names that a reader would have to decode first are not let pass. */
function checkPartName(name: string): string {
  if (/[^\x20-\x7e]|[%\\]/.test(name)) refuse('archive_bad_name', 'ASCII', name);
  const part = name.toLowerCase();
  if (!isAllowedEnding(endingOf(part))) refuse('macros', 'docx', name);
  return part;
}

/** Every part has the content type of a document's parts that fits its ending, and the main part is a document without macros. */
function checkTypes(parts: ReadonlyMap<string, Buffer>): void {
  const types = new Map<string, string>();
  for (const { element, at } of packageItems(
    typesPart,
    parts.get(typesPart) ?? refuse('damaged', typesPart, '-'),
    'types',
  )) {
    const name = element === 'default' ? `*.${at('extension')}` : `/${at('partname')?.replace(/^\//, '')}`;
    if (types.has(name.toLowerCase()) || /[^\x20-\x7e]|[%\\]|\/\.*\//.test(name))
      refuse('hidden_data', typesPart, name.slice(0, 60));
    types.set(name.toLowerCase(), at('contenttype') ?? '');
  }
  const typeOf = (name: string): string | undefined =>
    types.get(`/${name}`) ?? types.get(`*.${endingOf(name)}`);
  for (const name of parts.keys())
    if (name !== typesPart && !isAllowedType(endingOf(name), typeOf(name)))
      refuse('macros', 'docx', `${name}: ${typeOf(name) ?? '-'}`);
  if (!parts.has(mainPart)) refuse('damaged', mainPart, '-');
  if (typeOf(mainPart)?.toLowerCase() !== mainDocument.toLowerCase())
    refuse('damaged', mainDocument, typeOf(mainPart) ?? '-');
}

/** A part of the text: no foreign content, no field that fetches or starts something, no picture by address. */
function checkPart(name: string, bytes: Buffer): void {
  const fields = fieldWalker(name);
  let root: XmlName | undefined;
  walkXml(name, bytes, {
    open: (element) => {
      root ??= element;
      if (forbiddenElements.has(element.name)) refuse('active_content', 'docx', `${name}: ${element.name}`);
      checkAddresses(name, element);
      fields.open(element);
    },
    text: fields.text,
    close: fields.close,
  });
  fields.end();
  if (name === mainPart && !(root?.name === 'document' && isOfWord(root)))
    refuse('damaged', 'w:document', root?.name ?? '-');
}

/** References to relationships, which are checked where they are listed. */
const relationSpaces = new Set([
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  'http://purl.oclc.org/ooxml/officeDocument/relationships',
]);

function checkAddresses(part: string, element: XmlElement): void {
  if (valuesOf(element, 'src').some((address) => /^\s*(?:[a-z][a-z0-9+.-]*:|\/\/|\\\\)/i.test(address)))
    refuse('external_content', '-', `${part}: src`);
  for (const { name, space, value } of element.attributes) {
    if (name !== 'href' || relationSpaces.has(space)) continue;
    const inside = value.startsWith('#') || /^data:image\/(?:png|jpe?g|gif)[;,]/i.test(value);
    if (!inside && !(linkElements.has(element.name) && isAllowedLink(value)))
      refuse('external_content', '#', `${part}: ${value.slice(0, 60)}`);
  }
}

const pictures: readonly Signature[] = ['png', 'jpeg', 'gif', 'bmp', 'tiff', 'metafile', 'photo'];

/** A picture is one by its first bytes; which one does not matter, since writers keep a name when they exchange a picture. */
function checkOpaque(name: string, bytes: Buffer): void {
  const found = sniff(bytes);
  if (found === 'ole' || found === 'program' || found === 'windows program' || found === 'html')
    refuse('macros', 'docx', `${name}: ${found}`);
  if (!isFont(name) && !pictures.includes(found)) refuse('hidden_data', 'picture', `${name}: ${found}`);
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
