import { encode } from 'jpeg-js';
import type { Painter } from './make-png.ts';

/** A JPEG of this size in pixels, each pixel as the painter says. */
export function makeJpeg(width: number, height: number, paint: Painter, quality = 82): Buffer {
  const data = Buffer.alloc(width * height * 4, 255);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) data.set(paint(x, y), (y * width + x) * 4);
  return encode({ width, height, data }, quality).data;
}
