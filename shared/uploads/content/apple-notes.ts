const doubleHead = Buffer.from('\0\x05\x16\x07\0\x02\0\0', 'latin1');
const viewHead = Buffer.from('\0\0\0\x01Bud1', 'latin1');
const countAt = 24;
const entryBytes = 12;
/** What belongs to a file: its resource fork, and what Finder knows of it. */
const entryKinds = [2, 9];

const starts = (bytes: Buffer, head: Buffer): boolean => bytes.subarray(0, head.length).equals(head);

/** Whether this is the view of a folder (`.DS_Store`). */
export const isFolderView = (bytes: Buffer): boolean => starts(bytes, viewHead);

/** Whether this is an "AppleDouble" file by its head: a table of entries, which fill the file up to its end. */
export function isAppleDouble(bytes: Buffer): boolean {
  if (!starts(bytes, doubleHead) || bytes.length < countAt + 2) return false;
  const count = bytes.readUInt16BE(countAt);
  const headEnd = countAt + 2 + count * entryBytes;
  if (count === 0 || count > entryKinds.length || headEnd > bytes.length) return false;
  let end = headEnd;
  for (let at = countAt + 2; at < headEnd; at += entryBytes) {
    const start = bytes.readUInt32BE(at + 4);
    if (!entryKinds.includes(bytes.readUInt32BE(at)) || start < headEnd) return false;
    end = Math.max(end, start + bytes.readUInt32BE(at + 8));
  }
  return end === bytes.length;
}
