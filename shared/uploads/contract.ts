import * as z from 'zod';
import { defineContract } from '../kernel/contract.ts';
import { kernelErrors } from '../kernel/errors.ts';
import { listInput, pageOf, searchText } from '../kernel/page.ts';
import { withoutHidden } from '../kernel/text/hidden-characters.ts';
import { rule } from '../kernel/validation.ts';
import { uploadErrors } from './errors.ts';
import { uploadPurposes } from './purposes.ts';
import { UploadStatus } from './upload.ts';

/** What is being removed is not shown any more. */
export const ShownStatus = UploadStatus.exclude(['removing']);

export const UploadPurpose = z.enum(uploadPurposes);
const uploadInput = z.strictObject({ uploadId: z.string().regex(/^upl_[0-9a-z]{1,60}$/) });

// Marks that turn writing around can make a name lie; some systems add invisible ones when a name is copied.
const FileName = z
  .string()
  .max(200)
  .refine(
    (name) => !/[\p{Cc}/\\]/u.test(name),
    rule(
      'file_name_signs',
      '文件名不能含有斜杠或控制字符。',
      'A file name has no slashes or control characters.',
    ),
  )
  .transform((name) => withoutHidden(name).trim())
  .refine(
    (name) => name.length >= 1 && name.length <= 100,
    rule('file_name_length', '文件名应为 1 至 100 个字符。', 'A file name has 1 to 100 characters.'),
  );

export const Facts = z.object({
  type: z.enum(['jpeg', 'png', 'pdf', 'zip', 'docx', 'doc']),
  /** hex */
  sha256: z.string(),
  width: z.int().optional(),
  height: z.int().optional(),
  pages: z.int().optional(),
  entries: z.int().optional(),
});

export const UploadView = z.object({
  uploadId: z.string(),
  purpose: UploadPurpose,
  fileName: z.string(),
  contentType: z.string(),
  sizeBytes: z.int(),
  status: ShownStatus,
  createdAt: z.iso.datetime(),
  /** when it is removed unless something refers to it by then */
  removeAt: z.iso.datetime().optional(),
  facts: Facts.optional(),
  /** why it was refused, in the language asked for */
  findings: z
    .array(z.object({ code: z.string(), detail: z.string(), expected: z.string(), actual: z.string() }))
    .optional(),
});

export const UploadRow = z.object({
  uploadId: z.string(),
  /** long names are shortened */
  fileName: z.string(),
  sizeBytes: z.int(),
  createdAt: z.iso.datetime(),
  /** pixels */
  width: z.int().optional(),
  height: z.int().optional(),
  /** shows the file for some minutes; only where everybody may see it */
  url: z.url().optional(),
});

/** Where to post a multipart form: these fields first, the file last as `file`. */
export const UploadForm = z.object({
  uploadId: z.string(),
  url: z.url(),
  fields: z.record(z.string(), z.string()),
  expiresAt: z.iso.datetime(),
});

export const UploadLink = z.object({ url: z.url(), expiresAt: z.iso.datetime() });

export const uploadsContract = defineContract({
  createUpload: {
    method: 'POST',
    path: '/v1/uploads',
    summary: { zh: '申请上传文件', en: 'Ask to upload a file' },
    auth: 'buyer',
    // Each call makes another upload, and an unused one goes by itself: there is nothing to protect from a repeat.
    idempotency: 'no',
    input: z.strictObject({
      purpose: UploadPurpose,
      fileName: FileName,
      contentType: z.string().trim().min(1).max(100),
      sizeBytes: z.int().min(0),
    }),
    output: UploadForm,
    status: 201,
    errors: [kernelErrors.limit_reached],
  },
  completeUpload: {
    method: 'POST',
    path: '/v1/uploads/{uploadId}/completions',
    summary: { zh: '上传完毕，开始检查', en: 'Say that a file is uploaded, so that it is checked' },
    auth: 'buyer',
    idempotency: 'no',
    input: uploadInput,
    output: UploadView,
    status: 202,
    errors: [uploadErrors.not_found],
  },
  showUpload: {
    method: 'GET',
    path: '/v1/uploads/{uploadId}',
    summary: { zh: '查看文件及检查结果', en: 'Show a file and what its check found' },
    auth: 'user',
    idempotency: 'no',
    input: uploadInput,
    output: UploadView,
    errors: [uploadErrors.not_found],
  },
  listUploads: {
    method: 'GET',
    path: '/v1/uploads',
    summary: { zh: '我的文件库', en: 'List my files of one purpose' },
    auth: 'buyer',
    idempotency: 'no',
    input: listInput({ purpose: UploadPurpose, q: searchText }),
    output: pageOf(UploadRow),
    errors: [],
  },
  makeUploadLink: {
    method: 'POST',
    path: '/v1/uploads/{uploadId}/links',
    summary: { zh: '获取文件的短时链接', en: 'Get a short-lived link to a file' },
    auth: 'user',
    // Every link is a look of its own in the record of looks.
    idempotency: 'no',
    input: uploadInput,
    output: UploadLink,
    status: 201,
    errors: [uploadErrors.not_found, uploadErrors.not_ready],
  },
});
