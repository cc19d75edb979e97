import { PDFNumber, PDFRef } from '@cantoo/pdf-lib';
import { describe, expect, it } from 'vitest';
import { checkPdf } from '../../../shared/uploads/content/check-pdf.ts';
import { defaultContentLimits as limits } from '../../../shared/uploads/content/limits.ts';
import { type Check, Definitions } from '../../../shared/uploads/content/pdf-definitions.ts';
import { pdfWith } from '../../support/files/bad-pdf.ts';

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
    expect(await checkPdf(file, limits)).toBe(1);
    await expect(checkPdf(file, { ...limits, maxPdfParts: 1_000 })).rejects.toMatchObject({ finding: { code: 'archive_bomb' } });
  });
});
