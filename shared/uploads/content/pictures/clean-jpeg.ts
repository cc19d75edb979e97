import { refuse } from '../finding.ts';
import type { ContentLimits } from '../limits.ts';
import { isProfile } from './icc-profile.ts';
import type { Segment } from './jpeg-segments.ts';
import { exifOf, orientationOf } from './orientation.ts';

const start = Buffer.from([0xff, 0xd8]);
const end = Buffer.from([0xff, 0xd9]);
const jfif = Buffer.from('JFIF\0', 'latin1');
const noThumbnail = Buffer.from([0, 0]);
const adobe = Buffer.from('Adobe', 'latin1');
const exif = Buffer.from('Exif\0\0', 'latin1');
const profile = Buffer.from('ICC_PROFILE\0', 'latin1');
/** Behind the profile's mark stand the number of its part and how many parts it has. */
const profileHead = profile.length + 2;

const starts = (body: Buffer, mark: Buffer): boolean => body.subarray(0, mark.length).equals(mark);
const tables = (body: Buffer, bytesOf: (at: number) => number): number => {
  let at = 0;
  while (at < body.length) at += bytesOf(at);
  return at;
};
const sum = (bytes: Buffer): number => bytes.reduce((total, byte) => total + byte, 0);

/** Segments that are kept as they are, and how long the body of each is by what it says itself. */
const lengths: Readonly<Record<number, (body: Buffer) => number>> = {
  // Start of frame: three bytes for each component.
  192: (body) => 6 + 3 * (body[5] ?? 0),
  193: (body) => 6 + 3 * (body[5] ?? 0),
  194: (body) => 6 + 3 * (body[5] ?? 0),
  // Huffman tables: sixteen counts, then as many symbols.
  196: (body) => tables(body, (at) => 17 + sum(body.subarray(at + 1, at + 17))),
  // Start of scan: two bytes for each component.
  218: (body) => 4 + 2 * (body[0] ?? 0),
  // Quantization tables, of one or two bytes a number.
  219: (body) => tables(body, (at) => ((body[at] ?? 0) >> 4 === 0 ? 65 : 129)),
  // Restart interval.
  221: () => 2,
};

/**
 * The picture without comments, thumbnails, places, cameras and other segments that no decoder needs. What stays is the compressed data as
 * it is, the JFIF and Adobe marks, the colour profile, and how the picture is turned. Bytes behind the last block of a scan stay too: the
 * decoder passes over them and does not tell where a scan's data ends. Refuses by `ContentRefused`.
 */
export function cleanJpeg(segments: readonly Segment[], limits: ContentLimits): Buffer {
  const first = (marker: number, mark: Buffer) =>
    segments.find((one) => one.marker === marker && starts(one.body, mark));
  const rewritten = new Map([
    [first(0xe0, jfif), jfifMark],
    [first(0xe1, exif), turnedMark],
    [first(0xee, adobe), adobeMark],
  ]);
  const withProfile = holdsProfile(segments, limits);
  const kept = segments.flatMap((segment): Buffer[] => {
    const { marker, body, scan } = segment;
    const length = lengths[marker]?.(body);
    if (length === undefined) {
      const mark = withProfile && isProfilePart(segment) ? body : rewritten.get(segment)?.(body);
      return mark ? [written(marker, mark)] : [];
    }
    if (length !== body.length)
      refuse('hidden_data', `0x${marker.toString(16)}: ${length} B`, `${body.length} B`);
    return [written(marker, body), scan];
  });
  return Buffer.concat([start, ...kept, end]);
}

const jfifMark = (body: Buffer): Buffer | undefined =>
  body.length >= 14 ? Buffer.concat([body.subarray(0, 12), noThumbnail]) : undefined;
const adobeMark = (body: Buffer): Buffer | undefined =>
  body.length >= 12 ? body.subarray(0, 12) : undefined;
const turnedMark = (body: Buffer): Buffer | undefined => {
  const orientation = orientationOf(body.subarray(exif.length));
  return orientation === undefined ? undefined : Buffer.concat([exif, exifOf(orientation)]);
};

function written(marker: number, body: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

const isProfilePart = ({ marker, body }: Segment): boolean =>
  marker === 0xe2 && starts(body, profile) && body.length > profileHead;

/** Whether the parts, in their order, are one profile of an ordinary size. */
function holdsProfile(segments: readonly Segment[], limits: ContentLimits): boolean {
  const parts = segments.filter(isProfilePart).map(({ body }) => body);
  const inOrder = parts.every(
    (body, index) => body[profile.length] === index + 1 && body[profile.length + 1] === parts.length,
  );
  const bytes = Buffer.concat(parts.map((body) => body.subarray(profileHead)));
  return inOrder && bytes.length <= limits.maxProfileBytes && isProfile(bytes);
}
