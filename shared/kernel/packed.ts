import { deflateRawSync, inflateRawSync } from 'node:zlib';

const mostBytes = 32 * 1024 * 1024;

/** A value as compressed JSON: what is read as a whole and often costs a fraction of its size. Nothing is packed that could not be read again. */
export function pack(value: unknown): Uint8Array {
  const json = JSON.stringify(value);
  if (Buffer.byteLength(json) > mostBytes)
    throw new RangeError(`More than ${mostBytes} bytes cannot be packed`);
  return deflateRawSync(json);
}

/** What `pack` was given. The caller knows its shape, since both sides stand in one file. */
export const unpack = <T>(bytes: Uint8Array): T =>
  JSON.parse(inflateRawSync(bytes, { maxOutputLength: mostBytes }).toString('utf8'));
