import { PDFNumber, PDFRef } from '@cantoo/pdf-lib';
import { describe, expect, it } from 'vitest';
import { makeDocx } from '../../../demo/files/make-docx.ts';
import { makeZip, type ZipPart } from '../../../demo/files/make-zip.ts';
import { newBudget } from '../../../shared/uploads/content/budget.ts';
import { ContentRefused } from '../../../shared/uploads/content/finding.ts';
import { checkGuide } from '../../../shared/uploads/content/guide-entries.ts';
import { defaultContentLimits as limits } from '../../../shared/uploads/content/limits.ts';
import { checkPdf } from '../../../shared/uploads/content/pdf/check-pdf.ts';
import { type Check, Definitions } from '../../../shared/uploads/content/pdf/definitions.ts';
import { checkJpeg } from '../../../shared/uploads/content/pictures/check-jpeg.ts';
import { pdfWith } from '../../support/files/bad-pdf.ts';
import { smallJpeg } from '../../support/files/good-files.ts';

describe('the work that a file makes', () => {
  it('is one look at each definition of an object of a PDF, however many refer to it', () => {
    const ref = PDFRef.of(4);
    const file = new Definitions([PDFNumber.of(1), PDFNumber.of(2)].map((one) => [ref, one]));
    let looks = 0;
    const check: Check = () => {
      looks += 1;
      return undefined;
    };
    for (let times = 0; times < 100; times += 1) expect(file.judge(ref, check)).toBeUndefined();
    expect(looks).toBe(2);
  });

  it('ends at more parts than a PDF may have', async () => {
    const file = Buffer.from(pdfWith(`/PageLabels [${'1 '.repeat(1_000)}]`));
    expect(await checkPdf(file, limits, newBudget(limits))).toBe(1);
    await expect(checkPdf(file, limits, newBudget({ ...limits, maxPdfParts: 1_000 }))).rejects.toMatchObject({
      finding: { code: 'archive_bomb' },
    });
  });

  it('is not as long as a table of objects in a PDF says that it is', async () => {
    const table = '<< /Type /XRef /W [0 0 0] /Index [0 2000000000] /Size 1 /Length 0 >>\nstream\n\nendstream';
    expect(await checkPdf(Buffer.from(pdfWith('', undefined, table)), limits, newBudget(limits))).toBe(1);
  });

  it.each(['pdfParts', 'xmlBytes', 'bytes', 'entries'] as const)(
    'is counted over all documents of an archive: %s',
    async (what) => {
      const documents = [1, 2].flatMap((place) => [
        { name: `${place}.pdf`, content: Buffer.from(pdfWith('')) },
        { name: `${place}.docx`, content: makeDocx('a', ['b']) },
      ]);
      const spent = async (parts: ZipPart[]) => {
        const budget = newBudget(limits);
        await checkGuide(makeZip(parts), limits, budget);
        return newBudget(limits)[what] - budget[what];
      };
      expect(await spent(documents)).toBe(2 * (await spent(documents.slice(0, 2))));
    },
  );

  it('ends at more pixels in all scans of a JPEG than it may have', () => {
    const pixels = 200 * 120;
    expect(checkJpeg(smallJpeg(), { ...limits, maxScannedPixels: pixels }, () => {})).toMatchObject({
      width: 200,
    });
    const tooFew = { ...limits, maxScannedPixels: pixels - 1 };
    expect(() => checkJpeg(smallJpeg(), tooFew, () => {})).toThrow(ContentRefused);
  });
});
