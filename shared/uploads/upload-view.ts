import type * as z from 'zod';
import { type Language, sentenceIn } from '../kernel/errors.ts';
import type { UploadView } from './contract.ts';
import { uploadErrors } from './errors.ts';
import type { Upload } from './upload.ts';

/** What people see. @throws uploads.not_found for one that is being removed */
export function viewOf(upload: Upload, language: Language): z.input<typeof UploadView> {
  const {
    uploadId,
    purpose,
    fileName,
    contentType,
    sizeBytes,
    status,
    createdAt,
    removeAt,
    facts,
    findings,
  } = upload;
  if (status === 'removing') throw uploadErrors.not_found();
  return {
    uploadId,
    purpose,
    fileName,
    contentType,
    sizeBytes,
    status,
    createdAt,
    ...(status !== 'attached' && { removeAt }),
    facts,
    findings: findings?.map(({ code, expected, actual, ...text }) => ({
      code,
      detail: sentenceIn(text, language),
      expected,
      actual,
    })),
  };
}
