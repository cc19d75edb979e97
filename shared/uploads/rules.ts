import { type ContentLimits, defaultContentLimits } from './content/limits.ts';
import { defaultUploadRules, type UploadRules } from './purposes.ts';

/** Every figure of uploads (`spec/2-catalogue.md`, "Uploads"). */
export type UploadsRules = {
  readonly purposes: UploadRules;
  readonly content: ContentLimits;
  readonly formMinutes: number;
  readonly linkMinutes: number;
  /** a file that nothing refers to by then is removed */
  readonly orphanHours: number;
  /** checks of one file that may die before the file is taken to be the cause */
  readonly brokenChecks: number;
};

export const defaultUploadsRules: UploadsRules = {
  purposes: defaultUploadRules,
  content: defaultContentLimits,
  formMinutes: 10,
  linkMinutes: 5,
  orphanHours: 24,
  brokenChecks: 2,
};
