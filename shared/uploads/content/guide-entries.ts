import { extensionOf } from '../file-types.ts';
import { refuse } from './finding.ts';
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

/** How the notes begin that macOS adds beside files; they are of no use elsewhere. */
const macNotes = [Buffer.from([0, 5, 0x16, 7]), Buffer.from([0, 0, 0, 1])];

/** Refuses an entry of a guide that is not of an accepted kind, and data where a folder should be. */
export function checkGuideEntry(name: string, bytes: Buffer): void {
  const fileName = fileNameOf(name);
  if (fileName === '' && bytes.length > 0) refuse('hidden_data', `${name}: 0 B`, `${bytes.length} B`);
  if (fileName === '' || isMacNote(fileName, bytes)) return;
  const ending = extensionOf(fileName);
  const kind = kindOf(ending) ?? refuse('archive_entry_type', Object.keys(endings).join(', '), name);
  const found = sniff(bytes);
  if (kind !== 'any' && kind !== found) refuse('archive_entry_type', `${ending}: ${kind}`, `${name}: ${found}`);
}

const kindOf = (ending: string): Signature | 'any' | undefined => (Object.hasOwn(endings, ending) ? endings[ending] : undefined);

/** The view of a folder, or what belongs to a file of the same name behind `._`; that name must be harmless too. */
function isMacNote(fileName: string, bytes: Buffer): boolean {
  if (!macNotes.some((mark) => bytes.subarray(0, mark.length).equals(mark))) return false;
  const ofFile = fileName.startsWith('._');
  const plain = ofFile ? fileName.slice(2) : fileName;
  return plain === '.DS_Store' || (ofFile && (!plain.includes('.') || kindOf(extensionOf(plain)) !== undefined));
}
