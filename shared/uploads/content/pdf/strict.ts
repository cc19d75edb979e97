import {
  type PDFName,
  type PDFObject,
  PDFObjectStreamParser,
  type PDFParser,
  type PDFRawStream,
  type PDFRef,
} from '@cantoo/pdf-lib';
import type { ContentBudget } from '../budget.ts';
import { type ContentFindingCode, type ContentRefused, refuse } from '../finding.ts';

/** What a parser that is being watched may still read, and why it stopped. */
export type Watch = { readonly budget: ContentBudget; refused?: ContentRefused };

/** Puts a function in the place of a member that the library declares private: it offers no setting for what that member does. */
export function replaced(target: object, name: string, value: (...values: never[]) => unknown): void {
  Object.defineProperty(target, name, { value });
}

/** Stops a parser; the finding is kept, since the library catches what its parts throw and tells no reason. */
export function stop(watch: Watch, code: ContentFindingCode, expected: string, actual: string): never {
  try {
    return refuse(code, expected, actual);
  } catch (error) {
    watch.refused ??= error as ContentRefused;
    throw error;
  }
}

// biome-ignore-start lint/complexity/useLiteralKeys: the library declares these members private; brackets are TypeScript's way in
/**
 * Makes a parser stop at a key that a dictionary has twice, of which readers take one or the other, at more parts than a document has,
 * and where it reads a byte a second time: objects that lie in each other would make its work grow with their square.
 */
export function readStrictly(parser: PDFParser | PDFObjectStreamParser, watch: Watch): void {
  const bytes = parser['bytes'];
  const { parseDict, parseObject, parseName } = {
    parseDict: parser['parseDict'],
    parseObject: parser.parseObject,
    parseName: parser['parseName'],
  };
  let keys: Set<PDFName> | undefined;
  let depth = 0;
  let unread = bytes['length'];
  const within = <Found>(inner: Set<PDFName> | undefined, read: () => Found): Found => {
    const outer = keys;
    keys = inner;
    const found = read();
    keys = outer;
    return found;
  };

  replaced(parser, 'parseObject', (ref?: PDFRef): PDFObject => {
    watch.budget.pdfParts -= 1;
    if (watch.budget.pdfParts < 0) stop(watch, 'archive_bomb', 'PDF', 'too many objects');
    const start = bytes.offset();
    depth += 1;
    const found = within(undefined, () => parseObject.call(parser, ref));
    depth -= 1;
    const read = bytes.offset() - start;
    if (depth === 0) unread -= read;
    if (read < 0 || unread < 0) stop(watch, 'hidden_data', 'PDF', `offset ${start}`);
    return found;
  });
  replaced(parser, 'parseDict', (ref?: PDFRef) => within(new Set(), () => parseDict.call(parser, ref)));
  replaced(parser, 'parseName', (): PDFName => {
    const name = parseName.call(parser);
    if (keys?.has(name)) stop(watch, 'hidden_data', '1', String(name));
    keys?.add(name);
    return name;
  });
}

/** Reads the objects of a stream of objects into the document that the stream belongs to. */
export async function readObjectStream(stream: PDFRawStream, watch: Watch): Promise<void> {
  const parser = PDFObjectStreamParser.forStream(stream);
  readStrictly(parser, watch);
  await parser.parseIntoContext();
}
// biome-ignore-end lint/complexity/useLiteralKeys: as above
