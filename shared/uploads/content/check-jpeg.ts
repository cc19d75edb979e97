import { decode } from 'jpeg-js';
import type { PixelSize } from './check-png.ts';
import { refuse } from './finding.ts';
import type { ContentLimits } from './limits.ts';

type Frame = PixelSize & { end: number; multiPicture: boolean };

/** Start-of-frame markers of processes that browsers show: baseline, extended, progressive. */
const frames = [0xc0, 0xc1, 0xc2];
const otherFrames = [0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf];
/** The decoder keeps its coefficients in memory: about 45 bytes a pixel of a colour picture, all told. */
const decoderMegabytes = 1_800;

/**
 * Reads a JPEG whole: its segments to the end mark, and every coefficient by decoding it. Cameras put a second picture behind the
 * first and announce it (Multi-Picture Format): that is allowed, any other data after the end is not.
 * `accept` is asked with the size in pixels before anything is decoded. Refuses by `ContentRefused`.
 */
export function checkJpeg(file: Buffer, limits: ContentLimits, accept: (size: PixelSize) => void): PixelSize {
  const first = walk(file, 0, limits, accept);
  let end = first.end;
  while (first.multiPicture && file.readUInt16BE(Math.min(end, file.length - 2)) === 0xffd8) end = walk(file, end, limits, () => {}).end;
  if (!file.subarray(end).every((byte) => byte === 0)) refuse('trailing_data', `${end} B`, `${file.length} B`);
  try {
    const options = { useTArray: true, formatAsRGBA: false, tolerantDecoding: false } as const;
    decode(file.subarray(0, first.end), { ...options, maxResolutionInMP: limits.maxPixels / 1e6, maxMemoryUsageInMB: decoderMegabytes });
  } catch (error) {
    refuse('damaged', 'JPEG', String((error as Error).message).slice(0, 100));
  }
  return { width: first.width, height: first.height };
}

function walk(file: Buffer, start: number, limits: ContentLimits, accept: (size: PixelSize) => void): Frame {
  let size: PixelSize | undefined;
  let multiPicture = false;
  let scans = 0;
  let at = start + 2;
  for (;;) {
    while (file[at] === 0xff && file[at + 1] === 0xff) at += 1;
    if (at + 2 > file.length) refuse('truncated', 'EOI', `${file.length} B`);
    if (file[at] !== 0xff) refuse('damaged', 'marker', `0x${file.toString('hex', at, at + 2)}`);
    const marker = file[at + 1] ?? 0;
    if (marker === 0xd9) break;
    if (at + 4 > file.length) refuse('truncated', 'EOI', `${file.length} B`);
    const length = file.readUInt16BE(at + 2);
    const end = at + 2 + length;
    if (length < 2) refuse('damaged', 'segment', `${length} B`);
    if (end > file.length) refuse('truncated', `segment ${length} B`, `${file.length - at} B`);
    if (otherFrames.includes(marker)) refuse('damaged', 'baseline, progressive', `SOF 0x${marker.toString(16)}`);
    if (frames.includes(marker)) {
      if (size) refuse('damaged', '1 frame', '2 frames');
      size = readSize(file.subarray(at + 4, end), limits);
      accept(size);
    }
    if (marker === 0xe2 && file.toString('latin1', at + 4, at + 8) === 'MPF\0') multiPicture = true;
    at = end;
    if (marker === 0xda) {
      if (!size) refuse('damaged', 'SOF', 'SOS');
      scans += 1;
      at = endOfScan(file, end);
    }
  }
  if (!size || scans === 0) refuse('damaged', 'SOF, SOS', 'EOI');
  return { ...size, end: at + 2, multiPicture };
}

function readSize(frame: Buffer, limits: ContentLimits): PixelSize {
  if (frame.length < 6) refuse('damaged', 'SOF', `${frame.length} B`);
  const height = frame.readUInt16BE(1);
  const width = frame.readUInt16BE(3);
  if (width === 0 || height === 0) refuse('damaged', '>= 1 x 1', `${width} x ${height}`);
  if (width * height > limits.maxPixels) refuse('too_many_pixels', `<= ${limits.maxPixels}`, `${width} x ${height}`);
  return { width, height };
}

/** The offset of the first marker after a scan's data; stuffed zeros and restart marks belong to the data. */
function endOfScan(file: Buffer, start: number): number {
  for (let at = file.indexOf(0xff, start); at >= 0; at = file.indexOf(0xff, at + 1)) {
    const next = file[at + 1];
    if (next === undefined) break;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  return refuse('truncated', 'EOI', `${file.length} B`);
}
