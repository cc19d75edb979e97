import type { BadFile } from './bad-pictures.ts';
import { fieldDocx } from './docx/fields.ts';
import { misreadDocx } from './docx/misread.ts';
import { loadingDocx } from './docx/outside.ts';
import { changed } from './docx/parts.ts';
import { programDocx } from './docx/programs.ts';

/** Word documents that load, start or carry what a document does not need, each written so as not to be recognised. */
export const badDocx = (): BadFile[] =>
  [...loadingDocx, ...programDocx, ...fieldDocx, ...misreadDocx].map(([title, parts, code]) => ({
    title: `a DOCX with ${title}`,
    purpose: 'test_report',
    fileName: 'report.docx',
    bytes: changed(parts),
    codes: [code],
  }));
