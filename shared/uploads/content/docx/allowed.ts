const words = (text: string): string[] => text.split(' ');

const openXml = 'application/vnd.openxmlformats-officedocument';
const packaged = 'application/vnd.openxmlformats-package';
export const mainDocument = `${openXml}.wordprocessingml.document.main+xml`;
const coreProperties = `${packaged}.core-properties+xml`;
const anyXml = ['application/xml', 'text/xml'];
const jpeg = words('image/jpeg image/jpg image/pjpeg');

/**
 * The endings of a document's parts, and what a part with such an ending may be said to be: a part is checked by its ending and read by
 * its type, so that the two have to agree.
 */
const typesOfEnding: Readonly<Record<string, readonly string[]>> = {
  rels: [`${packaged}.relationships+xml`],
  xml: [
    ...anyXml,
    mainDocument,
    coreProperties,
    ...words(
      'document.glossary styles settings webSettings fontTable numbering footnotes endnotes comments commentsExtended commentsIds commentsExtensible people header footer',
    ).map((name) => `${openXml}.wordprocessingml.${name}+xml`),
    ...words(
      'theme themeOverride extended-properties custom-properties customXmlProperties bibliography',
    ).map((name) => `${openXml}.${name}+xml`),
    ...words('chart chartshapes diagramData diagramLayout diagramStyle diagramColors').map(
      (name) => `${openXml}.drawingml.${name}+xml`,
    ),
    ...words('chartstyle chartcolorstyle drawingml.diagramDrawing').map(
      (name) => `application/vnd.ms-office.${name}+xml`,
    ),
    'application/vnd.ms-word.stylesWithEffects+xml',
  ],
  psmdcp: [...anyXml, coreProperties],
  svg: ['image/svg+xml'],
  png: ['image/png'],
  jpg: jpeg,
  jpeg,
  jpe: jpeg,
  jfif: jpeg,
  gif: ['image/gif'],
  bmp: words('image/bmp image/x-bmp'),
  tif: ['image/tiff'],
  tiff: ['image/tiff'],
  emf: words('image/x-emf image/emf'),
  wmf: words('image/x-wmf image/wmf'),
  wdp: ['image/vnd.ms-photo'],
  odttf: [`${openXml}.obfuscatedFont`, 'application/x-fontdata'],
};

/** Parts that are read as XML. */
const xmlEndings = words('xml rels psmdcp svg');
/** Parts that are scrambled, so that their first bytes say nothing. */
const fontEndings = ['odttf'];
const pictureEndings = Object.keys(typesOfEnding).filter(
  (ending) => ending === 'svg' || ![...xmlEndings, ...fontEndings].includes(ending),
);

export const endingOf = (name: string): string => /\.([a-z0-9]+)$/.exec(name)?.[1] ?? '';
export const isXml = (name: string): boolean => xmlEndings.includes(endingOf(name));
export const isFont = (name: string): boolean => fontEndings.includes(endingOf(name));

export const isAllowedEnding = (ending: string): boolean => Object.hasOwn(typesOfEnding, ending);

/** Media types are compared without case. */
export const isAllowedType = (ending: string, type: string | undefined): boolean =>
  isAllowedEnding(ending) &&
  typesOfEnding[ending]?.some((one) => one.toLowerCase() === type?.toLowerCase()) === true;

const relationBases = new Set([
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  'http://purl.oclc.org/ooxml/officeDocument/relationships',
  'http://schemas.openxmlformats.org/package/2006/relationships/metadata',
  'http://schemas.openxmlformats.org/officedocument/2006/relationships/metadata',
  ...words('2007 2011 2012 2014 2016 2016/09 2018/08 2019/05 2020/10').map(
    (year) => `http://schemas.microsoft.com/office/${year}/relationships`,
  ),
  'http://schemas.microsoft.com/office/2020/02/relationships',
]);
const documentKinds = [
  ...words(
    'officeDocument core-properties extended-properties custom-properties styles stylesWithEffects numbering settings',
  ),
  ...words(
    'webSettings fontTable theme themeOverride header footer footnotes endnotes comments commentsExtended commentsIds',
  ),
  ...words('commentsExtensible people customXml customXmlProps glossaryDocument chart chartStyle'),
  ...words(
    'chartColorStyle chartUserShapes diagramData diagramLayout diagramQuickStyle diagramColors diagramDrawing classificationlabels',
  ),
];
/** The endings that the part at the end of a relationship has; a link leads to no part. */
const endingsOfKind = new Map<string, readonly string[] | undefined>([
  ...documentKinds.map((kind) => [kind, ['xml', 'psmdcp']] as const),
  ...words('image thumbnail hdphoto').map((kind) => [kind, pictureEndings] as const),
  ['font', fontEndings],
  ['hyperlink', undefined],
]);

export const isPartOfKind = (kind: string, ending: string): boolean =>
  endingsOfKind.get(kind)?.includes(ending) ?? kind === 'hyperlink';

/** The kind of a relationship (`image`, `styles`), undefined for one that loads or runs more than a document shows. */
export function relationKind(type: string): string | undefined {
  const slash = type.lastIndexOf('/');
  const kind = type.slice(slash + 1);
  return relationBases.has(type.slice(0, slash)) && endingsOfKind.has(kind) ? kind : undefined;
}

/** Elements that bring foreign content, programs or data sources into a document. */
export const forbiddenElements = new Set(
  words(
    'altchunk subdoc mailmerge oleobject control script foreignobject framesetsplitbar framelayout frameset webvideopr',
  ),
);

/** Elements that lead somewhere on a click; on all others an address is loaded. */
export const linkElements = new Set(words('a shape rect roundrect oval line polyline arc curve group'));

/** Fields that show what the document itself holds. All others fetch, start or ask for something (`DDEAUTO`, `INCLUDEPICTURE`). */
export const allowedFields = new Set([
  ...words(
    '= PAGE NUMPAGES SECTION SECTIONPAGES TOC TC TOA TA INDEX XE REF PAGEREF NOTEREF STYLEREF SEQ LISTNUM AUTONUM AUTONUMLGL',
  ),
  ...words(
    'AUTONUMOUT DATE TIME CREATEDATE SAVEDATE PRINTDATE EDITTIME AUTHOR TITLE SUBJECT KEYWORDS COMMENTS LASTSAVEDBY REVNUM',
  ),
  ...words(
    'FILENAME FILESIZE NUMWORDS NUMCHARS DOCPROPERTY TEMPLATE FORMTEXT FORMCHECKBOX FORMDROPDOWN EQ SYMBOL QUOTE IF ADVANCE',
  ),
  ...words('BIBLIOGRAPHY CITATION BOOKMARK SHAPE HYPERLINK'),
]);
