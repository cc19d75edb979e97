/** What the first bytes of a file say it is. `ole` and `zip` are containers that are looked into later. */
export type Signature = 'jpeg' | 'png' | 'pdf' | 'zip' | 'ole' | OtherSignature;

/** Never accepted; named so that a message can say what the file is. */
export type OtherSignature =
  | 'gif'
  | 'webp'
  | 'bmp'
  | 'tiff'
  | 'metafile'
  | 'photo'
  | 'gzip'
  | 'bzip2'
  | 'xz'
  | '7z'
  | 'rar'
  | 'windows program'
  | 'program'
  | 'html'
  | 'svg or xml'
  | 'text'
  | 'unknown';

const signatures: readonly [bytes: string, signature: Signature][] = [
  ['\xff\xd8\xff', 'jpeg'],
  ['\x89PNG\r\n\x1a\n', 'png'],
  ['%PDF-', 'pdf'],
  ['PK\x03\x04', 'zip'],
  ['PK\x05\x06', 'zip'],
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'ole'],
  ['GIF8', 'gif'],
  ['RIFF', 'webp'],
  ['\x1f\x8b', 'gzip'],
  ['BZh', 'bzip2'],
  ['\xfd7zXZ\x00', 'xz'],
  ["7z\xbc\xaf'\x1c", '7z'],
  ['Rar!', 'rar'],
  ['\x7fELF', 'program'],
  ['MZ', 'windows program'],
  ['BM', 'bmp'],
  ['II*\0', 'tiff'],
  ['MM\0*', 'tiff'],
  ['II\xbc\x01', 'photo'],
  // Windows metafiles: with the size of the picture before them, without it in memory or on disk, enhanced.
  ['\xd7\xcd\xc6\x9a', 'metafile'],
  ['\x01\0\x09\0', 'metafile'],
  ['\x02\0\x09\0', 'metafile'],
  ['\x01\0\0\0', 'metafile'],
];

/** Tells the kind of a file by its first bytes; never by its name. */
export function sniff(bytes: Uint8Array): Signature {
  const head = Buffer.from(bytes.subarray(0, 512)).toString('latin1');
  const hit = signatures.find(([start]) => head.startsWith(start));
  if (hit) return hit[1];
  const text = head
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart()
    .toLowerCase();
  if (text.startsWith('<!doctype html') || text.startsWith('<html') || text.startsWith('<script'))
    return 'html';
  if (text.startsWith('<')) return 'svg or xml';
  return text.length > 0 && !hasControls(head) ? 'text' : 'unknown';
}

function hasControls(text: string): boolean {
  return [...text].some((char) => char.charCodeAt(0) < 32 && !'\t\r\n\f'.includes(char));
}

/** Archives that this code cannot look into. */
export const opaqueArchives: readonly Signature[] = ['gzip', 'bzip2', 'xz', '7z', 'rar'];

const endOfCentralDirectory = Buffer.from('PK\x05\x06', 'latin1');

/**
 * Whether unpackers would take the file for a ZIP archive: they look for the directory at the end of a file, so that a picture or
 * a PDF can be an archive (or a Java program) as well.
 */
export function endsAsArchive(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const from = Math.max(0, file.length - 22 - 65_535);
  for (
    let at = file.lastIndexOf(endOfCentralDirectory);
    at >= from;
    at = at > 0 ? file.lastIndexOf(endOfCentralDirectory, at - 1) : -1
  ) {
    if (at + 22 > file.length) continue;
    const reachesEnd = at + 22 + file.readUInt16LE(at + 20) === file.length;
    const directoryBytes = file.readUInt32LE(at + 12);
    if (reachesEnd && (directoryBytes <= at || directoryBytes === 0xffffffff)) return true;
  }
  return false;
}
