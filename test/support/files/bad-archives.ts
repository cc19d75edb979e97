import { docxParts } from '../../../demo/files/make-docx.ts';
import { makeZip, type ZipPart } from '../../../demo/files/make-zip.ts';
import type { ContentFindingCode } from '../../../shared/uploads/content/finding.ts';
import { pdfWith } from './bad-pdf.ts';
import type { BadFile } from './bad-pictures.ts';
import { appleDouble, guideZip, officeFile } from './good-files.ts';
import { makeDoc } from './make-doc.ts';

const zip = (bytes: Uint8Array) => ({ purpose: 'user_guide', fileName: 'guide.zip', bytes }) as const;
const one = (name: string, more: Partial<ZipPart> = {}) => zip(makeZip([{ name, content: '内容', ...more }]));
const zeros = Buffer.alloc(20 * 1024 * 1024);

/** ZIP archives that are broken or would harm whoever opens them. */
export function badArchives(): BadFile[] {
  const good = guideZip();
  return [
    { title: 'a ZIP cut in the middle', ...zip(good.subarray(0, good.length - 60)), codes: ['truncated'] },
    { title: 'a ZIP without files', ...zip(makeZip([])), codes: ['archive_empty'] },
    {
      title: 'a ZIP with data behind its end',
      ...zip(Buffer.concat([good, Buffer.from('more')])),
      codes: ['trailing_data'],
    },
    { title: 'a ZIP bomb', ...one('zeros.txt', { content: zeros }), codes: ['archive_bomb'] },
    {
      title: 'a ZIP that lies about its size',
      ...one('zeros.txt', { content: zeros, wrong: { uncompressedSize: 1000 } }),
      codes: ['archive_bomb'],
    },
    {
      title: 'a bomb in a ZIP in a ZIP',
      ...one('a.zip', {
        content: makeZip([{ name: 'b.zip', content: makeZip([{ name: 'z', content: zeros }]) }]),
      }),
      codes: ['archive_bomb'],
    },
    { title: 'ZIPs in ZIPs without end', ...zip(nested(5)), codes: ['archive_nested'] },
    {
      title: 'a ZIP with an archive that cannot be looked into',
      ...one('a.rar', { content: 'Rar!\x1a\x07' }),
      codes: ['archive_nested'],
    },
    {
      title: 'a ZIP with 6,000 files',
      ...zip(makeZip(Array.from({ length: 6_000 }, (_, index) => ({ name: `${index}`, content: '' })))),
      codes: ['archive_too_many_entries'],
    },
    { title: 'a ZIP whose path climbs out', ...one('../../etc/passwd'), codes: ['archive_bad_path'] },
    { title: 'a ZIP whose path climbs out further in', ...one('指南/../../x'), codes: ['archive_bad_path'] },
    {
      title: 'a ZIP whose path climbs out the Windows way',
      ...one('..\\..\\x.exe'),
      codes: ['archive_bad_path'],
    },
    { title: 'a ZIP with a path from the root', ...one('/etc/passwd'), codes: ['archive_bad_path'] },
    { title: 'a ZIP with a drive letter', ...one('C:/Windows/x'), codes: ['archive_bad_path'] },
    {
      title: 'a ZIP with a name that reads backwards',
      ...one('guide\u202efdp.exe'),
      codes: ['archive_bad_name'],
    },
    { title: 'a ZIP with a zero in a name', ...one('guide.pdf\0.exe'), codes: ['archive_bad_name'] },
    {
      title: 'a ZIP with a symbolic link',
      ...one('link.txt', { content: '/etc/passwd', unixMode: 0o120777 }),
      codes: ['archive_link'],
    },
    {
      title: 'a ZIP with the same name twice',
      ...zip(makeZip(['A.txt', 'a.TXT'].map((name) => ({ name, content: name })))),
      codes: ['archive_duplicate'],
    },
    { title: 'a ZIP whose entries share their data', ...zip(overlapping()), codes: ['archive_overlap'] },
    {
      title: 'a ZIP with two names for one file',
      ...one('a.txt', { wrong: { localName: 'b.exe' } }),
      codes: ['hidden_data'],
    },
    { title: 'an encrypted ZIP', ...one('a.txt', { wrong: { flags: 0x801 } }), codes: ['encrypted'] },
    { title: 'a ZIP with a wrong checksum', ...one('a.txt', { wrong: { crc: 1 } }), codes: ['damaged'] },
    ...foreignEntries(),
    ...activeGuides(),
    {
      title: 'a ZIP with a name that nobody sees whole',
      ...one('guide\u200b\u00ad.txt'),
      codes: ['archive_bad_name'],
    },
    {
      title: 'a ZIP with two names that look alike',
      ...zip(makeZip(['guide.txt', 'ｇuide.txt'].map((name) => ({ name, content: name })))),
      codes: ['archive_duplicate'],
    },
    {
      title: 'a ZIP with a page of HTML before its directory',
      ...zip(withGap(good)),
      codes: ['hidden_data'],
    },
  ];
}

/** What runs when it is opened, however the name is written, and what is not what its name says. */
function foreignEntries(): BadFile[] {
  const names = [
    'setup.exe',
    'Setup.EXE',
    'a.pdf.lnk',
    'a.html',
    'a.js',
    'a.svg',
    'a.xml',
    'a.bat',
    'a.docm',
    'README',
    '.exe',
    'a.zip/b.jar',
  ];
  const asWindowsSeesThem = [
    'a.exe.',
    'a.exe . .',
    'a.txt. .exe ',
    'a.exe:b.txt',
    '指南\\a.scr',
    '指南/a.Cmd ',
    'a.constructor',
  ];
  const program = Buffer.from('MZ\x90\0', 'latin1');
  const macScript = Buffer.concat([Buffer.from([0, 5, 0x16, 7]), Buffer.from('\r\ncalc.exe')]);
  const rows: [name: string, content: Buffer | string][] = [
    ...[...names, ...asWindowsSeesThem].map((name) => [name, 'x'] as [string, string]),
    ['a.pdf', program],
    ['a.docx', program],
    ['a.png', '<script>'],
    ['a.zip', guideZip()],
    ['a.txt/b.zip', guideZip()],
    ['__MACOSX/._a.bat', macScript],
    ['.DS_Store', program],
  ];
  const entries = rows.map(
    ([name, content]): BadFile => ({
      title: `a ZIP with ${JSON.stringify(name)} that begins with ${JSON.stringify(String(content).slice(0, 4))}`,
      ...one(name, { content }),
      codes: ['archive_entry_type'],
    }),
  );
  return [
    ...entries,
    {
      title: 'a ZIP with a program in place of a folder',
      ...one('指南/', { content: program }),
      codes: ['hidden_data'],
    },
    {
      title: 'a ZIP with another name for one file',
      ...one('a.txt', { wrong: { unicodeName: 'a.exe' } }),
      codes: ['hidden_data'],
    },
  ];
}

/** Documents of a guide that do more than show something, or are something else. */
function activeGuides(): BadFile[] {
  const macroTypes =
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>';
  const program = makeZip([{ name: 'evil.exe', content: 'MZ' }]);
  const deep = [1, 2, 3].reduce(
    (inner) => officeFile('xl', { name: 'xl/embeddings/a.xlsx', content: inner }),
    officeFile('xl'),
  );
  const rows: [name: string, content: Buffer, code: ContentFindingCode][] = [
    ['guide.pdf', Buffer.from(pdfWith('/OpenAction << /S /Launch /F (calc.exe) >>')), 'active_content'],
    [
      'guide.docx',
      makeZip([...docxParts('a', ['b']), { name: 'word/vbaProject.bin', content: 'x' }]),
      'macros',
    ],
    ['program.docx', program, 'macros'],
    ['macros.doc', makeDoc({ extraFolder: 'Macros' }), 'macros'],
    ['macros.xls', makeDoc({ stream: 'Workbook', extraFolder: '_VBA_PROJECT_CUR' }), 'macros'],
    ['objects.ppt', makeDoc({ stream: 'PowerPoint Document', extraFolder: '\x01Ole10Native' }), 'macros'],
    ['text.ppt', makeDoc(), 'type_not_allowed'],
    ['program.xlsx', program, 'macros'],
    ['macros.xlsx', officeFile('xl', { name: 'xl/vbaProject.bin', content: 'x' }), 'macros'],
    ['types.xlsx', officeFile('xl', { name: '[Content_Types].xml', content: macroTypes }), 'macros'],
    ['object.pptx', officeFile('ppt', { name: 'ppt/embeddings/oleObject1.bin', content: 'x' }), 'macros'],
    ['picture.pptx', officeFile('ppt', { name: 'ppt/media/a.png', content: 'MZ' }), 'macros'],
    [
      'data.xlsx',
      officeFile('xl', { name: 'xl/externalLinks/externalLink1.xml', content: '<a/>' }),
      'macros',
    ],
    ['inside.pptx', officeFile('ppt', { name: 'ppt/embeddings/a.xlsx', content: program }), 'macros'],
    ['deep.xlsx', deep, 'archive_nested'],
    ['archive.txt', program, 'archive_entry_type'],
    [
      '._payload',
      Buffer.concat([Buffer.from([0, 5, 0x16, 7, 0, 2, 0, 0]), Buffer.from('MZ')]),
      'archive_entry_type',
    ],
    ['._more', Buffer.concat([appleDouble(), Buffer.from('MZ')]), 'archive_entry_type'],
  ];
  return rows.map(([name, content, code]) => ({
    title: `a ZIP with an active ${name}`,
    ...one(name, { content }),
    codes: [code],
  }));
}

function nested(depth: number): Buffer {
  return depth === 0 ? guideZip() : makeZip([{ name: `${depth}.zip`, content: nested(depth - 1) }]);
}

/** A file that lies inside another file's data, as the bombs do that need no archive inside. */
function overlapping(): Buffer {
  const inner = { name: 'inner.txt', content: '内容' };
  const archive = makeZip([inner]);
  const content = archive.subarray(0, archive.readUInt32LE(archive.length - 22 + 16));
  const headerBytes = 30 + 'outer.txt'.length;
  return makeZip([
    { name: 'outer.txt', content: Buffer.concat([Buffer.from(' '), content]), stored: true },
    { ...inner, wrong: { offset: headerBytes + 1 } },
  ]);
}

function withGap(archive: Buffer): Buffer {
  const end = archive.length - 22;
  const directory = archive.readUInt32LE(end + 16);
  const hidden = Buffer.from('<html><script>alert(1)</script></html>');
  const file = Buffer.concat([archive.subarray(0, directory), hidden, archive.subarray(directory)]);
  file.writeUInt32LE(directory + hidden.length, file.length - 22 + 16);
  return file;
}
