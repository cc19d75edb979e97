import { PDFArray, type PDFContext, PDFDict, PDFName, type PDFObject, PDFStream } from '@cantoo/pdf-lib';
import type { ContentBudget } from '../budget.ts';
import { refuse } from '../finding.ts';
import type { ContentLimits } from '../limits.ts';
import { activeText } from './active.ts';
import { activeObject } from './allowed.ts';
import { parsePdf } from './parse.ts';

/** The trailer is never encrypted itself, and is looked at first: encrypted object streams do not decompress. */
const encryption = /\/Encrypt[\0\s]*(\d+[\0\s]+\d+[\0\s]+R|<<)/;

/**
 * Opens a PDF: whole from header to end mark, not encrypted, at least one page, nothing active in it, nothing before or after it.
 * Returns the number of pages. Refuses by `ContentRefused`.
 */
export async function checkPdf(file: Buffer, limits: ContentLimits, budget: ContentBudget): Promise<number> {
  checkFrame(file);
  if (encryption.test(file.toString('latin1'))) refuse('encrypted', 'PDF', '/Encrypt');
  const text = activeText(file, budget);
  const parsed = await parsePdf(file, budget);
  const document = parsed.context;
  if (document.trailerInfo.Encrypt) refuse('encrypted', 'PDF', '/Encrypt');
  const active = text ?? activeObject(parsed);
  if (active !== undefined) refuse('active_content', 'PDF', `/${active}`);
  const pages = countPages(document, limits);
  if (pages === 0) refuse('no_pages', '>= 1', '0');
  return pages;
}

/** The outer frame: header first, cross-reference table where the end says it is, end mark last. */
function checkFrame(file: Buffer): void {
  const headEnd =
    /\d[\0\s]{1,4}\d{1,5}[\0\s]{1,4}obj\b/.exec(file.toString('latin1', 0, 4_096))?.index ??
    refuse('damaged', '1 0 obj', '-');
  const head = file.toString('latin1', 0, headEnd);
  if (!/^%PDF-[12]\.\d[\0\s]/.test(head)) refuse('damaged', '%PDF-1.x', head.slice(0, 10));
  // Between header and first object only a binary comment belongs; a page of markup there makes the file an HTML file too.
  const comment = head.slice(8).replace(/[\0\s]+/g, '');
  if (comment.length > 64 || /[<>]/.test(comment)) refuse('hidden_data', '1 0 obj', comment.slice(0, 40));
  const tail = file.toString('latin1', Math.max(0, file.length - 2_048));
  const mark = tail.lastIndexOf('%%EOF');
  const start = mark < 0 ? undefined : /startxref[\0\s]+(\d+)[\0\s]*$/.exec(tail.slice(0, mark))?.[1];
  if (mark < 0) refuse(file.includes('%%EOF') ? 'trailing_data' : 'truncated', '%%EOF', `${file.length} B`);
  if (!/^[\0\s]*$/.test(tail.slice(mark + 5)))
    refuse('trailing_data', '%%EOF', `+${tail.length - mark - 5} B`);
  if (start === undefined) refuse('truncated', 'startxref', '-');
  const table = file.toString('latin1', Number(start), Number(start) + 40);
  if (!/^[\0\s]*(xref\b|\d+[\0\s]+\d+[\0\s]+obj\b)/.test(table))
    refuse('truncated', `xref: ${start}`, JSON.stringify(table.slice(0, 10)));
}

/** Walks the page tree and counts its leaves; a tree that bites its tail is damaged. Every leaf's contents must be there. */
function countPages(document: PDFContext, limits: ContentLimits): number {
  const catalog = document.lookup(document.trailerInfo.Root);
  if (!(catalog instanceof PDFDict)) refuse('damaged', 'Catalog', '-');
  const open: (PDFObject | undefined)[] = [catalog.get(PDFName.of('Pages'))];
  const seen = new Set<unknown>();
  let pages = 0;
  while (open.length > 0) {
    const entry = open.pop();
    if (seen.has(entry)) refuse('damaged', 'page tree', 'circle');
    seen.add(entry);
    const node = document.lookup(entry);
    if (!(node instanceof PDFDict)) refuse('damaged', 'page tree', String(entry).slice(0, 40));
    const kids = document.lookup(node.get(PDFName.of('Kids')));
    if (kids instanceof PDFArray) open.push(...kids.asArray());
    else {
      pages += 1;
      if (pages > limits.maxPdfPages)
        refuse('too_many_pages', `<= ${limits.maxPdfPages}`, `> ${limits.maxPdfPages}`);
      checkContents(document, node);
    }
  }
  return pages;
}

function checkContents(document: PDFContext, page: PDFDict): void {
  const contents = page.get(PDFName.of('Contents'));
  if (contents === undefined) return;
  const found = document.lookup(contents);
  if (!(found instanceof PDFStream) && !(found instanceof PDFArray)) refuse('damaged', 'page contents', '-');
}
