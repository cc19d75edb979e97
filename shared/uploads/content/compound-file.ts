import { refuse } from './finding.ts';

/** A line of the directory: a stream of bytes, or a folder, which is empty when it names no child. */
type Folder = { name: string; empty: boolean; start: number; size: number };

const endOfChain = 0xfffffffe;
const free = 0xffffffff;
const headerBytes = 512;
/** A stream that says how an object is linked has so many bytes where it names no other file. */
const plainLinkBytes = 20;

/** The main stream of each kind of file. */
const mainStreams = {
  doc: ['WordDocument'],
  xls: ['Workbook', 'Book'],
  ppt: ['PowerPoint Document'],
} as const;
/** Macros, controls, formulas and objects, which are drawn or started by programs of their own. */
const foreign = /^(?:Macros|VBA|_VBA_PROJECT.*|.?Ole10.*|Equation Native|Ctls|MBD[0-9A-F]{8}|Package)$/i;

/**
 * Reads a compound file, as Office wrote them from 97 to 2003: its sectors chain as they should, and it holds neither macros nor objects of
 * other programs. Returns its main stream. Refuses by `ContentRefused`.
 */
export function checkCompound(file: Buffer, kind: keyof typeof mainStreams): Buffer {
  if (file.length < headerBytes * 3) refuse('truncated', `>= ${headerBytes * 3} B`, `${file.length} B`);
  const shift = file.readUInt16LE(30);
  if (file.readUInt16LE(28) !== 0xfffe || (shift !== 9 && shift !== 12))
    refuse('damaged', 'compound file', `sector 2^${shift}`);
  const sector = 1 << shift;
  const sectors = Math.ceil((file.length - sector) / sector);
  const table = readTable(file, sector, sectors);
  const folders = readFolders(readChain(file, table, file.readUInt32LE(48), sector));
  const streams: readonly string[] = mainStreams[kind];
  const found = folders.map(({ name }) => name).join(', ');
  const main =
    folders.find(({ name }) => streams.includes(name)) ??
    refuse('type_not_allowed', streams.join(', '), found.slice(0, 100));
  const risky = folders.find(isForeign);
  if (risky) refuse('macros', kind, risky.name);
  const stream = readChain(file, table, main.start, sector);
  if (stream.length < main.size) refuse('truncated', `${main.name}: ${main.size} B`, `${stream.length} B`);
  return stream;
}

/** Word leaves an empty pool of objects behind, and a link that leads nowhere. */
const isForeign = ({ name, empty, size }: Folder): boolean =>
  foreign.test(name) || (name === 'ObjectPool' && !empty) || (name === '\x01Ole' && size > plainLinkBytes);

/** The sector table: which sector follows which. Its own sectors are listed in the header, and in further lists for large files. */
function readTable(file: Buffer, sector: number, sectors: number): number[] {
  const count = file.readUInt32LE(44);
  if (count === 0 || count > sectors)
    refuse('truncated', `${count} x ${sector} B`, `${sectors} x ${sector} B`);
  const own: number[] = [];
  for (let at = 76; at < headerBytes && own.length < count; at += 4) own.push(file.readUInt32LE(at));
  let next = file.readUInt32LE(68);
  for (let lists = 0; own.length < count && next < sectors && lists < sectors; lists += 1) {
    const list = sectorAt(file, next, sector);
    for (let at = 0; at < sector - 4 && own.length < count; at += 4) own.push(list.readUInt32LE(at));
    next = list.readUInt32LE(sector - 4);
  }
  if (own.length !== count) refuse('truncated', `${count}`, `${own.length}`);
  return own.flatMap((index) => {
    const part = sectorAt(file, index, sector);
    return Array.from({ length: sector / 4 }, (_, entry) => part.readUInt32LE(entry * 4));
  });
}

function readChain(file: Buffer, table: number[], start: number, sector: number): Buffer {
  const parts: Buffer[] = [];
  const seen = new Set<number>();
  for (let index = start; index !== endOfChain; index = table[index] ?? free) {
    if (seen.has(index)) refuse('damaged', 'sector chain', 'circle');
    seen.add(index);
    parts.push(sectorAt(file, index, sector));
  }
  return Buffer.concat(parts);
}

/** One sector. Writers always fill the last one, so that a shorter one means that the file was cut. */
function sectorAt(file: Buffer, index: number, sector: number): Buffer {
  const start = (index + 1) * sector;
  if (start + sector > file.length) refuse('truncated', `sector ${index}`, `${file.length} B`);
  return file.subarray(start, start + sector);
}

function readFolders(directory: Buffer): Folder[] {
  const folders: Folder[] = [];
  for (let at = 0; at + 128 <= directory.length; at += 128) {
    const nameBytes = directory.readUInt16LE(at + 64);
    if (directory[at + 66] === 0 || nameBytes < 2 || nameBytes > 64) continue;
    const name = directory.toString('utf16le', at, at + nameBytes - 2);
    folders.push({
      name,
      empty: directory.readUInt32LE(at + 76) === free,
      start: directory.readUInt32LE(at + 116),
      size: directory.readUInt32LE(at + 120),
    });
  }
  return folders;
}
