import { deflateRawSync, inflateRawSync } from 'node:zlib';

const mostBytes = 32 * 1024 * 1024;

/** A value as compressed JSON: what is read as a whole and often costs a fraction of its size. */
export const pack = (value: unknown): Uint8Array => deflateRawSync(JSON.stringify(value));

/** What `pack` was given. The caller knows its shape, since both sides stand in one file. */
export const unpack = <T>(bytes: Uint8Array): T => JSON.parse(inflateRawSync(bytes, { maxOutputLength: mostBytes }).toString('utf8'));
