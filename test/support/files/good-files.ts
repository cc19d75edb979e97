import { PDFDocument } from '@cantoo/pdf-lib';
import { makeDocx } from '../../../demo/files/make-docx.ts';
import { makeJpeg } from '../../../demo/files/make-jpeg.ts';
import { makePng } from '../../../demo/files/make-png.ts';
import { makeZip, type ZipPart } from '../../../demo/files/make-zip.ts';
import { gradient } from '../../../demo/files/paint.ts';
import { demoFiles } from '../../../demo/files.ts';
import { blankStatement } from '../../../shared/sellers/agreements/blank-statement.ts';
import type { UploadPurpose } from '../../../shared/uploads/purposes.ts';
import { makeDoc } from './make-doc.ts';

export type SampleFile = {
  title: string;
  purpose: UploadPurpose;
  fileName: string;
  bytes: Uint8Array;
  contentType?: string;
};

/** Files that must be accepted. */
export const goodFiles = async (): Promise<SampleFile[]> => [
  ...goodPictures(),
  ...(await goodPapers()),
  ...goodArchives(),
];

function goodPictures(): SampleFile[] {
  return [
    {
      title: 'a scanned licence as JPEG',
      purpose: 'licence',
      fileName: '营业执照.JPG',
      bytes: demoFiles.licence().bytes,
    },
    {
      title: 'an ID as PNG',
      purpose: 'id_document',
      fileName: '身份证.png',
      bytes: demoFiles.idDocument().bytes,
    },
    {
      title: 'an icon of 96 x 96',
      purpose: 'product_icon',
      fileName: 'icon.png',
      bytes: demoFiles.icon().bytes,
    },
    {
      title: 'a JPEG of 1024 x 768',
      purpose: 'product_picture',
      fileName: 'a.jpeg',
      bytes: demoFiles.picture1().bytes,
    },
    {
      title: 'a PNG of 1024 x 768',
      purpose: 'product_picture',
      fileName: 'b.png',
      bytes: demoFiles.picture2().bytes,
    },
    {
      title: 'a camera JPEG with its second picture',
      purpose: 'licence',
      fileName: 'camera.jpg',
      bytes: cameraJpeg(),
    },
  ];
}

async function goodPapers(): Promise<SampleFile[]> {
  return [
    { title: 'the blank statement', purpose: 'statement', fileName: '声明.pdf', bytes: blankStatement() },
    {
      title: 'a PDF guide in Chinese',
      purpose: 'user_guide',
      fileName: '用户指南.pdf',
      bytes: demoFiles.guide().bytes,
    },
    {
      title: 'a PDF with object streams',
      purpose: 'agreement',
      fileName: 'agreement.pdf',
      bytes: await compressedPdf(),
    },
    {
      title: 'a Word report',
      purpose: 'test_report',
      fileName: '测试报告.docx',
      bytes: demoFiles.report().bytes,
    },
    { title: 'an old Word report', purpose: 'test_report', fileName: '测试报告.doc', bytes: makeDoc() },
    {
      title: 'an old Word report with an empty pool of objects',
      purpose: 'test_report',
      fileName: 'a.doc',
      bytes: makeDoc(emptyPool),
    },
    {
      title: 'an agreement',
      purpose: 'agreement',
      fileName: 'agreement.pdf',
      bytes: demoFiles.agreement().bytes,
    },
  ];
}

function goodArchives(): SampleFile[] {
  return [
    {
      title: 'a ZIP guide with folders and Chinese names',
      purpose: 'user_guide',
      fileName: 'guide.zip',
      bytes: guideZip(),
    },
    {
      title: 'a ZIP guide with names as Chinese Windows writes them',
      purpose: 'user_guide',
      fileName: 'guide.zip',
      bytes: windowsZip(),
    },
    {
      title: 'a ZIP with a Word document in it',
      purpose: 'user_guide',
      fileName: 'docs.zip',
      bytes: zipWithDocx(),
    },
    { title: 'a ZIP guide of macOS', purpose: 'user_guide', fileName: 'guide.zip', bytes: macZip() },
    {
      title: 'a ZIP guide with all kinds of files',
      purpose: 'user_guide',
      fileName: 'guide.zip',
      bytes: manifoldZip(),
    },
  ];
}

const fields = '\x13 PAGE \x141\x15\x13 HYPERLINK "https://docs.example.com/dde" \x01\x14DDEAUTO\x15';
const emptyPool = { extraFolder: 'ObjectPool', text: Buffer.from(fields, 'utf16le') };

export function smallPng(width = 200, height = 120): Buffer {
  return makePng(width, height, gradient(width, height, [10, 20, 30], [200, 180, 160]));
}

export function smallJpeg(width = 200, height = 120): Buffer {
  return makeJpeg(width, height, gradient(width, height, [10, 20, 30], [200, 180, 160]));
}

export function guideZip(comment = ''): Buffer {
  const parts = [
    { name: '指南/', content: '', stored: true },
    { name: '指南/第一章.txt', content: '第一章 开通服务' },
    { name: '指南/example.json', content: '{"city":"杭州"}', stored: true },
  ];
  return makeZip(parts, comment);
}

/** Announces a second picture (Multi-Picture Format) and carries it behind the first, as phones do. */
function cameraJpeg(): Buffer {
  const picture = smallJpeg();
  const announcement = Buffer.concat([
    Buffer.from([0xff, 0xe2, 0, 14]),
    Buffer.from('MPF\0II*\0\x08\0\0\0', 'latin1'),
  ]);
  return Buffer.concat([picture.subarray(0, 2), announcement, picture.subarray(2), smallJpeg(64, 48)]);
}

/** "乗" is 0x81 0x5C in GB 18030: its second byte is a backslash to a reader that takes bytes for letters. */
function windowsZip(): Buffer {
  const nameBytes = Buffer.concat([Buffer.from([0xd6, 0xd0, 0xce, 0xc4, 0x81, 0x5c]), Buffer.from('.txt')]);
  return makeZip([{ name: '中文乗.txt', content: '你好', wrong: { nameBytes } }]);
}

/** With the notes that macOS adds. */
function macZip(): Buffer {
  const note = appleDouble();
  const view = Buffer.concat([Buffer.from([0, 0, 0, 1]), Buffer.from('Bud1')]);
  const notes = ['__MACOSX/._指南', '__MACOSX/指南/._a.txt', '__MACOSX/指南/._.DS_Store'].map((name) => ({
    name,
    content: note,
  }));
  return makeZip([{ name: '指南/a.txt', content: 'a' }, { name: '指南/.DS_Store', content: view }, ...notes]);
}

/** What Finder knows of a file, and its empty resource fork. */
export function appleDouble(): Buffer {
  const head = Buffer.from('\0\x05\x16\x07\0\x02\0\0Mac OS X        \0\x02', 'latin1');
  const [finder, fork] = [Buffer.alloc(32), Buffer.alloc(286)];
  const entries = Buffer.alloc(24);
  [9, 50, finder.length, 2, 50 + finder.length, fork.length].forEach((number, place) => {
    entries.writeUInt32BE(number, place * 4);
  });
  return Buffer.concat([head, entries, finder, fork]);
}

/** A workbook or a presentation as Office writes it, as far as its parts go. */
export function officeFile(folder: 'xl' | 'ppt', ...more: ZipPart[]): Buffer {
  const types =
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>';
  const settings = { name: `${folder}/printerSettings/printerSettings1.bin`, content: Buffer.alloc(20, 'p') };
  const parts = [
    { name: '[Content_Types].xml', content: types },
    { name: `${folder}/main.xml`, content: '<a/>' },
    settings,
    ...more,
  ];
  return makeZip(
    parts.filter(({ name }, place) => !parts.slice(place + 1).some((later) => later.name === name)),
  );
}

/** Documents, pictures and texts, with a name given once more in UTF-8. */
function manifoldZip(): Buffer {
  const texts = ['读我.TXT', 'README.md', 'data.csv', 'openapi.json', 'openapi.yaml', 'a.b.yml'];
  return makeZip([
    ...texts.map((name) => ({ name, content: '' })),
    { name: 'guide.pdf', content: Buffer.from(demoFiles.guide().bytes) },
    { name: 'old.doc', content: makeDoc() },
    { name: 'old.xls', content: makeDoc({ stream: 'Workbook' }) },
    { name: 'old.ppt', content: makeDoc({ stream: 'PowerPoint Document' }) },
    { name: 'prices.xlsx', content: officeFile('xl') },
    {
      name: 'slides.pptx',
      content: officeFile('ppt', { name: 'ppt/embeddings/Worksheet1.xlsx', content: officeFile('xl') }),
    },
    { name: '👨‍👩‍👧 ✈️.txt', content: 'a' },
    { name: 'a.png', content: smallPng() },
    { name: 'a.JPG', content: smallJpeg() },
    { name: 'b.txt', content: 'b', wrong: { unicodeName: '说明.txt' } },
  ]);
}

function zipWithDocx(): Buffer {
  return makeZip([{ name: '说明.docx', content: makeDocx('说明', ['正文']), stored: true }]);
}

export async function compressedPdf(change: (document: PDFDocument) => void = () => {}): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  document.addPage([300, 200]).drawText('User agreement');
  document.addPage([300, 200]);
  change(document);
  return document.save({ useObjectStreams: true });
}
