import { inflateSync } from 'node:zlib';
import { refuse } from '../finding.ts';
import type { ContentLimits } from '../limits.ts';
import type { PixelSize } from './checked-picture.ts';

export type Header = PixelSize & { bitDepth: number; colorType: number; interlaced: boolean };

const channels: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const depths: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};
/** The seven passes of an interlaced PNG: first column and row, step between columns and rows. */
const adam7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** What the first chunk says, once it is possible and within the limits. Refuses by `ContentRefused`. */
export function readHeader(body: Buffer, limits: ContentLimits): Header {
  if (body.length !== 13) refuse('damaged', 'IHDR 13 B', `${body.length} B`);
  const width = body.readUInt32BE(0);
  const height = body.readUInt32BE(4);
  const [bitDepth = 0, colorType = 0, compression = 0, filter = 0, interlace = 0] = body.subarray(8);
  const known = depths[colorType]?.includes(bitDepth) && compression === 0 && filter === 0 && interlace <= 1;
  if (!known || width === 0 || height === 0) refuse('damaged', 'IHDR', body.toString('hex'));
  if (width * height > limits.maxPixels)
    refuse('too_many_pixels', `<= ${limits.maxPixels}`, `${width} x ${height}`);
  const header = { width, height, bitDepth, colorType, interlaced: interlace === 1 };
  const bytes = sum(passesOf(header).map((pass) => pass.rows * (pass.rowBytes + 1)));
  if (bytes > limits.maxPictureBytes)
    refuse('too_many_pixels', `<= ${limits.maxPictureBytes} B`, `${bytes} B`);
  return header;
}

function passesOf(header: Header): { rows: number; rowBytes: number }[] {
  const bits = (channels[header.colorType] ?? 0) * header.bitDepth;
  const passes = header.interlaced ? adam7 : ([[0, 0, 1, 1]] as const);
  return passes
    .map(([x, y, stepX, stepY]) => ({
      columns: Math.ceil((header.width - x) / stepX),
      rows: Math.ceil((header.height - y) / stepY),
    }))
    .filter((pass) => pass.columns > 0 && pass.rows > 0)
    .map((pass) => ({ rows: pass.rows, rowBytes: Math.ceil((pass.columns * bits) / 8) }));
}

/** Decompresses never more than the header promises, then looks at every row's filter: nothing else of a PNG can be wrong. */
export function checkRows(header: Header, data: Buffer): void {
  const passes = passesOf(header);
  const expected = sum(passes.map((pass) => pass.rows * (pass.rowBytes + 1)));
  let pixels: Buffer;
  let consumed: number;
  try {
    const result = inflateSync(data, { maxOutputLength: expected, info: true }) as unknown as {
      buffer: Buffer;
      engine: { bytesWritten: number };
    };
    pixels = result.buffer;
    consumed = result.engine.bytesWritten;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    refuse(code === 'Z_BUF_ERROR' ? 'truncated' : 'damaged', `IDAT: ${expected} B`, code ?? '-');
  }
  if (pixels.length !== expected) refuse('truncated', `IDAT: ${expected} B`, `${pixels.length} B`);
  if (consumed !== data.length) refuse('hidden_data', `IDAT: ${consumed} B`, `${data.length} B`);
  let at = 0;
  for (const pass of passes) {
    for (let row = 0; row < pass.rows; row += 1, at += pass.rowBytes + 1) {
      const filter = pixels[at] ?? 0;
      if (filter > 4) refuse('damaged', 'filter 0-4', String(filter));
    }
  }
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
