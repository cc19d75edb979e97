const sector = 512;
const endOfChain = 0xfffffffe;
const tableSector = 0xfffffffd;
const free = 0xffffffff;

/** A compound file as Word 97 to 2003 writes it: one table sector, one folder sector, a `WordDocument` stream of nine sectors. */
export function makeDoc(
  change: {
    encrypted?: boolean;
    extraFolder?: string;
    full?: boolean;
    text?: Buffer;
    circle?: boolean;
    stream?: string;
  } = {},
): Buffer {
  const streamSectors = 9;
  const header = Buffer.alloc(sector);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header);
  header.writeUInt16LE(0x3e, 24);
  header.writeUInt16LE(3, 26);
  header.writeUInt16LE(0xfffe, 28);
  header.writeUInt16LE(9, 30);
  header.writeUInt16LE(6, 32);
  header.writeUInt32LE(1, 44);
  header.writeUInt32LE(1, 48);
  header.writeUInt32LE(4096, 56);
  header.writeUInt32LE(endOfChain, 60);
  header.writeUInt32LE(endOfChain, 68);
  header.fill(0xff, 76);
  header.writeUInt32LE(0, 76);
  const table = Buffer.alloc(sector, 0xff);
  table.writeUInt32LE(tableSector, 0);
  table.writeUInt32LE(endOfChain, 4);
  for (let index = 0; index < streamSectors; index += 1)
    table.writeUInt32LE(index === streamSectors - 1 ? endOfChain : index + 3, 8 + index * 4);
  if (change.circle) table.writeUInt32LE(2, 8 + (streamSectors - 1) * 4);
  const stream = Buffer.alloc(streamSectors * sector);
  stream.writeUInt16LE(0xa5ec, 0);
  stream.writeUInt16LE(change.encrypted ? 0x100 : 0, 10);
  stream.write('测试报告', 1536, 'utf16le');
  change.text?.copy(stream, 2_048);
  const folders = Buffer.concat([
    folder('Root Entry', 5, { start: endOfChain, size: 0, child: 1 }),
    folder(change.stream ?? 'WordDocument', 2, { start: 2, size: stream.length, child: free }),
    change.extraFolder
      ? folder(change.extraFolder, 1, { start: 0, size: 0, child: change.full ? 1 : free })
      : Buffer.alloc(128),
    Buffer.alloc(128),
  ]);
  return Buffer.concat([header, table, folders, stream]);
}

type Place = { readonly start: number; readonly size: number; readonly child: number };

function folder(name: string, kind: number, { start, size, child }: Place): Buffer {
  const entry = Buffer.alloc(128);
  entry.write(name, 0, 'utf16le');
  entry.writeUInt16LE((name.length + 1) * 2, 64);
  entry[66] = kind;
  entry[67] = 1;
  entry.writeUInt32LE(free, 68);
  entry.writeUInt32LE(free, 72);
  entry.writeUInt32LE(child, 76);
  entry.writeUInt32LE(start, 116);
  entry.writeUInt32LE(size, 120);
  return entry;
}
