import { PDFContext, PDFName, type PDFObject, PDFParser, PDFRawStream, type PDFRef } from '@cantoo/pdf-lib';
import type { ContentBudget } from '../budget.ts';
import { refuse } from '../finding.ts';
import { readObjectStream, readStrictly, replaced, stop, type Watch } from './strict.ts';

/** Bytes between two objects that belong to neither, as some writers leave them. */
const strayBytes = 16;
const objectEnd = [...Buffer.from('endobj')];

export type ParsedPdf = {
  readonly context: PDFContext;
  /** Every object as often as the file defines it: readers differ in which definition they take. */
  readonly definitions: readonly (readonly [PDFRef, PDFObject])[];
  /** The catalogs that the trailers name, as references in all but odd files. */
  readonly roots: ReadonlySet<PDFObject>;
};

/**
 * Parses every object of a PDF. Refuses what does not parse, what readers understand in different ways, and more than a few stray bytes
 * between objects: data is hidden there, and the library searches them for objects in a time that grows with their square.
 */
export async function parsePdf(file: Buffer, budget: ContentBudget): Promise<ParsedPdf> {
  const parser = PDFParser.forBytesWithOptions(file, Number.POSITIVE_INFINITY, true);
  const watch: Watch = { budget };
  try {
    const parsed = keepAll(parser, watch);
    await parser.parseDocument();
    return parsed;
  } catch (error) {
    if (watch.refused) throw watch.refused;
    return refuse('damaged', 'PDF', String((error as Error).message).slice(0, 100));
  }
}

// biome-ignore-start lint/complexity/useLiteralKeys: the library declares these members private; brackets are TypeScript's way in
/** What the parser is going to find, with the definitions and the trailers that later ones take the place of. */
function keepAll(parser: PDFParser, watch: Watch): ParsedPdf {
  const context = parser['context'];
  const definitions: [PDFRef, PDFObject][] = [];
  const roots = new Set<PDFObject>();
  const keepRoot = () => {
    if (context.trailerInfo.Root) roots.add(context.trailerInfo.Root);
  };

  readStrictly(parser, watch);
  replaced(parser, 'skipJibberish', () => skipStrayBytes(parser, watch));
  replaced(context, 'assign', (ref: PDFRef, object: PDFObject) => {
    definitions.push([ref, object]);
    PDFContext.prototype.assign.call(context, ref, object);
  });
  replaced(parser, 'maybeParseTrailerDict', () => {
    PDFParser.prototype['maybeParseTrailerDict'].call(parser);
    keepRoot();
  });
  replaced(parser, 'parseIndirectObject', async (): Promise<PDFRef> => {
    const ref = parser['parseIndirectObjectHeader']();
    const object = parser.parseObject(ref);
    parser['skipWhitespaceAndComments']();
    parser['matchKeyword'](objectEnd);
    if (object instanceof PDFRawStream) await readStream(object, watch);
    keepRoot();
    context.assign(ref, object);
    return ref;
  });
  return { context, definitions, roots };
}
// biome-ignore-end lint/complexity/useLiteralKeys: as above

/** Reads what a stream says of other objects. Of a table of objects only the trailer counts: the library believes any length of one. */
async function readStream(stream: PDFRawStream, watch: Watch): Promise<void> {
  const { dict } = stream;
  const type = dict.lookup(PDFName.of('Type'));
  if (type === PDFName.of('ObjStm')) await readObjectStream(stream, watch);
  else if (dict.has(PDFName.of('First')) && dict.has(PDFName.of('N')))
    stop(watch, 'hidden_data', '/Type /ObjStm', String(type));
  if (type !== PDFName.of('XRef')) return;
  const { trailerInfo } = dict.context;
  dict.context.trailerInfo = {
    ...trailerInfo,
    Root: dict.get(PDFName.of('Root')) ?? trailerInfo.Root,
    Encrypt: dict.get(PDFName.of('Encrypt')) ?? trailerInfo.Encrypt,
  };
}

// biome-ignore-start lint/complexity/useLiteralKeys: the library declares these members private; brackets are TypeScript's way in
/** Takes the place of the library's own search, which has no limit. */
function skipStrayBytes(parser: PDFParser, watch: Watch): void {
  const bytes = parser['bytes'];
  parser['skipWhitespaceAndComments']();
  for (let skipped = 0; !bytes.done(); skipped += 1) {
    const start = bytes.offset();
    const keyword = ['xref', 'trailer', 'startxref'].some((word) =>
      parser['matchKeyword']([...Buffer.from(word)]),
    );
    const known = keyword || parser['matchIndirectObjectHeader']();
    bytes.moveTo(start);
    if (known) return;
    if (skipped >= strayBytes) stop(watch, 'hidden_data', 'obj', `offset ${start}`);
    bytes.next();
  }
}
// biome-ignore-end lint/complexity/useLiteralKeys: as above
