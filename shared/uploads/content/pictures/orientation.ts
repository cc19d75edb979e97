const tag = 0x0112;
const short = 3;
const entryBytes = 12;
/** The order of the bytes, 42, and where the first list of entries lies: right behind. */
const head = Buffer.from('MM\0*\0\0\0\x08', 'latin1');

/**
 * How a picture is turned when it is shown, 2 to 8, as its EXIF data (a TIFF file) says; undefined for one that is upright, and where
 * the data does not read. Only the first list of entries is looked at, each entry once.
 */
export function orientationOf(exif: Buffer): number | undefined {
  if (exif.length < head.length) return undefined;
  const order = exif.toString('latin1', 0, 4);
  if (order !== 'II*\0' && order !== 'MM\0*') return undefined;
  const little = order === 'II*\0';
  const number = (at: number, bytes: number): number =>
    little ? exif.readUIntLE(at, bytes) : exif.readUIntBE(at, bytes);
  const list = number(4, 4);
  if (list < head.length || list + 2 > exif.length) return undefined;
  const end = Math.min(list + 2 + number(list, 2) * entryBytes, exif.length - 4);
  for (let at = list + 2; at + entryBytes <= end; at += entryBytes) {
    if (number(at, 2) !== tag) continue;
    const value = number(at + 8, 2);
    return number(at + 2, 2) === short && value >= 2 && value <= 8 ? value : undefined;
  }
  return undefined;
}

/** EXIF data that says how the picture is turned, and nothing else; never longer than data that said so before. */
export function exifOf(orientation: number): Buffer {
  const entry = Buffer.alloc(2 + entryBytes + 4);
  entry.writeUInt16BE(1, 0);
  entry.writeUInt16BE(tag, 2);
  entry.writeUInt16BE(short, 4);
  entry.writeUInt32BE(1, 6);
  entry.writeUInt16BE(orientation, 10);
  return Buffer.concat([head, entry]);
}
