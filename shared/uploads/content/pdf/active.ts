import { inflateSync } from 'node:zlib';
import type { ContentBudget } from '../budget.ts';
import { refuse } from '../finding.ts';

/** Only names long enough never to occur by chance in compressed data. */
const activePattern =
  /\/(JavaScript|Launch|ImportData|SubmitForm|RichMedia|EmbeddedFiles?|FileAttachment|Filespec|GoTo[RE]|Rendition)(?=[\0\s/<>()[\]%]|$)/;
/** Streams that hold further objects, or the table of all objects. */
const objectStream = /\/(?:ObjStm|XRef)(?=[\0\s/<>()[\]%])/g;

/**
 * The first active name anywhere in the text, in superseded objects and object streams too: readers differ in which object they take
 * when a file defines it twice. On the way every object stream is decompressed with a limit, which the PDF library does not do.
 */
export function activeText(file: Buffer, budget: ContentBudget): string | undefined {
  const raw = unescapeNames(file.toString('latin1'));
  const texts = [raw];
  let found = 0;
  for (let from = 0, at = file.indexOf('stream'); at >= 0; from = at + 6, at = file.indexOf('stream', from)) {
    const dictionary = dictionaryBefore(file.subarray(from, at));
    const names = dictionary?.match(objectStream)?.length ?? 0;
    if (dictionary === undefined || names === 0) continue;
    found += names;
    if (!dictionary.includes('/Filter')) continue;
    const filters = dictionary.match(/\/\w+Decode\b/g) ?? [];
    if (filters.length !== 1 || filters[0] !== '/FlateDecode')
      refuse('damaged', '/FlateDecode', filters.join(' ') || '-');
    const start = file[at + 6] === 0x0d ? at + 8 : at + 7;
    const text = inflate(file.subarray(start), budget.pdfObjectBytes);
    budget.pdfObjectBytes -= text.length;
    texts.push(unescapeNames(text));
  }
  // One that was not recognised above would be decompressed by the library without a limit.
  const all = raw.match(objectStream)?.length ?? 0;
  if (all !== found) refuse('hidden_data', `${found} object streams`, String(all));
  for (const text of texts) {
    const hit = activePattern.exec(text);
    if (hit) return hit[1];
  }
  return undefined;
}

/** The dictionary that ends where a stream starts; `before` is what stands since the last stream. Undefined where there is none. */
function dictionaryBefore(before: Buffer): string | undefined {
  if (!/>>[\0\s]*$/.test(before.toString('latin1', Math.max(0, before.length - 16)))) return undefined;
  return unescapeNames(before.toString('latin1', Math.max(0, before.lastIndexOf('obj'))));
}

function unescapeNames(text: string): string {
  return text.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

function inflate(data: Buffer, maxOutputLength: number): string {
  try {
    return inflateSync(data, { maxOutputLength: Math.max(1, maxOutputLength) }).toString('latin1');
  } catch (error) {
    const tooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    return tooLarge
      ? refuse('archive_bomb', `<= ${maxOutputLength} B`, 'object stream')
      : refuse('damaged', 'FlateDecode', 'object stream');
  }
}
