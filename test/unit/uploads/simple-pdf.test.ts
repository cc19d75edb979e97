import { PDFDocument } from '@cantoo/pdf-lib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderPdf } from '../../../shared/outside/pdf/simple-pdf.ts';
import { textWidth, wrap } from '../../../shared/outside/pdf/text-measure.ts';

describe('a rendered PDF', () => {
  it('opens, and breaks long texts into pages', async () => {
    const document = await PDFDocument.load(
      renderPdf({ title: '收据', lines: Array.from({ length: 120 }, (_, index) => `第 ${index} 行`) }),
    );
    expect(document.getPageCount()).toBeGreaterThan(2);
    expect(document.getTitle()).toBe('收据');
  });

  it('opens whatever the text holds', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'binary', maxLength: 200 }), { maxLength: 5 }),
        async (lines) => {
          expect(
            (await PDFDocument.load(renderPdf({ title: lines.join(), lines }))).getPageCount(),
          ).toBeGreaterThan(0);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('loses no visible character and keeps to the width when wrapping', () => {
    const text = fc.string({ unit: fc.constantFrom('云', '市', 'a', 'Z', '9', ' ', '。', '，') });
    fc.assert(
      fc.property(text, fc.integer({ min: 60, max: 400 }), (line, width) => {
        const rows = wrap(line, 11, width);
        expect(rows.join('').replaceAll(' ', '')).toBe(line.replaceAll(' ', ''));
        for (const row of rows) expect(textWidth(row.replace(/[，。]+$/, ''), 11)).toBeLessThanOrEqual(width);
      }),
    );
  });
});
