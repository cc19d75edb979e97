import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';

/**
 * Keys are handed to node:crypto as key objects: of bytes it finds out what they are by an error that it throws and catches, which costs five
 * times what the signature does.
 */
export const keyOf = (bytes: Uint8Array): KeyObject => createSecretKey(bytes);

/** HMAC-SHA-256 of a text, in bytes. */
export const hmacSha256 = (key: KeyObject, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest();
