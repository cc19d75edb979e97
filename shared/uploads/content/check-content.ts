import { createHash } from 'node:crypto';
import { extensionOf, type FileType, fileTypes } from '../file-types.ts';
import { defaultUploadRules, type UploadRules } from '../purposes.ts';
import { newBudget } from './budget.ts';
import { checkDeclared, type DeclaredFile, mediaType } from './check-declared.ts';
import { checkDoc } from './check-doc.ts';
import { checkDocx, namesWordParts } from './docx/check-docx.ts';
import { type ContentFinding, ContentRefused, finding, refuse } from './finding.ts';
import { checkGuide } from './guide-entries.ts';
import { type ContentLimits, defaultContentLimits } from './limits.ts';
import { checkPdf } from './pdf/check-pdf.ts';
import { checkJpeg } from './pictures/check-jpeg.ts';
import { checkPng } from './pictures/check-png.ts';
import type { PixelSize } from './pictures/checked-picture.ts';
import { endsAsArchive, type Signature, sniff } from './sniff.ts';

export type ContentFacts = {
  type: FileType;
  sha256: string;
  width?: number;
  height?: number;
  pages?: number;
  entries?: number;
};
/** A file that passed: what it is, and the bytes to keep of it, which the facts are about. */
export type ContentResult =
  | { ok: true; facts: ContentFacts; kept: Uint8Array }
  | { ok: false; findings: ContentFinding[] };

/**
 * Checks an uploaded file by its content (`docs/rules/2-catalogue.md`, "Uploads"): name, declared type and content agree and are allowed,
 * and the file reads whole. `bytes` is the whole file; of a picture less is kept, without metadata. Never throws on what the file holds; sizes in bytes, `sha256` in hex.
 */
export async function checkContent(
  bytes: Uint8Array,
  declared: DeclaredFile,
  rules: UploadRules = defaultUploadRules,
  limits: ContentLimits = defaultContentLimits,
): Promise<ContentResult> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const outside = checkDeclared({ ...declared, sizeBytes: file.length }, rules);
  if (declared.sizeBytes !== file.length)
    outside.push(finding('size_mismatch', `${declared.sizeBytes} B`, `${file.length} B`));
  if (file.length === 0 || file.length > rules[declared.purpose].maxBytes)
    return { ok: false, findings: outside };
  const type = typeOf(file, sniff(file));
  outside.push(...checkAgreement(type, declared, rules));
  if (outside.length > 0) return { ok: false, findings: outside };
  try {
    const mayBeArchive = type === 'zip' || type === 'docx';
    if (!mayBeArchive && endsAsArchive(file)) refuse('hidden_data', type, 'ZIP');
    const { kept = file, ...read } = await readers[type as FileType](file, limits, pixelsOf(declared, rules));
    if (!mayBeArchive && endsAsArchive(kept)) refuse('hidden_data', type, 'ZIP');
    const sha256 = createHash('sha256').update(kept).digest('hex');
    return { ok: true, facts: { type: type as FileType, sha256, ...read }, kept };
  } catch (error) {
    // Whatever a reader trips over, the file is at fault: it gets a finding, never a retry.
    const found =
      error instanceof ContentRefused ? error.finding : finding('damaged', type, String(error).slice(0, 100));
    return { ok: false, findings: [found] };
  }
}

/** `kept` where it is not the file as it came. */
type Read = Omit<ContentFacts, 'type' | 'sha256'> & { kept?: Buffer };
type Reader = (
  file: Buffer,
  limits: ContentLimits,
  accept: (size: PixelSize) => void,
) => Read | Promise<Read>;

const readers: Record<FileType, Reader> = {
  png: checkPng,
  jpeg: checkJpeg,
  pdf: async (file, limits) => ({ pages: await checkPdf(file, limits, newBudget(limits)) }),
  zip: async (file, limits) => ({ entries: (await checkGuide(file, limits, newBudget(limits))).length }),
  docx: async (file, limits) => ({ entries: (await checkDocx(file, limits, newBudget(limits))).length }),
  doc: (file) => {
    checkDoc(file);
    return {};
  },
};

function typeOf(file: Buffer, signature: Signature): FileType | Signature {
  if (signature === 'zip') return namesWordParts(file) ? 'docx' : 'zip';
  return signature === 'ole' ? 'doc' : signature;
}

/**
 * Content against field, name and declared type: a renamed file is refused even where its real type would be allowed. What was said
 * of the file is told as expected, what it is as found.
 */
function checkAgreement(
  type: FileType | Signature,
  declared: DeclaredFile,
  rules: UploadRules,
): ContentFinding[] {
  const allowed = rules[declared.purpose].types;
  const extension = extensionOf(declared.fileName);
  if (!allowed.some((one) => one === type)) {
    const findings = [finding('type_not_allowed', allowed.join(', '), type)];
    const claimed = allowed.find((one) => fileTypes[one].extensions.includes(extension));
    return claimed ? [...findings, finding('extension_mismatch', claimed, type)] : findings;
  }
  const names = fileTypes[type as FileType];
  const findings: ContentFinding[] = [];
  if (!names.extensions.includes(extension))
    findings.push(finding('extension_mismatch', extension || '-', type));
  const contentType = mediaType(declared.contentType);
  if (!names.contentTypes.includes(contentType))
    findings.push(finding('content_type_mismatch', contentType || '-', names.contentTypes.join(', ')));
  return findings;
}

function pixelsOf(declared: DeclaredFile, rules: UploadRules): (size: PixelSize) => void {
  const pixels = rules[declared.purpose].pixels;
  return ({ width, height }) => {
    if (pixels && (pixels.width !== width || pixels.height !== height)) {
      refuse('wrong_pixels', `${pixels.width} x ${pixels.height}`, `${width} x ${height}`);
    }
  };
}
