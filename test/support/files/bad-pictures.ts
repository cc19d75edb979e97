import { deflateSync } from 'node:zlib';
import { pngChunk, pngOf } from '../../../demo/files/make-png.ts';
import { demoFiles } from '../../../demo/files.ts';
import type { ContentFindingCode } from '../../../shared/uploads/content/finding.ts';
import { guideZip, type SampleFile, smallJpeg, smallPng } from './good-files.ts';
import { jpegWith, pngWith, segment } from './laden-pictures.ts';
import { makeDoc } from './make-doc.ts';

/** A file that must be refused, and every reason that must be given. */
export type BadFile = SampleFile & { codes: readonly ContentFindingCode[] };

const gif = Buffer.from(
  'GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;',
  'latin1',
);
const jpg = (name: string, bytes: Uint8Array) =>
  ({ purpose: 'licence', fileName: `${name}.jpg`, bytes }) as const;
const png = (name: string, bytes: Uint8Array) =>
  ({ purpose: 'logo', fileName: `${name}.png`, bytes }) as const;

/** Pictures, and files that are not what their name says. */
export const badPictures = (): BadFile[] => [...wrongFiles(), ...badPngs(), ...badJpegs()];

const text = Buffer.from('hello');

/** Files that are not what their name or their field says. */
function wrongFiles(): BadFile[] {
  const goodPng = smallPng();
  return [
    { title: 'an empty file', ...png('empty', Buffer.alloc(0)), codes: ['empty_file'] },
    {
      title: 'a file over its field limit',
      ...png('large', Buffer.concat([goodPng, Buffer.alloc(2 * 1024 * 1024)])),
      codes: ['too_large'],
    },
    {
      title: 'a PNG named PDF',
      ...demoFiles.renamed(),
      purpose: 'user_guide',
      codes: ['type_not_allowed', 'extension_mismatch'],
    },
    {
      title: 'a JPEG named PNG',
      ...png('a', smallJpeg()),
      codes: ['extension_mismatch', 'content_type_mismatch'],
    },
    {
      title: 'a PNG declared as JPEG',
      ...png('a', goodPng),
      contentType: 'image/jpeg',
      codes: ['content_type_mismatch'],
    },
    { title: 'a GIF named JPG', ...jpg('a', gif), codes: ['type_not_allowed', 'extension_mismatch'] },
    {
      title: 'a GIF',
      ...jpg('a', gif),
      fileName: 'a.gif',
      contentType: 'image/gif',
      codes: ['extension_not_allowed', 'content_type_not_allowed', 'type_not_allowed'],
    },
    {
      title: 'a page of HTML named JPG',
      ...jpg('a', Buffer.from('<!DOCTYPE html><p>')),
      codes: ['type_not_allowed', 'extension_mismatch'],
    },
    {
      title: 'a program named PNG',
      ...png('a', Buffer.from('MZ\x90\x00', 'latin1')),
      codes: ['type_not_allowed', 'extension_mismatch'],
    },
    {
      title: 'a Word document as a picture',
      ...png('a', makeDoc()),
      codes: ['type_not_allowed', 'extension_mismatch'],
    },
    {
      title: 'an icon of 64 x 64',
      purpose: 'product_icon',
      fileName: 'i.png',
      bytes: demoFiles.wrongIcon().bytes,
      codes: ['wrong_pixels'],
    },
    {
      title: 'a JPEG of 1024 x 767',
      purpose: 'product_picture',
      fileName: 'p.jpg',
      bytes: smallJpeg(1024, 767),
      codes: ['wrong_pixels'],
    },
  ];
}

function badPngs(): BadFile[] {
  const goodPng = smallPng();
  return [
    {
      title: 'a PNG cut in its data',
      ...png('cut', goodPng.subarray(0, goodPng.length - 40)),
      codes: ['truncated'],
    },
    {
      title: 'a PNG with too few rows',
      ...png('short', pngOf(200, 120, deflateSync(Buffer.alloc(601 * 60)))),
      codes: ['truncated'],
    },
    { title: 'a PNG with a wrong checksum', ...png('bits', flipped(goodPng, 60)), codes: ['damaged'] },
    {
      title: 'a PNG of 20,000 x 20,000 in a few bytes',
      ...png('bomb', pngOf(20_000, 20_000, deflateSync(Buffer.alloc(1000)))),
      codes: ['too_many_pixels'],
    },
    {
      title: 'a PNG that unpacks to more than its size',
      ...png('bomb', pngOf(10, 10, deflateSync(Buffer.alloc(50_000_000)))),
      codes: ['damaged'],
    },
    {
      title: 'a PNG with data behind its rows',
      ...png('more', pngOf(2, 1, Buffer.concat([deflateSync(Buffer.alloc(7)), text]))),
      codes: ['hidden_data'],
    },
    {
      title: 'a PNG with data behind its end',
      ...png('more', Buffer.concat([goodPng, text])),
      codes: ['trailing_data'],
    },
    {
      title: 'a PNG that is a ZIP as well',
      ...png('two', Buffer.concat([goodPng, guideZip()])),
      codes: ['hidden_data'],
    },
    { title: 'a PNG with a ZIP in its texts', ...png('two', withZipChunk(goodPng)), codes: ['hidden_data'] },
    {
      title: 'a PNG with data in its end',
      ...png('end', Buffer.concat([goodPng.subarray(0, -12), pngChunk('IEND', text)])),
      codes: ['hidden_data'],
    },
    {
      title: 'a PNG with data in its palette',
      ...png('palette', pngWith([pngChunk('PLTE', Buffer.alloc(3_000))])),
      codes: ['damaged'],
    },
  ];
}

function badJpegs(): BadFile[] {
  const goodJpeg = smallJpeg();
  return [
    {
      title: 'a JPEG that is a Java archive as well',
      ...jpg('gifar', Buffer.concat([goodJpeg, guideZip()])),
      codes: ['hidden_data'],
    },
    {
      title: 'a JPEG whose kept part is a ZIP',
      ...jpg('kept', withEndOfZip(goodJpeg)),
      codes: ['hidden_data'],
    },
    { title: 'a JPEG of 200 scans', ...jpg('scans', withScans(goodJpeg, 200)), codes: ['damaged'] },
    {
      title: 'a JPEG cut in its data',
      ...jpg('cut', goodJpeg.subarray(0, goodJpeg.length >> 1)),
      codes: ['truncated'],
    },
    {
      title: 'a JPEG with a script behind its end',
      ...jpg('more', Buffer.concat([goodJpeg, Buffer.from('<script>')])),
      codes: ['trailing_data'],
    },
    {
      title: 'a JPEG of 60,000 x 60,000',
      ...jpg('bomb', resized(goodJpeg, 60_000)),
      codes: ['too_many_pixels'],
    },
    {
      title: 'a JPEG with data behind its tables',
      ...jpg('more', jpegWith(segment(0xdb, Buffer.alloc(65), text))),
      codes: ['hidden_data'],
    },
    {
      title: 'a JPEG of 20,000 comments',
      ...jpg('many', jpegWith(...Array(20_000).fill(segment(0xfe)))),
      codes: ['damaged'],
    },
    { title: 'a JPEG without tables', ...jpg('bad', withoutTables(goodJpeg)), codes: ['damaged'] },
  ];
}

/** The end of an archive behind the compressed data, whose comment is the picture's end mark; zeros behind it are left out. */
function withEndOfZip(picture: Buffer): Buffer {
  const end = Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(16), Buffer.from([2, 0])]);
  return Buffer.concat([picture.subarray(0, -2), end, picture.subarray(-2), Buffer.alloc(4)]);
}

/** Says the last scan again and again. */
function withScans(picture: Buffer, scans: number): Buffer {
  const start = picture.lastIndexOf(Buffer.from([0xff, 0xda]));
  const scan = picture.subarray(start, -2);
  return Buffer.concat([
    picture.subarray(0, start),
    ...Array<Buffer>(scans).fill(scan),
    picture.subarray(-2),
  ]);
}

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 0x10;
  return copy;
}

/** A ZIP in a chunk before the end, whose comment covers what follows: unpackers find its directory. */
function withZipChunk(picture: Buffer): Buffer {
  const end = picture.subarray(picture.length - 12);
  const archive = guideZip();
  archive.writeUInt16LE(4 + end.length, archive.length - 2);
  return Buffer.concat([picture.subarray(0, picture.length - 12), pngChunk('zzZz', archive), end]);
}

function resized(picture: Buffer, pixels: number): Buffer {
  const copy = Buffer.from(picture);
  const frame = copy.indexOf(Buffer.from([0xff, 0xc0]));
  copy.writeUInt16BE(pixels, frame + 5);
  copy.writeUInt16BE(pixels, frame + 7);
  return copy;
}

function withoutTables(picture: Buffer): Buffer {
  const start = picture.indexOf(Buffer.from([0xff, 0xc4]));
  const end = picture.indexOf(Buffer.from([0xff, 0xda]));
  return Buffer.concat([picture.subarray(0, start), picture.subarray(end)]);
}
