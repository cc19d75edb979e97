import type { Limit } from '../kernel/limits.ts';
import { type ContentLimits, defaultContentLimits } from './content/limits.ts';
import { defaultUploadRules, type UploadRules } from './purposes.ts';

/** Every figure of uploads (`docs/rules/2-catalogue.md`, "Uploads"). */
export type UploadsRules = {
  readonly purposes: UploadRules;
  readonly content: ContentLimits;
  readonly formMinutes: number;
  readonly linkMinutes: number;
  /** a file that nothing refers to by then is removed */
  readonly orphanHours: number;
  /** checks of one file that may die before the file is taken to be the cause */
  readonly brokenChecks: number;
  /** what one person may ask for: forms, and the sizes that they allow together */
  readonly limits: { readonly forms: Limit; readonly megabytes: Limit };
};

export const defaultUploadsRules: UploadsRules = {
  purposes: defaultUploadRules,
  content: defaultContentLimits,
  formMinutes: 10,
  linkMinutes: 5,
  orphanHours: 24,
  brokenChecks: 2,
  limits: {
    forms: { name: 'upload_forms', per: 'hour', most: 200, zh: '申请上传的文件数', en: 'files to upload' },
    megabytes: {
      name: 'upload_megabytes',
      per: 'day',
      most: 2_000,
      zh: '申请上传的文件总大小（MB）',
      en: 'megabytes of files to upload',
    },
  },
};
