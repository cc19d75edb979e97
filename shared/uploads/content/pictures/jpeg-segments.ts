import { refuse } from '../finding.ts';
import type { ContentLimits } from '../limits.ts';
import type { PixelSize } from './checked-picture.ts';

/** A marker with what follows it: `body` is what stands in the segment, `scan` the compressed data behind a scan's header. */
export type Segment = { marker: number; body: Buffer; scan: Buffer };
export type Frame = PixelSize & { segments: readonly Segment[]; end: number; multiPicture: boolean };

/** Start-of-frame markers of processes that browsers show: baseline, extended, progressive. */
const frames = [0xc0, 0xc1, 0xc2];
const otherFrames = [0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf];
const none = Buffer.alloc(0);

/**
 * The segments of the picture that starts here, up to its end mark. `accept` is asked with the size in pixels as soon as it is known.
 * Refuses by `ContentRefused`.
 */
export function readSegments(
  file: Buffer,
  start: number,
  limits: ContentLimits,
  accept: (size: PixelSize) => void,
): Frame {
  const segments: Segment[] = [];
  let size: PixelSize | undefined;
  let scans = 0;
  let at = start + 2;
  for (;;) {
    while (file[at] === 0xff && file[at + 1] === 0xff) at += 1;
    const segment = segmentAt(file, at);
    if (!segment) break;
    const { marker, body } = segment;
    if (otherFrames.includes(marker))
      refuse('damaged', 'baseline, progressive', `SOF 0x${marker.toString(16)}`);
    if (frames.includes(marker)) {
      if (size) refuse('damaged', '1 frame', '2 frames');
      size = readSize(body, limits);
      accept(size);
    }
    at += 4 + body.length;
    if (marker === 0xda) {
      if (!size) refuse('damaged', 'SOF', 'SOS');
      scans += 1;
      const most = Math.min(limits.maxScans, limits.maxScannedPixels / (size.width * size.height));
      if (scans > most) refuse('damaged', `<= ${Math.floor(most)}`, `${scans} scans`);
      const end = endOfScan(file, at);
      segment.scan = file.subarray(at, end);
      at = end;
    }
    segments.push(segment);
    if (segments.length > limits.maxPictureParts)
      refuse('damaged', `<= ${limits.maxPictureParts}`, `${segments.length} segments`);
  }
  if (!size || scans === 0) refuse('damaged', 'SOF, SOS', 'EOI');
  const multiPicture = segments.some(
    ({ marker, body }) => marker === 0xe2 && body.toString('latin1', 0, 4) === 'MPF\0',
  );
  return { ...size, segments, end: at + 2, multiPicture };
}

/** Undefined at the end mark. */
function segmentAt(file: Buffer, at: number): Segment | undefined {
  if (at + 2 > file.length) refuse('truncated', 'EOI', `${file.length} B`);
  if (file[at] !== 0xff) refuse('damaged', 'marker', `0x${file.toString('hex', at, at + 2)}`);
  const marker = file[at + 1] ?? 0;
  if (marker === 0xd9) return undefined;
  if (at + 4 > file.length) refuse('truncated', 'EOI', `${file.length} B`);
  const length = file.readUInt16BE(at + 2);
  const end = at + 2 + length;
  if (length < 2) refuse('damaged', 'segment', `${length} B`);
  if (end > file.length) refuse('truncated', `segment ${length} B`, `${file.length - at} B`);
  return { marker, body: file.subarray(at + 4, end), scan: none };
}

function readSize(frame: Buffer, limits: ContentLimits): PixelSize {
  if (frame.length < 6) refuse('damaged', 'SOF', `${frame.length} B`);
  const height = frame.readUInt16BE(1);
  const width = frame.readUInt16BE(3);
  if (width === 0 || height === 0) refuse('damaged', '>= 1 x 1', `${width} x ${height}`);
  if (width * height > limits.maxPixels)
    refuse('too_many_pixels', `<= ${limits.maxPixels}`, `${width} x ${height}`);
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
