import { contentTypesOf, extensionOf, extensionsOf } from '../file-types.ts';
import { defaultUploadRules, type UploadPurpose, type UploadRules } from '../purposes.ts';
import { type ContentFinding, finding } from './finding.ts';

/** What the uploader says about a file before it is sent. */
export type DeclaredFile = {
  purpose: UploadPurpose;
  fileName: string;
  contentType: string;
  sizeBytes: number;
};

/** Checks what is said about a file against its field, before a signed form is given out; every finding at once. */
export function checkDeclared(
  declared: DeclaredFile,
  rules: UploadRules = defaultUploadRules,
): ContentFinding[] {
  const rule = rules[declared.purpose];
  const findings: ContentFinding[] = [];
  const extension = extensionOf(declared.fileName);
  const extensions = extensionsOf(rule.types);
  const contentTypes = contentTypesOf(rule.types);
  if (declared.sizeBytes === 0) findings.push(finding('empty_file', '>= 1 B', '0 B'));
  if (declared.sizeBytes > rule.maxBytes)
    findings.push(finding('too_large', `<= ${rule.maxBytes} B`, `${declared.sizeBytes} B`));
  if (!extensions.includes(extension))
    findings.push(finding('extension_not_allowed', extensions.join(', '), extension || '-'));
  const contentType = mediaType(declared.contentType);
  if (!contentTypes.includes(contentType))
    findings.push(finding('content_type_not_allowed', contentTypes.join(', '), contentType || '-'));
  return findings;
}

/** A content type without its parameters, in lower case. */
export function mediaType(contentType: string): string {
  return (contentType.split(';')[0] ?? '').trim().toLowerCase();
}
