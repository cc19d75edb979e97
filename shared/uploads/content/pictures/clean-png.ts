import { crc32, inflateSync } from 'node:zlib';
import { refuse } from '../finding.ts';
import type { ContentLimits } from '../limits.ts';
import { isProfile } from './icc-profile.ts';
import { exifOf, orientationOf } from './orientation.ts';

export type Chunk = { name: string; body: Buffer };

const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
/** Every profile has a name; one letter, so that no kept picture is larger than the one that was sent. */
const profileName = Buffer.from('I\0\0', 'latin1');

const ofLength =
  (bytes: number) =>
  (body: Buffer): Buffer | undefined =>
    body.length === bytes ? body : undefined;

/** What describes the picture and is kept, once each; a body that is not what it should be is left out, as decoders do. */
const described: Readonly<Record<string, (body: Buffer, limits: ContentLimits) => Buffer | undefined>> = {
  tRNS: (body) => (body.length <= 256 ? body : undefined),
  gAMA: ofLength(4),
  cHRM: ofLength(32),
  sRGB: ofLength(1),
  pHYs: ofLength(9),
  iCCP: profileIn,
  eXIf: (body) => {
    const orientation = orientationOf(body);
    return orientation === undefined ? undefined : exifOf(orientation);
  },
};

/**
 * The picture without what no decoder needs: texts, times, places, whatever was hidden. What stays is the compressed rows as they are,
 * palette and transparency, what is known of the colours, the size of a pixel, and how the picture is turned.
 */
export function cleanPng(chunks: readonly Chunk[], limits: ContentLimits): Buffer {
  const seen = new Set<string>();
  const kept = chunks.flatMap(({ name, body }): Buffer[] => {
    if (name === 'PLTE' && (body.length > 768 || body.length % 3 > 0))
      refuse('damaged', 'PLTE: 3-768 B', `${body.length} B`);
    if (/^[A-Z]/.test(name)) {
      seen.add(name);
      return [written(name, body)];
    }
    const late = seen.has('IDAT') || seen.has(name);
    seen.add(name);
    const rest = late ? undefined : described[name]?.(body, limits);
    return rest ? [written(name, rest)] : [];
  });
  return Buffer.concat([signature, ...kept]);
}

/** The colour profile, never decompressed further than the limit; its name, which may be any text, is not kept. */
function profileIn(body: Buffer, limits: ContentLimits): Buffer | undefined {
  const nameBytes = body.indexOf(0);
  if (nameBytes < 1 || body[nameBytes + 1] !== 0) return undefined;
  const data = body.subarray(nameBytes + 2);
  try {
    const { buffer, engine } = inflateSync(data, {
      maxOutputLength: limits.maxProfileBytes,
      info: true,
    }) as unknown as {
      buffer: Buffer;
      engine: { bytesWritten: number };
    };
    return engine.bytesWritten === data.length && isProfile(buffer)
      ? Buffer.concat([profileName, data])
      : undefined;
  } catch {
    return undefined;
  }
}

function written(name: string, body: Buffer): Buffer {
  const chunk = Buffer.alloc(12 + body.length);
  chunk.writeUInt32BE(body.length, 0);
  chunk.write(name, 4, 'latin1');
  body.copy(chunk, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + body.length)), 8 + body.length);
  return chunk;
}
