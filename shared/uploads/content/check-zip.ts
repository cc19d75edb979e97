import { crc32, inflateRawSync } from 'node:zlib';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { nameKey } from '../../kernel/text/name-key.ts';
import type { ContentBudget } from './budget.ts';
import { refuse } from './finding.ts';
import type { ContentLimits } from './limits.ts';
import { opaqueArchives, sniff } from './sniff.ts';
import { checkName } from './zip-names.ts';

export type ArchiveEntry = { name: string; sizeBytes: number };
type Range = { start: number; end: number; descriptor: boolean };

const unixModeBits = 16;
const kindMask = 0o170000;
/** Link, socket, block device, character device, pipe. Other unusual values are what careless writers leave there. */
const specialKinds = [0o120000, 0o140000, 0o060000, 0o020000, 0o010000];
/** The longest form of what may follow an entry's data when its sizes were not known before. */
const descriptorBytes = 24;

/** What is left to be spent on a file, and in how many archives it lies. */
export type Inside = {
  readonly limits: ContentLimits;
  readonly budget: ContentBudget;
  readonly depth: number;
};

/**
 * Reads a ZIP archive whole: directory, every entry's header and data with its checksum. `look` sees every entry's name and bytes, and
 * reads the archives among them. Returns the entries. Refuses by `ContentRefused`.
 */
export async function checkZip(
  file: Buffer,
  { limits, budget, depth }: Inside,
  look: (name: string, bytes: Buffer) => void | Promise<void>,
): Promise<ArchiveEntry[]> {
  if (depth > limits.archive.maxDepth)
    refuse('archive_nested', `<= ${limits.archive.maxDepth}`, String(depth));
  const zip = await open(file);
  if (zip.entryCount === 0) refuse('archive_empty', '>= 1', '0');
  budget.entries -= zip.entryCount;
  if (budget.entries < 0)
    refuse('archive_too_many_entries', `<= ${limits.archive.maxEntries}`, `${zip.entryCount}`);
  if (Buffer.byteLength(zip.comment) > limits.archive.maxCommentBytes)
    refuse('hidden_data', `<= ${limits.archive.maxCommentBytes} B`, 'comment');
  const names = new Set<string>();
  const ranges: Range[] = [];
  const entries: ArchiveEntry[] = [];
  for (const entry of await entriesOf(zip)) {
    const name = checkName(entry, limits);
    const key = nameKey(name.replaceAll('\\', '/'));
    if (names.has(key)) refuse('archive_duplicate', '1', name);
    names.add(key);
    checkKind(entry, name);
    const { bytes, range } = await readEntry({ file, zip }, entry, name, { limits, budget });
    ranges.push(range);
    entries.push({ name, sizeBytes: bytes.length });
    const inside = sniff(bytes);
    if (opaqueArchives.includes(inside)) refuse('archive_nested', 'zip', `${name}: ${inside}`);
    await look(name, bytes);
  }
  checkRanges(ranges, file);
  return entries;
}

async function open(file: Buffer): Promise<ZipFile> {
  try {
    return await fromBufferPromise(file, {
      lazyEntries: true,
      decodeStrings: false,
      validateEntrySizes: true,
      autoClose: false,
    });
  } catch (error) {
    const end = file.lastIndexOf('PK\x05\x06', undefined, 'latin1');
    const reason = (error as Error).message.slice(0, 100);
    if (end < 0) return refuse('truncated', 'end of central directory', reason);
    const trailing = end + 22 <= file.length && end + 22 + file.readUInt16LE(end + 20) < file.length;
    return refuse(trailing ? 'trailing_data' : 'damaged', 'ZIP', reason);
  }
}

async function entriesOf(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  try {
    for await (const entry of zip.eachEntry()) entries.push(entry);
  } catch (error) {
    refuse('damaged', 'ZIP', (error as Error).message.slice(0, 100));
  }
  return entries;
}

function checkKind(entry: Entry, name: string): void {
  if (entry.isEncrypted() || (entry.generalPurposeBitFlag & 0x2041) !== 0) refuse('encrypted', 'ZIP', name);
  const kind = (entry.externalFileAttributes >>> unixModeBits) & kindMask;
  if (specialKinds.includes(kind)) refuse('archive_link', 'file, folder', `${name}: 0${kind.toString(8)}`);
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8)
    refuse('damaged', 'stored, deflated', `${name}: ${entry.compressionMethod}`);
}

type Archive = { readonly file: Buffer; readonly zip: ZipFile };

async function readEntry(
  { file, zip }: Archive,
  entry: Entry,
  name: string,
  { limits, budget }: Omit<Inside, 'depth'>,
) {
  const local = await zip
    .readLocalFileHeaderPromise(entry)
    .catch((error: Error) => refuse('damaged', name, error.message.slice(0, 100)));
  if (!local.fileName.equals(entry.fileNameRaw))
    refuse('hidden_data', name, local.fileName.toString('latin1').slice(0, 60));
  const start = local.fileDataStart;
  const end = start + entry.compressedSize;
  if (end > file.length)
    refuse('truncated', `${name}: ${entry.compressedSize} B`, `${file.length - start} B`);
  const size = entry.uncompressedSize;
  budget.bytes -= size;
  if (budget.bytes < 0) refuse('archive_bomb', `<= ${limits.archive.maxTotalBytes} B`, name);
  const ratio = size / Math.max(1, entry.compressedSize);
  if (size >= limits.archive.ratioFromBytes && ratio > limits.archive.maxRatio) {
    refuse('archive_bomb', `<= ${limits.archive.maxRatio} : 1`, `${name}: ${Math.round(ratio)} : 1`);
  }
  const bytes =
    entry.compressionMethod === 0
      ? file.subarray(start, end)
      : inflate(file.subarray(start, end), size, name);
  if (bytes.length !== size || crc32(bytes) !== entry.crc32)
    refuse('damaged', `${name}: ${size} B, CRC-32`, `${bytes.length} B`);
  const descriptor = (local.generalPurposeBitFlag & 8) !== 0;
  return { bytes, range: { start: entry.relativeOffsetOfLocalHeader, end, descriptor } };
}

function inflate(data: Buffer, size: number, name: string): Buffer {
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, size) });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    return refuse(
      code === 'ERR_BUFFER_TOO_LARGE' ? 'archive_bomb' : 'damaged',
      `${name}: ${size} B`,
      code ?? '-',
    );
  }
}

/** Entries fill the file from its first byte to the directory, without overlapping and without room for anything between them. */
function checkRanges(ranges: Range[], file: Buffer): void {
  const directory = { start: file.length, end: file.length, descriptor: false };
  const at = file.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  const offset = file.readUInt32LE(at + 16);
  if (offset !== 0xffffffff) directory.start = offset;
  else directory.start = Math.max(...ranges.map((range) => range.end));
  let position = 0;
  let slack = 0;
  for (const range of [...ranges.sort((one, other) => one.start - other.start), directory]) {
    if (range.start < position) refuse('archive_overlap', `>= ${position}`, String(range.start));
    if (range.start - position > slack) refuse('hidden_data', String(position), String(range.start));
    position = range.end;
    slack = range.descriptor ? descriptorBytes : 0;
  }
}
