import { crc32 } from 'node:zlib';
import { refuse } from '../finding.ts';
import type { ContentLimits } from '../limits.ts';
import type { CheckedPicture, PixelSize } from './checked-picture.ts';
import { type Chunk, cleanPng } from './clean-png.ts';
import { checkRows, type Header, readHeader } from './png-rows.ts';

/**
 * Reads a PNG whole: chunk order and checksums, the decompressed picture to its last row, nothing after the end.
 * `accept` is asked with the size in pixels before anything is decompressed. Refuses by `ContentRefused`.
 */
export function checkPng(
  file: Buffer,
  limits: ContentLimits,
  accept: (size: PixelSize) => void,
): CheckedPicture {
  const chunks = readChunks(file, limits);
  const header = checkOrder(chunks, limits);
  accept(header);
  checkRows(header, Buffer.concat(chunks.filter(({ name }) => name === 'IDAT').map(({ body }) => body)));
  return { width: header.width, height: header.height, kept: cleanPng(chunks, limits) };
}

function readChunks(file: Buffer, limits: ContentLimits): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 8; ; ) {
    if (at + 12 > file.length) refuse('truncated', 'IEND', `${file.length} B`);
    const length = file.readUInt32BE(at);
    const name = file.toString('latin1', at + 4, at + 8);
    const end = at + 12 + length;
    if (end > file.length) refuse('truncated', `${name}: ${length} B`, `${file.length - at - 8} B`);
    if (crc32(file.subarray(at + 4, end - 4)) !== file.readUInt32BE(end - 4))
      refuse('damaged', 'CRC-32', name);
    chunks.push({ name, body: file.subarray(at + 8, end - 4) });
    if (chunks.length > limits.maxPictureParts)
      refuse('damaged', `<= ${limits.maxPictureParts}`, `${chunks.length} chunks`);
    at = end;
    if (name !== 'IEND') continue;
    if (length > 0) refuse('hidden_data', 'IEND: 0 B', `${length} B`);
    if (at !== file.length) refuse('trailing_data', `${at} B`, `${file.length} B`);
    return chunks;
  }
}

/** One header first, at most one palette before the rows, no chunk that a reader would have to know and that we do not. */
function checkOrder(chunks: readonly Chunk[], limits: ContentLimits): Header {
  const [first] = chunks;
  if (first?.name !== 'IHDR') refuse('damaged', 'IHDR', first?.name ?? '-');
  const header = readHeader(first.body, limits);
  const names = chunks.map(({ name }) => name);
  if (names.some((name) => name === 'acTL' || name === 'fdAT'))
    refuse('type_not_allowed', 'still PNG', 'animated PNG');
  const critical = names.filter((name) => /^[A-Z]/.test(name));
  const strange = critical.find((name) => !['IHDR', 'PLTE', 'IDAT', 'IEND'].includes(name));
  if (strange !== undefined) refuse('damaged', 'IHDR PLTE IDAT IEND', strange);
  const order = critical.join(' ');
  if (!/^IHDR( PLTE)?( IDAT)+ IEND$/.test(order))
    refuse('damaged', 'IHDR PLTE IDAT IEND', order.slice(0, 60));
  if (header.colorType === 3 && critical[1] !== 'PLTE') refuse('damaged', 'PLTE', '-');
  return header;
}
