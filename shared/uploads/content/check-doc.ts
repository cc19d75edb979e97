import { refuse } from './finding.ts';

type Folder = { name: string; start: number; size: number };

const endOfChain = 0xfffffffe;
const free = 0xffffffff;
const headerBytes = 512;

/**
 * Reads a DOC (Word 97 to 2003): a compound file whose sectors chain as they should, with a Word stream that is neither encrypted
 * nor accompanied by macros or packed programs. Refuses by `ContentRefused`.
 */
export function checkDoc(file: Buffer): void {
  if (file.length < headerBytes * 3) refuse('truncated', `>= ${headerBytes * 3} B`, `${file.length} B`);
  const shift = file.readUInt16LE(30);
  if (file.readUInt16LE(28) !== 0xfffe || (shift !== 9 && shift !== 12)) refuse('damaged', 'compound file', `sector 2^${shift}`);
  const sector = 1 << shift;
  const sectors = Math.ceil((file.length - sector) / sector);
  const table = readTable(file, sector, sectors);
  const folders = readFolders(readChain(file, table, file.readUInt32LE(48), sector));
  const word =
    folders.find((folder) => folder.name === 'WordDocument') ??
    refuse(
      'type_not_allowed',
      'WordDocument',
      folders
        .map((folder) => folder.name)
        .join(', ')
        .slice(0, 100),
    );
  const risky = folders.find((folder) => /^(Macros|VBA|_VBA_PROJECT.*|.?Ole10Native)$/i.test(folder.name));
  if (risky) refuse('macros', 'doc', risky.name);
  const stream = readChain(file, table, word.start, sector);
  if (stream.length < word.size) refuse('truncated', `WordDocument: ${word.size} B`, `${stream.length} B`);
  if (stream.length < 32 || stream.readUInt16LE(0) !== 0xa5ec) refuse('damaged', 'WordDocument', stream.toString('hex', 0, 2));
  if ((stream.readUInt16LE(10) & 0x100) !== 0) refuse('encrypted', 'doc', 'encrypted');
}

/** The sector table: which sector follows which. Its own sectors are listed in the header, and in further lists for large files. */
function readTable(file: Buffer, sector: number, sectors: number): number[] {
  const count = file.readUInt32LE(44);
  if (count === 0 || count > sectors) refuse('truncated', `${count} x ${sector} B`, `${sectors} x ${sector} B`);
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
    folders.push({ name, start: directory.readUInt32LE(at + 116), size: directory.readUInt32LE(at + 120) });
  }
  return folders;
}
