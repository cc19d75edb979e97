import { makeZip, type ZipPart } from './make-zip.ts';

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const formats = 'http://schemas.openxmlformats.org';
const wordTypes = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

/** The parts of a Word document with a heading and paragraphs; tests change them before they are packed. */
export function docxParts(title: string, paragraphs: readonly string[]): ZipPart[] {
  const texts = [
    paragraph(title, '<w:b/><w:sz w:val="36"/>'),
    ...paragraphs.map((text) => paragraph(text, '<w:sz w:val="22"/>')),
  ];
  const page =
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>';
  return [
    {
      name: '[Content_Types].xml',
      content: `${head}<Types xmlns="${formats}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${wordTypes}.document.main+xml"/></Types>`,
    },
    {
      name: '_rels/.rels',
      content: `${head}<Relationships xmlns="${formats}/package/2006/relationships"><Relationship Id="rId1" Type="${formats}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    },
    {
      name: 'word/document.xml',
      content: `${head}<w:document xmlns:w="${formats}/wordprocessingml/2006/main"><w:body>${texts.join('')}${page}</w:body></w:document>`,
    },
  ];
}

/** A Word document (DOCX) with a heading and paragraphs. */
export function makeDocx(title: string, paragraphs: readonly string[]): Buffer {
  return makeZip(docxParts(title, paragraphs));
}

function paragraph(text: string, look: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<w:p><w:r><w:rPr><w:rFonts w:eastAsia="SimSun"/>${look}</w:rPr><w:t xml:space="preserve">${escaped}</w:t></w:r></w:p>`;
}
