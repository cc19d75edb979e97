import { crc32, deflateSync } from 'node:zlib';

/** Red, green and blue of a pixel, 0 to 255 each. */
export type Color = readonly [red: number, green: number, blue: number];
export type Painter = (x: number, y: number) => Color;

/** A PNG (8-bit RGB) of this size in pixels, each pixel as the painter says. */
export function makePng(width: number, height: number, paint: Painter): Buffer {
  const rows = Buffer.alloc(height * (1 + width * 3));
  let at = 0;
  for (let y = 0; y < height; y += 1) {
    at += 1;
    for (let x = 0; x < width; x += 1, at += 3) rows.set(paint(x, y), at);
  }
  return pngOf(width, height, deflateSync(rows, { level: 6 }));
}

/** A PNG file around already compressed rows; tests give it wrong ones. */
export function pngOf(width: number, height: number, compressedRows: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', header),
    pngChunk('IDAT', compressedRows),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** One chunk of a PNG with its checksum. */
export function pngChunk(name: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(body.length, 0);
  ends.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)]);
}
