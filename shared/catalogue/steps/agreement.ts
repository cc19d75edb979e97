import * as z from 'zod';
import { rule, ruleAcross } from '../../kernel/validation.ts';
import { unknownPlaceholders } from '../agreement-template.ts';
import type { CatalogueRules } from '../rules.ts';
import { textOf } from '../types/text-of.ts';
import { draftText, UploadId } from './fields.ts';

/** Step 5 (`docs/rules/2-catalogue.md`, "5 agreement"): the template as it is or edited, or an own PDF; and the delisting policy. */
export const AgreementDraft = z.strictObject({
  kind: z.enum(['template', 'upload']).optional(),
  /** the seller's edition of the template; absent when the template is taken as it is */
  text: draftText,
  uploadId: UploadId.optional(),
  delistingPolicy: draftText,
});
export type AgreementDraft = z.output<typeof AgreementDraft>;

export const completeAgreement = (rules: CatalogueRules) =>
  z
    .object({
      kind: z.enum(['template', 'upload']),
      text: textOf(rules.agreementEditsCharacters)
        .refine(
          (text) => unknownPlaceholders(text).length === 0,
          rule(
            'unknown_placeholder',
            '协议中有无法识别的占位符。',
            'The agreement holds a placeholder that is not known.',
          ),
        )
        .or(z.literal(''))
        .optional(),
      uploadId: z.string().optional(),
      delistingPolicy: textOf(rules.delistingPolicyCharacters),
    })
    .refine(
      ({ kind, uploadId }) => kind !== 'upload' || uploadId !== undefined,
      ruleAcross(['uploadId'], 'required', '请上传协议 PDF。', 'Upload the agreement as a PDF.'),
    );
