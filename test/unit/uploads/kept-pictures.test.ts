import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { decode } from 'jpeg-js';
import { describe, expect, it } from 'vitest';
import { pngChunk } from '../../../demo/files/make-png.ts';
import { checkContent } from '../../../shared/uploads/content/check-content.ts';
import { defaultContentLimits as limits } from '../../../shared/uploads/content/limits.ts';
import { orientationOf } from '../../../shared/uploads/content/pictures/orientation.ts';
import { goodFiles, type SampleFile, smallJpeg, smallPng } from '../../support/files/good-files.ts';
import {
  exif,
  jpegWith,
  ladenPictures,
  pngWith,
  profile,
  profileChunk,
  profileSegments,
  secret,
  segment,
} from '../../support/files/laden-pictures.ts';

const isJpeg = ({ fileName }: Pick<SampleFile, 'fileName'>) => /\.jpe?g$/i.test(fileName);
const isPng = ({ fileName }: Pick<SampleFile, 'fileName'>) => fileName.endsWith('.png');
const laden = ladenPictures();
const plain = (await goodFiles()).filter((file) => isJpeg(file) || isPng(file));

async function keptOf(file: Pick<SampleFile, 'purpose' | 'fileName' | 'bytes'>): Promise<Buffer> {
  const contentType = isJpeg(file) ? 'image/jpeg' : 'image/png';
  const result = await checkContent(file.bytes, { ...file, contentType, sizeBytes: file.bytes.length });
  if (!result.ok) throw new Error(JSON.stringify(result.findings));
  expect(result.facts.sha256).toBe(createHash('sha256').update(result.kept).digest('hex'));
  return Buffer.from(result.kept);
}
const keptJpeg = (bytes: Buffer) => keptOf({ purpose: 'licence', fileName: 'a.jpg', bytes });
const keptPng = (bytes: Buffer) => keptOf({ purpose: 'logo', fileName: 'a.png', bytes });

/** What a picture shows: the decoded pixels of a JPEG, the compressed rows of a PNG. */
const shown = (bytes: Uint8Array): Buffer =>
  bytes[0] === 0xff
    ? Buffer.from(decode(bytes, { useTArray: true }).data)
    : Buffer.concat(chunksOf(bytes).flatMap(({ name, body }) => (name === 'IDAT' ? [body] : [])));

function chunksOf(picture: Uint8Array): { name: string; body: Buffer }[] {
  const bytes = Buffer.from(picture);
  const chunks: { name: string; body: Buffer }[] = [];
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    const body = bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at));
    chunks.push({ name: bytes.toString('latin1', at + 4, at + 8), body });
  }
  return chunks;
}

describe('a kept picture', () => {
  it.each([...plain, ...laden])('shows what the sent one showed: $title', async (file) => {
    const kept = await keptOf(file);
    expect(shown(kept).equals(shown(file.bytes))).toBe(true);
    expect(kept.length).toBeLessThanOrEqual(file.bytes.length);
  });

  it.each(laden)('holds neither text nor archive: $title', async (file) => {
    const kept = await keptOf(file);
    for (const text of [secret, 'PK\x05\x06', 'Comment', 'http'])
      expect(kept.includes(text, 0, 'latin1'), text).toBe(false);
    expect(kept.includes(Buffer.from(secret, 'utf16le'))).toBe(false);
  });

  it.each([...plain, ...laden])('is kept as it is when it is checked again: $title', async (file) => {
    const kept = await keptOf(file);
    expect((await keptOf({ ...file, bytes: kept })).equals(kept)).toBe(true);
  });

  it('ends with its end mark: the second picture of a camera goes', async () => {
    const [camera] = plain.filter(({ title }) => title.includes('second picture'));
    expect(camera && (await keptOf(camera)).equals(await keptJpeg(smallJpeg()))).toBe(true);
  });

  it('keeps a plain picture byte by byte', async () => {
    expect((await keptJpeg(smallJpeg())).equals(smallJpeg())).toBe(true);
    expect((await keptPng(smallPng())).equals(smallPng())).toBe(true);
  });

  it('keeps any comments and application data out of a JPEG, wherever they stand', async () => {
    const other = fc.tuple(fc.constantFrom(0xfe, 0xe1, 0xe3, 0xed, 0xef), fc.uint8Array({ maxLength: 300 }));
    const plainJpeg = smallJpeg();
    await fc.assert(
      fc.asyncProperty(fc.array(other, { maxLength: 6 }), async (others) => {
        const kept = await keptJpeg(
          jpegWith(...others.map(([marker, body]) => segment(marker, Buffer.from(body)))),
        );
        expect(kept.equals(plainJpeg)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
});

describe('the turn and the colours of a kept picture', () => {
  it.each([2, 3, 4, 5, 6, 7, 8])(
    'stays turned as EXIF orientation %i says, and keeps nothing else of EXIF',
    async (orientation) => {
      for (const little of [false, true]) {
        const jpeg = await keptJpeg(jpegWith(segment(0xe1, 'Exif\0\0', exif(orientation, little))));
        const at = jpeg.indexOf('Exif\0\0');
        expect(orientationOf(jpeg.subarray(at + 6))).toBe(orientation);
        expect(jpeg.length).toBe(smallJpeg().length + 4 + 6 + 26);
        const [, mark] = chunksOf(await keptPng(pngWith([pngChunk('eXIf', exif(orientation, little))])));
        expect(mark?.name).toBe('eXIf');
        expect(mark && orientationOf(mark.body)).toBe(orientation);
      }
    },
  );

  it.each([0, 1, 9, 65_535])('has no EXIF data where orientation %i turns nothing', async (orientation) => {
    expect((await keptJpeg(jpegWith(segment(0xe1, 'Exif\0\0', exif(orientation))))).equals(smallJpeg())).toBe(
      true,
    );
  });

  it('keeps its colour profile', async () => {
    const whole = profile(3_000);
    const parts = profileSegments(whole);
    expect((await keptJpeg(jpegWith(...parts))).equals(jpegWith(...parts))).toBe(true);
    const kept = chunksOf(await keptPng(pngWith([profileChunk(whole)])));
    expect(kept[1]).toEqual({
      name: 'iCCP',
      body: Buffer.concat([Buffer.from('I\0\0'), deflateSync(whole)]),
    });
  });

  it('keeps no profile that is larger than profiles are', async () => {
    const large = profileChunk(profile(limits.maxProfileBytes + 1));
    expect((await keptPng(pngWith([large]))).equals(smallPng())).toBe(true);
    expect((await keptPng(pngWith([profileChunk(profile(limits.maxProfileBytes))]))).includes('iCCP')).toBe(
      true,
    );
    const jpeg = async (bytes: number) =>
      (await keptJpeg(jpegWith(...profileSegments(profile(bytes))))).includes('ICC_PROFILE');
    expect([await jpeg(limits.maxProfileBytes), await jpeg(limits.maxProfileBytes + 1)]).toEqual([
      true,
      false,
    ]);
  });

  it('keeps what is known of its colours and the size of its pixels, once each', async () => {
    const known = [
      pngChunk('gAMA', Buffer.alloc(4, 1)),
      pngChunk('sRGB', Buffer.alloc(1)),
      pngChunk('pHYs', Buffer.alloc(9, 1)),
    ];
    const kept = await keptPng(pngWith([...known, ...known], known));
    expect(kept.equals(pngWith(known))).toBe(true);
  });
});

describe('EXIF data', () => {
  it('of any bytes is read to an orientation or to none', () => {
    const change = fc.tuple(fc.nat(60), fc.nat(255));
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.array(change, { maxLength: 10 }),
        fc.nat(60),
        (little, changes, length) => {
          const bytes = exif(6, little).subarray(0, length);
          for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
          expect([undefined, 2, 3, 4, 5, 6, 7, 8]).toContain(orientationOf(bytes));
        },
      ),
    );
  });
});
