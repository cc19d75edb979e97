import { extensionOf } from '../file-types.ts';
import { isAppleDouble, isFolderView } from './apple-notes.ts';
import type { ContentBudget } from './budget.ts';
import { checkDoc } from './check-doc.ts';
import { checkOffice } from './check-office.ts';
import { type ArchiveEntry, checkZip, type Inside } from './check-zip.ts';
import { checkCompound } from './compound-file.ts';
import { checkDocx } from './docx/check-docx.ts';
import { refuse } from './finding.ts';
import type { ContentLimits } from './limits.ts';
import { checkPdf } from './pdf/check-pdf.ts';
import { type Signature, sniff } from './sniff.ts';
import { fileNameOf } from './zip-names.ts';

/**
 * What a guide in a ZIP archive may consist of: documents, pictures and texts, by their endings, and what each is by its first bytes.
 * No programs, scripts, links, pages that run scripts, or archives. Texts are opened by an editor, whatever they hold.
 */
const endings: Readonly<Record<string, Signature | 'any'>> = {
  pdf: 'pdf',
  doc: 'ole',
  xls: 'ole',
  ppt: 'ole',
  docx: 'zip',
  xlsx: 'zip',
  pptx: 'zip',
  png: 'png',
  jpg: 'jpeg',
  jpeg: 'jpeg',
  gif: 'gif',
  webp: 'webp',
  bmp: 'bmp',
  txt: 'any',
  md: 'any',
  csv: 'any',
  json: 'any',
  yaml: 'any',
  yml: 'any',
};

/** Refuses a guide in a ZIP archive that holds more than documents, pictures and texts. Returns its entries. */
export const checkGuide = (
  file: Buffer,
  limits: ContentLimits,
  budget: ContentBudget,
  depth = 1,
): Promise<ArchiveEntry[]> =>
  checkZip(file, { limits, budget, depth }, (name, bytes) =>
    checkEntry(name, bytes, { limits, budget, depth: depth + 1 }),
  );

/** An entry of an accepted kind, read as that kind; no data where a folder should be. */
async function checkEntry(name: string, bytes: Buffer, inside: Inside): Promise<void> {
  const fileName = fileNameOf(name);
  if (fileName === '' && bytes.length > 0) refuse('hidden_data', `${name}: 0 B`, `${bytes.length} B`);
  if (fileName === '' || isMacNote(fileName, bytes)) return;
  const ending = extensionOf(fileName);
  const found = sniff(bytes);
  const read = Object.hasOwn(readers, ending) ? readers[ending] : undefined;
  // An archive under another name is looked into nevertheless: whoever opens it finds nothing but a guide.
  if (found === 'zip' && !read) await checkGuide(bytes, inside.limits, inside.budget, inside.depth);
  const kind = kindOf(ending) ?? refuse('archive_entry_type', Object.keys(endings).join(', '), name);
  if (kind !== 'any' && kind !== found)
    refuse('archive_entry_type', `${ending}: ${kind}`, `${name}: ${found}`);
  await read?.(bytes, inside);
}

/** Documents that can do more than show something. */
const readers: Readonly<Record<string, ((bytes: Buffer, inside: Inside) => unknown) | undefined>> = {
  pdf: (bytes, { limits, budget }) => checkPdf(bytes, limits, budget),
  docx: (bytes, { limits, budget, depth }) => checkDocx(bytes, limits, budget, depth),
  xlsx: (bytes, { limits, budget, depth }) => checkOffice(bytes, limits, budget, depth),
  pptx: (bytes, { limits, budget, depth }) => checkOffice(bytes, limits, budget, depth),
  doc: (bytes) => checkDoc(bytes),
  xls: (bytes) => checkCompound(bytes, 'xls'),
  ppt: (bytes) => checkCompound(bytes, 'ppt'),
};

const kindOf = (ending: string): Signature | 'any' | undefined =>
  Object.hasOwn(endings, ending) ? endings[ending] : undefined;

/** The view of a folder, or what belongs to a file of the same name behind `._`; that name must be harmless too. */
function isMacNote(fileName: string, bytes: Buffer): boolean {
  if (fileName === '.DS_Store') return isFolderView(bytes);
  if (!fileName.startsWith('._') || !isAppleDouble(bytes)) return false;
  const plain = fileName.slice(2);
  return plain === '.DS_Store' || !plain.includes('.') || kindOf(extensionOf(plain)) !== undefined;
}
