import {
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFStream,
  PDFString,
} from '@cantoo/pdf-lib';
import { isAllowedLink } from './allowed-link.ts';

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

type Dictionary = ReadonlyMap<string, PDFObject | undefined>;

/** The first part of a document that is not known to be harmless, as its readers would find it; undefined when there is none. */
export function activeObject(document: PDFContext): string | undefined {
  const catalog = document.lookup(document.trailerInfo.Root);
  const open: PDFObject[] = document.enumerateIndirectObjects().map(([, object]) => object);
  for (let object = open.pop(); object; object = open.pop()) {
    if (object instanceof PDFName && forbidden.has(object.decodeText())) return object.decodeText();
    if (object instanceof PDFArray) for (const part of object.asArray()) open.push(part);
    const dictionary = object instanceof PDFStream ? object.dict : object;
    if (!(dictionary instanceof PDFDict)) continue;
    for (const [key, value] of dictionary.entries()) open.push(key, value);
    const found = activeIn(read(document, dictionary), document, object === catalog, object instanceof PDFStream);
    if (found) return found;
  }
  return undefined;
}

/** A dictionary with its values looked up. */
const read = (document: PDFContext, dictionary: PDFDict): Dictionary =>
  new Map(dictionary.entries().map(([key, value]) => [key.decodeText(), document.lookup(value)]));

function activeIn(entries: Dictionary, document: PDFContext, isCatalog: boolean, isStream: boolean): string | undefined {
  const keys = [...entries.keys()];
  // The number F is a set of flags; anything else, and any F of a stream, names a file.
  const file = entries.get('F');
  if (file && (isStream || !(file instanceof PDFNumber))) return 'F';
  if (isCatalog) {
    const trees = entries.get('Names');
    const strange = keys.find((key) => !allowed.catalog.has(key)) ?? strangeKey(trees, allowed.nameTrees);
    if (strange) return strange;
  }
  if (nameOf(entries.get('Type')) === 'Page') {
    const strange = keys.find((key) => !allowed.page.has(key));
    if (strange) return strange;
  }
  const annotation = nameOf(entries.get('Subtype'));
  if (!isStream && entries.has('Rect') && annotation && !allowed.annotations.has(annotation)) return annotation;
  const clicked = ['A', 'PA', 'Next'].flatMap((key) => actionsOf(entries.get(key), document));
  const opened = actionsOf(entries.get('OpenAction'), document);
  return (
    clicked.map((action) => activeAction(action, allowed.actions)).find(Boolean) ??
    opened.map((action) => activeAction(action, allowed.openActions)).find(Boolean)
  );
}

const strangeKey = (dictionary: PDFObject | undefined, known: ReadonlySet<string>): string | undefined =>
  dictionary instanceof PDFDict
    ? dictionary
        .keys()
        .map((key) => key.decodeText())
        .find((key) => !known.has(key))
    : undefined;

/** Actions at this place; a destination is an array as well, and elements of a document's structure have attributes there. */
function actionsOf(value: PDFObject | undefined, document: PDFContext): Dictionary[] {
  const found = value instanceof PDFArray ? value.asArray().map((part) => document.lookup(part)) : [value];
  return found
    .filter((one) => one instanceof PDFDict)
    .map((one) => read(document, one))
    .filter((one) => one.has('S'));
}

function activeAction(action: Dictionary, kinds: ReadonlySet<string>): string | undefined {
  const kind = nameOf(action.get('S')) ?? 'S';
  if (!kinds.has(kind)) return kind;
  if (kind === 'Named' && !allowed.namedActions.has(nameOf(action.get('N')) ?? '')) return 'Named';
  const target = action.get('URI');
  const isText = target instanceof PDFString || target instanceof PDFHexString;
  return kind === 'URI' && !(isText && isAllowedLink(target.decodeText())) ? 'URI' : undefined;
}

const nameOf = (value: PDFObject | undefined): string | undefined => (value instanceof PDFName ? value.decodeText() : undefined);
