import { createHash } from 'node:crypto';
import { kernelErrors } from '../kernel/errors.ts';

/** Where a page ended: sort keys only, so that a cursor can never lead into another caller's partition. */
export type Position = readonly string[];

/** The list that a cursor belongs to. Its partition names whose list it is. */
export type CursorList = {
  readonly index?: string;
  readonly pk: string;
  readonly prefix?: string;
  readonly list?: string;
};

const longestPart = 1024;

/**
 * A place in one list, for `cursor` of its next page. Its first part is a digest of the list and the place, so that a cursor of another
 * list, of another person or with another place is told apart from one that this list has given. The digest needs no key: the server
 * alone chooses the partition that is walked, so that whoever computes a cursor reaches nothing but another place of the own list.
 */
export const encodeCursor = (list: CursorList, position: Position): string =>
  Buffer.from(JSON.stringify([digestOf(list, position), ...position])).toString('base64url');

/** @throws request.cursor_invalid unless the text is a cursor that this list has given */
export function decodeCursor(list: CursorList, cursor: string): Position {
  const [digest, ...position] = partsOf(cursor);
  if (position.length !== (list.index ? 3 : 1) || digest !== digestOf(list, position))
    throw kernelErrors.cursor_invalid();
  return position;
}

function digestOf({ index = '', pk, prefix = '', list = '' }: CursorList, position: Position): string {
  const text = JSON.stringify([index, pk, prefix, list, ...position]);
  return createHash('sha256').update(text).digest().subarray(0, 12).toString('base64url');
}

function partsOf(cursor: string): string[] {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    throw kernelErrors.cursor_invalid();
  }
  const valid =
    Array.isArray(parts) &&
    parts.every((part) => typeof part === 'string' && part !== '' && part.length <= longestPart);
  if (!valid) throw kernelErrors.cursor_invalid();
  return parts as string[];
}
