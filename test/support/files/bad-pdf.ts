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
    ['a film', pdfWith('', page('/Annots [<< /Subtype /Movie /Rect [0 0 9 9] >>]'))],
    ['what happens when its page is shown', pdfWith('', page('/AA << /O << /S /GoTo >> >>'))],
  ];
  return rows.map(([title, bytes]) => ({
    title: `a PDF with ${title}`,
    purpose: 'agreement',
    fileName: 'agreement.pdf',
    bytes,
    codes: ['active_content'],
  }));
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
