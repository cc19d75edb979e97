import { layOut, type PdfLine } from './lay-out.ts';
import { pageSize, textHex } from './text-measure.ts';

export type PdfDocument = {
  title: string;
  lines: readonly PdfLine[] /** Written at the foot of every page. */;
  footer?: string;
};

/**
 * A PDF (A4) of these lines, wrapped and broken into pages; the same input gives the same bytes.
 * Chinese is set in `STSong-Light`, a font that PDF readers bring along, so that no font file is needed. Characters outside the
 * basic plane are shown as boxes.
 */
export function renderPdf(document: PdfDocument): Uint8Array {
  const pages = layOut(document.lines, document.footer);
  const font = 4;
  const firstPage = 8;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /Lang (zh-CN) >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${firstPage + index * 2} 0 R`).join(' ')}] >>`,
    `<< /Title <feff${textHex(document.title)}> /Producer (Yunshi) >>`,
    '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light-UniGB-UCS2-H /Encoding /UniGB-UCS2-H /DescendantFonts [5 0 R] >>',
    // Characters 1 to 95 of the collection are the Latin ones, half as wide as the Chinese.
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 /W [1 95 500] /FontDescriptor 6 0 R >>',
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
    `<< /Font << /F1 ${font} 0 R >> >>`,
    ...pages.flatMap((content, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${pageSize.width} ${pageSize.height}] /Resources 7 0 R /Contents ${firstPage + index * 2 + 1} 0 R >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    ]),
  ];
  return assemble(objects, '/Root 1 0 R /Info 3 0 R');
}

/** Numbers the objects from 1, and writes the table of where each one starts. Everything is ASCII but the mark that says "binary". */
export function assemble(objects: readonly string[], trailer: string): Uint8Array {
  let text = '%PDF-1.4\n%\xe2\xe3\xcf\xd3\n';
  const offsets: number[] = [];
  objects.forEach((object, index) => {
    offsets.push(text.length);
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
  });
  const table = text.length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} ${trailer} >>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}
