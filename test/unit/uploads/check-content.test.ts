import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demoFiles } from '../../../demo/files.ts';
import { checkContent } from '../../../shared/uploads/content/check-content.ts';
import { checkDeclared } from '../../../shared/uploads/content/check-declared.ts';
import { extensionOf, fileTypes } from '../../../shared/uploads/file-types.ts';
import { defaultUploadRules, uploadPurposes } from '../../../shared/uploads/purposes.ts';
import { badArchives } from '../../support/files/bad-archives.ts';
import { badDocuments } from '../../support/files/bad-documents.ts';
import { badDocx } from '../../support/files/bad-docx.ts';
import { badPdf, richPdf, updatedPdf } from '../../support/files/bad-pdf.ts';
import { badPictures } from '../../support/files/bad-pictures.ts';
import { goodDocx } from '../../support/files/good-docx.ts';
import { goodFiles, type SampleFile } from '../../support/files/good-files.ts';

const good = [
  ...(await goodFiles()),
  ...goodDocx(),
  {
    title: 'a PDF with links, an outline and a form',
    purpose: 'agreement',
    fileName: 'a.pdf',
    bytes: richPdf(),
  } as const,
  {
    title: 'a PDF that was changed twice',
    purpose: 'agreement',
    fileName: 'a.pdf',
    bytes: updatedPdf(),
  } as const,
];
const bad = [...badPictures(), ...(await badDocuments()), ...badDocx(), ...badPdf(), ...badArchives()];

function check(file: SampleFile, sizeBytes = file.bytes.length) {
  const named = Object.values(fileTypes).find((type) => type.extensions.includes(extensionOf(file.fileName)));
  const contentType = file.contentType ?? named?.contentTypes[0] ?? 'application/octet-stream';
  return checkContent(file.bytes, { purpose: file.purpose, fileName: file.fileName, contentType, sizeBytes });
}

describe('an uploaded file', () => {
  it.each(good)('is accepted: $title', async (file) => {
    expect(await check(file)).toMatchObject({
      ok: true,
      facts: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });

  it.each(bad)('is refused: $title', async (file) => {
    const result = await check(file);
    expect(result.ok ? ['accepted'] : result.findings.map((finding) => finding.code)).toEqual(file.codes);
    if (result.ok) return;
    for (const finding of result.findings) {
      expect(finding.zh).toMatch(/\p{Script=Han}/u);
      expect(finding.en).toMatch(/expected: .+; found: .+/);
    }
  });

  it.each(['licence', 'agreement'] as const)(
    'that was renamed is told as what its name says and what it is, in the field %s',
    async (purpose) => {
      const [png] = good.filter(({ fileName }) => fileName.endsWith('.png'));
      const result = png && (await check({ ...png, purpose, fileName: 'a.pdf' }));
      expect(result).toMatchObject({
        findings: expect.arrayContaining([
          expect.objectContaining({ code: 'extension_mismatch', expected: 'pdf', actual: 'png' }),
        ]),
      });
    },
  );

  it('is refused when its size is not the declared one', async () => {
    const [file] = good;
    expect(file && (await check(file, file.bytes.length + 1))).toMatchObject({
      ok: false,
      findings: [{ code: 'size_mismatch' }],
    });
  });

  it('tells its size in pixels, its pages and its entries', async () => {
    const facts = new Map(
      await Promise.all(good.map(async (file) => [file.title, await check(file)] as const)),
    );
    expect(facts.get('a JPEG of 1024 x 768')).toMatchObject({
      facts: { type: 'jpeg', width: 1024, height: 768 },
    });
    expect(facts.get('a PDF with object streams')).toMatchObject({ facts: { type: 'pdf', pages: 2 } });
    expect(facts.get('a ZIP guide with folders and Chinese names')).toMatchObject({
      facts: { type: 'zip', entries: 3 },
    });
    expect(facts.get('an old Word report')).toMatchObject({ facts: { type: 'doc' } });
  });

  it.each(good)('is never accepted when cut anywhere: $title', async (file) => {
    for (const part of [0.02, 0.2, 0.5, 0.9, 0.99]) {
      const bytes = file.bytes.subarray(0, Math.floor(file.bytes.length * part));
      expect((await check({ ...file, bytes })).ok).toBe(false);
    }
  });
});

describe('a damaged file', () => {
  it('gets a finding whichever bytes are changed, and is never more than refused', async () => {
    const bytes = fc.tuple(
      fc.constantFrom(...good),
      fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255)), {
        minLength: 1,
        maxLength: 8,
      }),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async ([file, changes]) => {
        const copy = Uint8Array.from(file.bytes);
        for (const [place, value] of changes) copy[Math.floor(place * (copy.length - 1))] = value;
        const result = await check({ ...file, bytes: copy });
        if (!result.ok) expect(result.findings.length).toBeGreaterThan(0);
      }),
      { numRuns: 150 },
    );
  });
});

describe('what is said about a file', () => {
  const named = {
    purpose: 'product_icon',
    fileName: 'icon.png',
    contentType: 'image/png',
    sizeBytes: 2048,
  } as const;

  it('passes when name, type and size fit the field', () => {
    for (const purpose of uploadPurposes) {
      const [type] = defaultUploadRules[purpose].types;
      const { extensions, contentTypes } = fileTypes[type ?? 'pdf'];
      const declared = {
        purpose,
        fileName: `文件.${extensions[0]?.toUpperCase()}`,
        contentType: `${contentTypes[0]}; charset=x`,
        sizeBytes: 1,
      };
      expect(checkDeclared(declared)).toEqual([]);
    }
  });

  it('is refused with every reason at once', () => {
    const declared = { ...named, fileName: 'icon', contentType: 'image/svg+xml', sizeBytes: 3 * 1024 * 1024 };
    expect(checkDeclared(declared).map((finding) => finding.code)).toEqual([
      'too_large',
      'extension_not_allowed',
      'content_type_not_allowed',
    ]);
  });

  it('follows the rules of the deployment', () => {
    const rules = {
      ...defaultUploadRules,
      product_icon: { ...defaultUploadRules.product_icon, maxBytes: 1024 },
    };
    expect(checkDeclared(named, rules)).toMatchObject([{ code: 'too_large', expected: '<= 1024 B' }]);
  });
});

describe('the files of the demo', () => {
  it('have the same bytes every time', () => {
    for (const make of Object.values(demoFiles)) expect(Buffer.compare(make().bytes, make().bytes)).toBe(0);
  });
});
