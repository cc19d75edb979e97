import { deflateSync } from 'node:zlib';
import { pngChunk } from '../../../demo/files/make-png.ts';
import { guideZip, type SampleFile, smallJpeg, smallPng } from './good-files.ts';

/** Stands in every piece of metadata below; no kept picture may hold it. */
export const secret = '<script>SECRET';
const junk = Buffer.concat([Buffer.from(secret), Buffer.from(`${secret}\0`, 'utf16le'), guideZip()]);

/** A JPEG segment. */
export function segment(marker: number, ...parts: (Buffer | string)[]): Buffer {
  const body = Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)),
  );
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

/** A JPEG with these segments behind its first mark. */
export const jpegWith = (...segments: Buffer[]): Buffer => {
  const picture = smallJpeg();
  return Buffer.concat([picture.subarray(0, 2), ...segments, picture.subarray(2)]);
};

const headEnd = 33;
/** A PNG with these chunks behind its header and, `after` them, behind its rows. */
export const pngWith = (before: readonly Buffer[], after: readonly Buffer[] = []): Buffer => {
  const picture = smallPng();
  const end = picture.length - 12;
  return Buffer.concat([
    picture.subarray(0, headEnd),
    ...before,
    picture.subarray(headEnd, end),
    ...after,
    picture.subarray(end),
  ]);
};

/** EXIF data in either order of bytes: a camera's name, how the picture is turned, and where it was taken. */
export function exif(orientation: number, little = false): Buffer {
  const bytes = Buffer.alloc(8 + 2 + 3 * 12 + 4);
  const put = (value: number, at: number, size: number) =>
    little ? bytes.writeUIntLE(value, at, size) : bytes.writeUIntBE(value, at, size);
  bytes.write(little ? 'II' : 'MM', 'latin1');
  put(42, 2, 2);
  put(8, 4, 4);
  put(3, 8, 2);
  const entries = [
    [0x010f, 2, junk.length, 50],
    [0x0112, 3, 1, 0],
    [0x8825, 4, 1, 50],
  ] as const;
  entries.forEach(([tag, kind, count, value], index) => {
    const at = 10 + index * 12;
    put(tag, at, 2);
    put(kind, at + 2, 2);
    put(count, at + 4, 4);
    put(value, at + 8, 4);
    if (tag === 0x0112) put(orientation, at + 8, 2);
  });
  return Buffer.concat([bytes, junk]);
}

/** A colour profile of this many bytes, as far as its header goes. */
export function profile(bytes: number): Buffer {
  const made = Buffer.alloc(bytes);
  made.writeUInt32BE(bytes, 0);
  made.write('acsp', 36, 'latin1');
  return made;
}

/** A segment's length is told in two bytes. */
const segmentMost = 60_000;

/** The segments of a profile, two at least. */
export function profileSegments(whole: Buffer): Buffer[] {
  const count = Math.max(2, Math.ceil(whole.length / segmentMost));
  const size = Math.ceil(whole.length / count);
  return Array.from({ length: count }, (_, index) =>
    segment(
      0xe2,
      'ICC_PROFILE\0',
      Buffer.from([index + 1, count]),
      whole.subarray(index * size, (index + 1) * size),
    ),
  );
}

export const profileChunk = (whole: Buffer, name = secret): Buffer =>
  pngChunk('iCCP', Buffer.concat([Buffer.from(`${name}\0\0`, 'latin1'), deflateSync(whole)]));

const jpeg = (title: string, bytes: Buffer): SampleFile => ({
  title,
  purpose: 'licence',
  fileName: 'a.jpg',
  bytes,
});
const png = (title: string, bytes: Buffer): SampleFile => ({
  title,
  purpose: 'logo',
  fileName: 'a.png',
  bytes,
});
const bomb = Buffer.alloc(100 * 1024 * 1024);

/** Pictures that show well, and carry more than the picture. */
export function ladenPictures(): SampleFile[] {
  const text = Buffer.from(`Comment\0${secret}`);
  const packed = deflateSync(junk);
  return [
    jpeg('a JPEG with a page and an archive in a comment', jpegWith(segment(0xfe, junk))),
    jpeg('a JPEG with EXIF data that says where it was taken', jpegWith(segment(0xe1, 'Exif\0\0', exif(6)))),
    jpeg('a JPEG with XMP data', jpegWith(segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0', junk))),
    jpeg(
      'a JPEG with data of every application',
      jpegWith(...Array.from({ length: 16 }, (_, index) => segment(0xe0 + index, junk))),
    ),
    jpeg(
      'a JPEG with a thumbnail',
      jpegWith(segment(0xe0, 'JFIF\0', Buffer.from([1, 1, 0, 0, 1, 0, 1, 1, 1]), junk)),
    ),
    jpeg('a JPEG whose profile is none', jpegWith(...profileSegments(junk))),
    jpeg(
      'a JPEG whose profile lacks a part',
      jpegWith(...profileSegments(Buffer.concat([profile(400), junk])).slice(1)),
    ),
    jpeg(
      'a JPEG with an extended Adobe mark',
      jpegWith(segment(0xee, 'Adobe', Buffer.from([0, 100, 0, 0, 0, 0, 1]), junk)),
    ),
    png('a PNG with a page in its texts', pngWith([pngChunk('tEXt', text)], [pngChunk('iTXt', text)])),
    png(
      'a PNG with compressed texts',
      pngWith([pngChunk('zTXt', Buffer.concat([Buffer.from('Comment\0\0'), packed]))]),
    ),
    png('a PNG with EXIF data that says where it was taken', pngWith([pngChunk('eXIf', exif(6))])),
    png('a PNG with a chunk of its own', pngWith([pngChunk('juNk', junk)], [pngChunk('juNk', junk)])),
    png('a PNG whose gamma is a page', pngWith([pngChunk('gAMA', junk)])),
    png('a PNG with a page in the name of its profile', pngWith([profileChunk(profile(400))])),
    png('a PNG whose profile is none', pngWith([profileChunk(junk)])),
    png(
      'a PNG with data behind its profile',
      pngWith([pngChunk('iCCP', Buffer.concat([Buffer.from('a\0\0'), deflateSync(profile(200)), junk]))]),
    ),
    png('a PNG whose profile is a bomb', pngWith([profileChunk(bomb)])),
    png(
      'a PNG whose texts are a bomb',
      pngWith([pngChunk('zTXt', Buffer.concat([Buffer.from('a\0\0'), deflateSync(bomb)]))]),
    ),
  ];
}
