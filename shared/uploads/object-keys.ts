import type { PurposeRule, UploadPurpose, UploadRules } from './purposes.ts';

/** Where a form puts a file: nothing here has been checked, nothing here is ever linked to. */
export const incomingKey = (uploadId: string): string => `incoming/${uploadId}`;

/**
 * Where the very bytes that passed are kept: no form reaches here, so that posting again changes nothing. Public and private files
 * live apart, so that a link made without looking the upload up can never show a private one.
 */
export const keptKey = (visibility: PurposeRule['visibility'], uploadId: string): string =>
  `${visibility}/${uploadId}`;

export const keptKeyOf = (
  { uploadId, purpose }: { uploadId: string; purpose: UploadPurpose },
  rules: UploadRules,
): string => keptKey(rules[purpose].visibility, uploadId);
