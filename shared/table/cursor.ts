import { kernelErrors } from '../kernel/errors.ts';

/** Where a page ended: sort keys only, so that a cursor can never lead into another caller's partition. */
export type Position = readonly string[];

export const encodeCursor = (position: Position): string => Buffer.from(JSON.stringify(position)).toString('base64url');

/** @throws request.cursor_invalid unless the text is a cursor of `length` parts */
export function decodeCursor(cursor: string, length: number): Position {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    throw kernelErrors.cursor_invalid();
  }
  const valid =
    Array.isArray(parts) &&
    parts.length === length &&
    parts.every((part) => typeof part === 'string' && part !== '' && part.length <= 1024);
  if (!valid) throw kernelErrors.cursor_invalid();
  return parts as string[];
}
