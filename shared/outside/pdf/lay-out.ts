import { margin, pageSize, textHex, textWidth, wrap } from './text-measure.ts';

/** A paragraph, a ruled line across the page, or room. Sizes and gaps in points. */
export type PdfLine =
  | string
  | {
      text: string;
      size?: number;
      align?: 'left' | 'center' | 'right';
      bold?: boolean;
      indent?: number;
      gapAfter?: number;
    }
  | { rule: true }
  | { space: number };

const bodySize = 11;
const leading = 1.6;
const footerSize = 9;
const textWidthOnPage = pageSize.width - 2 * margin;

/** The content streams of the pages that these lines fill; at least one page. */
export function layOut(lines: readonly PdfLine[], footer?: string): string[] {
  const pages: string[][] = [[]];
  let y = pageSize.height - margin;
  const need = (height: number) => {
    if (y - height < margin) {
      pages.push([]);
      y = pageSize.height - margin;
    }
    y -= height;
    return pages[pages.length - 1] ?? [];
  };
  for (const line of lines) {
    if (typeof line !== 'string' && 'rule' in line)
      need(12).push(`0.6 w ${margin} ${y + 4} m ${pageSize.width - margin} ${y + 4} l S`);
    else if (typeof line !== 'string' && 'space' in line) y -= line.space;
    else {
      const {
        text,
        size = bodySize,
        align = 'left',
        bold = false,
        indent = 0,
        gapAfter = 4,
      } = typeof line === 'string' ? { text: line } : line;
      const width = textWidthOnPage - indent;
      for (const row of wrap(text, size, width)) {
        const page = need(size * leading);
        const room = width - textWidth(row, size);
        const x = margin + indent + (align === 'center' ? room / 2 : align === 'right' ? room : 0);
        page.push(textAt(row, { x, y }, size, bold));
      }
      y -= gapAfter;
    }
  }
  return pages.map((page, index) => [...page, ...foot(footer, index + 1, pages.length)].join('\n'));
}

function foot(footer: string | undefined, page: number, pages: number): string[] {
  const number = `${page} / ${pages}`;
  const right = pageSize.width - margin - textWidth(number, footerSize);
  const numbered = textAt(number, { x: right, y: margin / 2 }, footerSize);
  return footer === undefined
    ? [numbered]
    : [textAt(footer, { x: margin, y: margin / 2 }, footerSize), numbered];
}

type Point = { readonly x: number; readonly y: number };

/** Bold is drawn by stroking the outline as well: the font has one weight. */
function textAt(text: string, { x, y }: Point, size: number, bold = false): string {
  if (text === '') return '';
  const weight = bold ? '0.4 w 2 Tr' : '0 Tr';
  return `BT ${weight} /F1 ${size} Tf ${x.toFixed(2)} ${y.toFixed(2)} Td <${textHex(text)}> Tj ET`;
}
