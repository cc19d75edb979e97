import { type PDFContext, PDFParser } from '@cantoo/pdf-lib';
import { ContentRefused, refuse } from './finding.ts';

/** Bytes between two objects that belong to neither, as some writers leave them. */
const strayBytes = 16;

/**
 * Parses every object of a PDF. Refuses what does not parse, and more than a few stray bytes between objects: data is hidden there,
 * and the library searches them for objects in a time that grows with their square.
 */
export async function parsePdf(file: Buffer): Promise<PDFContext> {
  const parser = PDFParser.forBytesWithOptions(file, Number.POSITIVE_INFINITY, true);
  Object.defineProperty(parser, 'skipJibberish', { value: () => skipStrayBytes(parser) });
  try {
    return await parser.parseDocument();
  } catch (error) {
    if (error instanceof ContentRefused) throw error;
    return refuse('damaged', 'PDF', String((error as Error).message).slice(0, 100));
  }
}

// biome-ignore-start lint/complexity/useLiteralKeys: the library declares these members private; brackets are TypeScript's way in
/** Takes the place of the library's own search, which has no limit; reached by name, since it offers no setting for it. */
function skipStrayBytes(parser: PDFParser): void {
  const bytes = parser['bytes'];
  parser['skipWhitespaceAndComments']();
  for (let skipped = 0; !bytes.done(); skipped += 1) {
    const start = bytes.offset();
    const keyword = ['xref', 'trailer', 'startxref'].some((word) => parser['matchKeyword']([...Buffer.from(word)]));
    const known = keyword || parser['matchIndirectObjectHeader']();
    bytes.moveTo(start);
    if (known) return;
    if (skipped >= strayBytes) refuse('hidden_data', 'obj', `offset ${start}`);
    bytes.next();
  }
}
// biome-ignore-end lint/complexity/useLiteralKeys: as above
