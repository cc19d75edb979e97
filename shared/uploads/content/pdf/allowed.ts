import {
  PDFArray,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFStream,
  PDFString,
} from '@cantoo/pdf-lib';
import { isAllowedLink } from '../allowed-link.ts';
import { type Check, Definitions } from './definitions.ts';
import type { ParsedPdf } from './parse.ts';

const names = (text: string) => new Set(text.split(' '));

/** What a document, its pages and its annotations may hold, and what may happen on a click; all else is refused. */
const allowed = {
  catalog: names(
    'Type Version Extensions Pages PageLabels Names Dests ViewerPreferences PageLayout PageMode Outlines Threads OpenAction AcroForm Metadata StructTreeRoot MarkInfo Lang OutputIntents PieceInfo OCProperties LastModified',
  ),
  nameTrees: names('Dests'),
  page: names(
    'Type Parent LastModified Resources MediaBox CropBox BleedBox TrimBox ArtBox BoxColorInfo Contents Rotate Group Thumb B Dur Trans Annots Metadata PieceInfo StructParents ID PZ SeparationInfo Tabs UserUnit VP Count Kids',
  ),
  annotations: names(
    'Link Text FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut Stamp Caret Ink Popup Widget Watermark PrinterMark Redact',
  ),
  actions: names('GoTo URI Named'),
  openActions: names('GoTo'),
  namedActions: names('NextPage PrevPage FirstPage LastPage'),
};

/** Keys and values that carry, load or start something wherever they stand. */
const forbidden = names(
  'JavaScript JS Launch ImportData SubmitForm RichMedia EmbeddedFile EmbeddedFiles XFA GoToE GoToR Rendition Filespec FileAttachment EF AF UF RF AA OPI FFilter FDecodeParms',
);

/**
 * The first part of a document that is not known to be harmless, undefined when there is none: in every definition of every object, since
 * readers differ in which one they take, and in what the trailers hold.
 */
export function activeObject({ definitions, roots }: ParsedPdf): string | undefined {
  const file = new Definitions(definitions);
  const catalogs = new Set<PDFObject>(roots);
  for (const [ref, object] of definitions) if (roots.has(ref)) catalogs.add(object);
  const open: PDFObject[] = [...roots, ...definitions.map(([, object]) => object)];
  for (let object = open.pop(); object; object = open.pop()) {
    if (object instanceof PDFName && forbidden.has(object.decodeText())) return object.decodeText();
    if (object instanceof PDFArray) for (const part of object.asArray()) open.push(part);
    const dictionary = object instanceof PDFStream ? object.dict : object;
    if (!(dictionary instanceof PDFDict)) continue;
    for (const [key, value] of dictionary.entries()) open.push(key, value);
    const found = activeIn(dictionary, file, catalogs.has(object), object instanceof PDFStream);
    if (found) return found;
  }
  return undefined;
}

const entryOf = (dictionary: PDFDict, key: string): PDFObject | undefined => dictionary.get(PDFName.of(key));

function activeIn(
  dictionary: PDFDict,
  file: Definitions,
  isRoot: boolean,
  isStream: boolean,
): string | undefined {
  const at = (key: string) => entryOf(dictionary, key);
  const types = file.namesOf(at('Type'));
  if (isStream && at('F')) return 'F';
  const strange =
    (isRoot || types.has('Catalog')
      ? (strangeKey(dictionary, allowed.catalog) ?? file.judge(at('Names'), strangeTree))
      : undefined) ?? (types.has('Page') ? strangeKey(dictionary, allowed.page) : undefined);
  if (strange) return strange;
  if (!isStream && at('Rect'))
    for (const kind of file.namesOf(at('Subtype'))) if (kind && !allowed.annotations.has(kind)) return kind;
  return (
    file.judge(at('F'), noFlags) ??
    ['A', 'PA', 'Next'].map((key) => file.judge(at(key), clicked)).find(Boolean) ??
    file.judge(at('OpenAction'), opened)
  );
}

/** The number F is a set of flags; anything else, and any F of a stream, names a file. */
const noFlags: Check = (value) => (value === undefined || value instanceof PDFNumber ? undefined : 'F');

const strangeTree: Check = (value) =>
  value instanceof PDFDict ? strangeKey(value, allowed.nameTrees) : undefined;

const strangeKey = (dictionary: PDFDict, known: ReadonlySet<string>): string | undefined =>
  dictionary
    .keys()
    .map((key) => key.decodeText())
    .find((key) => !known.has(key));

/** Actions at a place; a destination is an array as well, and elements of a document's structure have attributes there. */
const actions =
  (one: Check): Check =>
  (value, file) => {
    if (!(value instanceof PDFArray)) return one(value, file);
    for (const part of value.asArray()) {
      const found = file.judge(part, one);
      if (found) return found;
    }
    return undefined;
  };

const action =
  (kinds: ReadonlySet<string>): Check =>
  (value, file) => {
    if (!(value instanceof PDFDict) || !entryOf(value, 'S')) return undefined;
    const found = file.namesOf(entryOf(value, 'S'));
    for (const kind of found) if (!kinds.has(kind)) return kind || 'S';
    if (found.has('Named'))
      for (const name of file.namesOf(entryOf(value, 'N')))
        if (!allowed.namedActions.has(name)) return 'Named';
    return found.has('URI') ? file.judge(entryOf(value, 'URI'), strangeLink) : undefined;
  };

const strangeLink: Check = (value) => {
  const isText = value instanceof PDFString || value instanceof PDFHexString;
  return isText && isAllowedLink(value.decodeText()) ? undefined : 'URI';
};

const clicked = actions(action(allowed.actions));
const opened = actions(action(allowed.openActions));
