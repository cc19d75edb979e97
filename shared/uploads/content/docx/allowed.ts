const words = (text: string): string[] => text.split(' ');

/** Parts that are read as XML, whatever their content type says. */
export const xmlEndings = new Set(words('xml rels psmdcp svg'));
const otherEndings = new Set(words('png jpg jpeg jpe jfif gif bmp tif tiff emf wmf wdp odttf'));

export const isAllowedEnding = (ending: string): boolean => xmlEndings.has(ending) || otherEndings.has(ending);

const openXml = 'application/vnd.openxmlformats-officedocument';
export const mainDocument = `${openXml}.wordprocessingml.document.main+xml`;

const contentTypes = new Set([
  mainDocument,
  ...words(
    'document.glossary styles settings webSettings fontTable numbering footnotes endnotes comments commentsExtended commentsIds commentsExtensible people header footer',
  ).map((name) => `${openXml}.wordprocessingml.${name}+xml`),
  ...words('theme themeOverride extended-properties custom-properties customXmlProperties bibliography').map(
    (name) => `${openXml}.${name}+xml`,
  ),
  ...words('chart chartshapes diagramData diagramLayout diagramStyle diagramColors').map((name) => `${openXml}.drawingml.${name}+xml`),
  ...words('core-properties relationships').map((name) => `application/vnd.openxmlformats-package.${name}+xml`),
  ...words('chartstyle chartcolorstyle drawingml.diagramDrawing').map((name) => `application/vnd.ms-office.${name}+xml`),
  'application/vnd.ms-word.stylesWithEffects+xml',
  `${openXml}.obfuscatedFont`,
  ...words('application/xml text/xml application/x-fontdata'),
  ...words('png jpeg jpg pjpeg gif bmp x-bmp tiff x-emf emf x-wmf wmf svg+xml vnd.ms-photo').map((name) => `image/${name}`),
]);
const typesInLowerCase = new Set([...contentTypes].map((type) => type.toLowerCase()));

/** Media types are compared without case. */
export const isAllowedType = (type: string | undefined): boolean => type !== undefined && typesInLowerCase.has(type.toLowerCase());

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
const relationKinds = new Set([
  ...words('officeDocument core-properties extended-properties custom-properties thumbnail styles stylesWithEffects numbering settings'),
  ...words('webSettings fontTable font theme themeOverride header footer footnotes endnotes comments commentsExtended commentsIds'),
  ...words('commentsExtensible people image hdphoto hyperlink customXml customXmlProps glossaryDocument chart chartStyle'),
  ...words('chartColorStyle chartUserShapes diagramData diagramLayout diagramQuickStyle diagramColors diagramDrawing classificationlabels'),
]);

/** The kind of a relationship (`image`, `styles`), undefined for one that loads or runs more than a document shows. */
export function relationKind(type: string): string | undefined {
  const slash = type.lastIndexOf('/');
  const kind = type.slice(slash + 1);
  return relationBases.has(type.slice(0, slash)) && relationKinds.has(kind) ? kind : undefined;
}

/** Elements that bring foreign content, programs or data sources into a document. */
export const forbiddenElements = new Set(
  words('altchunk subdoc mailmerge oleobject control script foreignobject framesetsplitbar framelayout frameset'),
);

/** Fields that show what the document itself holds. All others fetch, start or ask for something (`DDEAUTO`, `INCLUDEPICTURE`). */
export const allowedFields = new Set([
  ...words('= PAGE NUMPAGES SECTION SECTIONPAGES TOC TC TOA TA INDEX XE REF PAGEREF NOTEREF STYLEREF SEQ LISTNUM AUTONUM AUTONUMLGL'),
  ...words('AUTONUMOUT DATE TIME CREATEDATE SAVEDATE PRINTDATE EDITTIME AUTHOR TITLE SUBJECT KEYWORDS COMMENTS LASTSAVEDBY REVNUM'),
  ...words('FILENAME FILESIZE NUMWORDS NUMCHARS DOCPROPERTY TEMPLATE FORMTEXT FORMCHECKBOX FORMDROPDOWN EQ SYMBOL QUOTE IF ADVANCE'),
  ...words('BIBLIOGRAPHY CITATION BOOKMARK SHAPE HYPERLINK'),
]);
