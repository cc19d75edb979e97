import { makePng } from '../../../demo/files/make-png.ts';
import { makeZip, type ZipPart } from '../../../demo/files/make-zip.ts';
import { gradient } from '../../../demo/files/paint.ts';
import type { SampleFile } from './good-files.ts';

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n';
const formats = 'http://schemas.openxmlformats.org';
const office = `${formats}/officeDocument/2006/relationships`;
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const openXml = 'application/vnd.openxmlformats-officedocument';
const spaces = `xmlns:w="${formats}/wordprocessingml/2006/main" xmlns:r="${office}" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:mc="${formats}/markup-compatibility/2006" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"`;
/** Where "strict" files differ. */
const strict = (text: string) =>
  text
    .replaceAll(`${formats}/wordprocessingml/2006/main`, 'http://purl.oclc.org/ooxml/wordprocessingml/main')
    .replaceAll(
      `${formats}/officeDocument/2006/relationships`,
      'http://purl.oclc.org/ooxml/officeDocument/relationships',
    );

/** A part of a document: where it lies, what it is, how the main part refers to it, what it says. */
type Part = {
  readonly name: string;
  readonly type?: string;
  readonly relation?: string;
  readonly content: string | Buffer;
};

/** Word documents as their usual writers make them, with all that an ordinary report has. */
export const goodDocx = (): SampleFile[] =>
  [
    { title: 'a report by Word with everything in it', bytes: fromWord() },
    {
      title: 'a report by Word in UTF-16',
      bytes: fromWord((text) => Buffer.from(`\ufeff${text.replace('UTF-8', 'UTF-16')}`, 'utf16le')),
    },
    { title: 'a report by Word as strict Open XML', bytes: fromWord((text) => strict(text)) },
    { title: 'a report by LibreOffice', bytes: fromLibreOffice() },
    { title: 'a report by a library that writes little', bytes: fromLibrary() },
  ].map((file) => ({ ...file, purpose: 'test_report', fileName: '测试报告.docx' }));

const mark = (kind: string) => `<w:r><w:fldChar w:fldCharType="${kind}"/></w:r>`;
const code = (text: string) => `<w:r><w:instrText xml:space="preserve">${text}</w:instrText></w:r>`;
const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const field = (text: string, shown: string) =>
  `${mark('begin')}${code(text)}${mark('separate')}${shown}${mark('end')}`;
const paragraph = (content: string) => `<w:p>${content}</w:p>`;

const contents = paragraph(
  `${mark('begin')}${code(' TO')}${code('C \\o &quot;1-3&quot; \\h \\z \\u ')}${mark('separate')}${field(
    ' HYPERLINK \\l &quot;_Toc1&quot; ',
    run('第一章') + field(' PAGEREF _Toc1 \\h ', run('1')),
  )}${mark('end')}`,
);
const textBox = `<w:txbxContent>${paragraph(field(' PAGE ', run('1')))}</w:txbxContent>`;
const deleted = (text: string) =>
  `<w:del w:id="1"><w:r><w:delInstrText xml:space="preserve">${text}</w:delInstrText></w:r></w:del>`;
const inserted = (text: string) => `<w:ins w:id="2">${code(text)}</w:ins>`;
const table = '<w:tbl><w:tr><w:tc><w:p><w:r><w:t>接口</w:t></w:r></w:p></w:tc></w:tr></w:tbl>';
const text = [
  contents,
  paragraph(
    `<w:commentRangeStart w:id="0"/>${run('DDEAUTO 与 INCLUDEPICTURE 只是正文里的字')}<w:commentRangeEnd w:id="0"/>`,
  ),
  paragraph(`<w:hyperlink r:id="rIdLink">${run('文档')}</w:hyperlink>`),
  paragraph(field(' HYPERLINK &quot;https://docs.example.com/a&quot; \\o &quot;打开&quot; ', run('链接'))),
  paragraph(`<w:fldSimple w:instr=" DATE \\@ &quot;yyyy-MM-dd&quot; ">${run('2026-11-27')}</w:fldSimple>`),
  paragraph(
    '<w:pict><v:shape href="https://docs.example.com/"><v:imagedata r:id="rIdImage" /></v:shape></w:pict>',
  ),
  // A text box with the number of the page, and the same for older readers.
  paragraph(
    `<mc:AlternateContent><mc:Choice Requires="wps">${textBox}</mc:Choice><mc:Fallback><w:pict>${textBox}</w:pict></mc:Fallback></mc:AlternateContent>`,
  ),
  paragraph(
    `${mark('begin')}<w:r><w:rPr><w14:ligatures w14:val="standard" w:val="1"/></w:rPr><w:instrText> PAGE </w:instrText></w:r>${mark('end')}`,
  ),
  // Tracked changes: another field in the place of one, a switch that goes, a field that goes.
  paragraph(
    field(`</w:instrText></w:r>${deleted(' PAGE ')}${inserted(' NUMPAGES ')}<w:r><w:instrText>`, run('3')),
  ),
  paragraph(
    `${mark('begin')}${code(' PAGE ')}${deleted(' \\* MERGEFORMAT ')}${mark('separate')}${run('1')}${mark('end')}`,
  ),
  paragraph(`<w:del>${mark('begin')}</w:del>${deleted(' AUTHOR ')}<w:del>${mark('end')}</w:del>`),
  table,
];
const document = `<w:document ${spaces}><w:body>${text.join('')}<w:sectPr/></w:body></w:document>`;
const plain = (root: string) => `<w:${root} ${spaces}/>`;

function fromWord(encode: (text: string) => string | Buffer = (all) => all): Buffer {
  const named = 'styles settings webSettings fontTable numbering footnotes endnotes comments'.split(' ');
  const png = makePng(8, 8, gradient(8, 8, [0, 0, 0], [255, 255, 255]));
  const parts: Part[] = [
    ...named.map((name) => ({
      name: `word/${name}.xml`,
      type: `${word}.${name}+xml`,
      relation: `${office}/${name}`,
      content: plain(name),
    })),
    {
      name: 'word/theme/theme1.xml',
      type: `${openXml}.theme+xml`,
      relation: `${office}/theme`,
      content: '<a:theme xmlns:a="a"/>',
    },
    {
      name: 'word/header1.xml',
      type: `${word}.header+xml`,
      relation: `${office}/header`,
      content: plain('hdr'),
    },
    {
      name: 'word/footer1.xml',
      type: `${word}.footer+xml`,
      relation: `${office}/footer`,
      content: `<w:ftr ${spaces}>${paragraph(field(' PAGE  \\* MERGEFORMAT ', run('1')))}</w:ftr>`,
    },
    {
      name: 'word/commentsExtended.xml',
      type: `${word}.commentsExtended+xml`,
      relation: 'http://schemas.microsoft.com/office/2011/relationships/commentsExtended',
      content: '<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"/>',
    },
    {
      name: 'word/people.xml',
      type: `${word}.people+xml`,
      relation: 'http://schemas.microsoft.com/office/2011/relationships/people',
      content: '<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"/>',
    },
    { name: 'word/media/image1.png', content: png },
    {
      name: 'word/media/image2.emf',
      content: Buffer.concat([Buffer.from([1, 0, 0, 0, 100, 0, 0, 0]), Buffer.alloc(92)]),
    },
    { name: 'word/fonts/font1.odttf', content: Buffer.alloc(100, 7) },
    { name: 'customXml/item1.xml', relation: `${office}/customXml`, content: '<b:Sources xmlns:b="b"/>' },
    {
      name: 'customXml/itemProps1.xml',
      type: `${openXml}.customXmlProperties+xml`,
      content: '<ds:datastoreItem xmlns:ds="ds"/>',
    },
    {
      name: 'docProps/core.xml',
      type: 'application/vnd.openxmlformats-package.core-properties+xml',
      content: '<cp:coreProperties xmlns:cp="cp"/>',
    },
    {
      name: 'docProps/app.xml',
      type: `${openXml}.extended-properties+xml`,
      content: '<Properties xmlns="p"/>',
    },
  ];
  return packed(document, parts, encode);
}

function fromLibreOffice(): Buffer {
  const parts: Part[] = [
    {
      name: 'word/styles.xml',
      type: `${word}.styles+xml`,
      relation: `${office}/styles`,
      content: plain('styles'),
    },
    {
      name: 'word/fontTable.xml',
      type: `${word}.fontTable+xml`,
      relation: `${office}/fontTable`,
      content: plain('fonts'),
    },
    {
      name: 'docProps/custom.xml',
      type: `${openXml}.custom-properties+xml`,
      content: '<Properties xmlns="p"/>',
    },
    { name: 'word/media/image1.jpeg', content: Buffer.from('ffd8ffe000104a46', 'hex') },
  ];
  const shown = paragraph(
    field(' HYPERLINK "mailto:a@example.com"', run('a@example.com')) + field(' SEQ 图 \\* ARABIC ', run('1')),
  );
  return packed(`<w:document ${spaces}><w:body>${shown}</w:body></w:document>`, parts);
}

/** No styles, a folder entry, properties as .NET's packages name them. */
function fromLibrary(): Buffer {
  const type = 'application/vnd.openxmlformats-package.core-properties+xml';
  const parts: Part[] = [
    { name: 'word/', content: '' },
    {
      name: 'package/services/metadata/core-properties/0a.psmdcp',
      type,
      content: '<cp:coreProperties xmlns:cp="cp"/>',
    },
  ];
  return packed(`<w:document ${spaces}><w:body>${paragraph(run('正文'))}</w:body></w:document>`, parts);
}

function packed(
  main: string,
  parts: readonly Part[],
  encode: (text: string) => string | Buffer = (all) => all,
): Buffer {
  const defaults =
    'rels:application/vnd.openxmlformats-package.relationships+xml xml:application/xml png:image/png jpeg:image/jpeg emf:image/x-emf';
  const types = [
    ...`${defaults} odttf:${openXml}.obfuscatedFont`.split(' ').map((one) => {
      const [ending, type] = one.split(':');
      return `<Default Extension="${ending}" ContentType="${type}"/>`;
    }),
    ...[{ name: 'word/document.xml', type: `${word}.document.main+xml` }, ...parts].flatMap(
      ({ name, type }) => (type ? [`<Override PartName="/${name}" ContentType="${type}"/>`] : []),
    ),
  ];
  const relations = parts.flatMap(({ name, relation }, place) =>
    relation
      ? [`<Relationship Id="rId${place}" Type="${relation}" Target="${name.replace(/^word\//, '')}"/>`]
      : [],
  );
  const outside = `<Relationship Id="rIdLink" Type="${office}/hyperlink" Target="https://docs.example.com/?a=1&amp;b=2" TargetMode="External"/>`;
  const image = `<Relationship Id="rIdImage" Type="${office}/image" Target="media/image1.png"/>`;
  const list = (items: string) =>
    `${head}<Relationships xmlns="${formats}/package/2006/relationships">${items}</Relationships>`;
  const all: ZipPart[] = [
    {
      name: '[Content_Types].xml',
      content: `${head}<Types xmlns="${formats}/package/2006/content-types">${types.join('')}</Types>`,
    },
    {
      name: '_rels/.rels',
      content: list(`<Relationship Id="r" Type="${office}/officeDocument" Target="word/document.xml"/>`),
    },
    { name: 'word/_rels/document.xml.rels', content: list([...relations, outside, image].join('')) },
    { name: 'word/document.xml', content: encode(`${head}${main}`) },
    ...parts.map(({ name, content }) => ({
      name,
      content: typeof content === 'string' && content ? encode(`${head}${content}`) : content,
    })),
  ];
  return makeZip(all);
}
