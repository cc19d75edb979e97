import { decode } from 'jpeg-js';
import { refuse } from '../finding.ts';
import type { ContentLimits } from '../limits.ts';
import type { CheckedPicture, PixelSize } from './checked-picture.ts';
import { cleanJpeg } from './clean-jpeg.ts';
import { readSegments } from './jpeg-segments.ts';

/** The decoder keeps its coefficients in memory: about 45 bytes a pixel of a colour picture, all told. */
const decoderMegabytes = 1_800;

/**
 * Reads a JPEG whole: its segments to the end mark, and every coefficient by decoding it. Cameras put a second picture behind the
 * first and announce it (Multi-Picture Format): that is allowed and left out, any other data after the end is not allowed.
 * `accept` is asked with the size in pixels before anything is decoded. Refuses by `ContentRefused`.
 */
export function checkJpeg(
  file: Buffer,
  limits: ContentLimits,
  accept: (size: PixelSize) => void,
): CheckedPicture {
  const { segments, width, height, multiPicture, end: firstEnd } = readSegments(file, 0, limits, accept);
  let end = firstEnd;
  while (multiPicture && file.readUInt16BE(Math.min(end, file.length - 2)) === 0xffd8)
    end = readSegments(file, end, limits, () => {}).end;
  if (!file.subarray(end).every((byte) => byte === 0))
    refuse('trailing_data', `${end} B`, `${file.length} B`);
  const kept = cleanJpeg(segments, limits);
  try {
    const options = { useTArray: true, formatAsRGBA: false, tolerantDecoding: false } as const;
    decode(kept, {
      ...options,
      maxResolutionInMP: limits.maxPixels / 1e6,
      maxMemoryUsageInMB: decoderMegabytes,
    });
  } catch (error) {
    refuse('damaged', 'JPEG', String((error as Error).message).slice(0, 100));
  }
  return { width, height, kept };
}
