import * as z from 'zod';
import { shownLine } from '../../kernel/text/shown-text.ts';
import type { CatalogueRules } from '../rules.ts';
import { AccessDetails } from '../types/product-types.ts';
import { textOf } from '../types/text-of.ts';
import { UploadId } from './fields.ts';

/** Step 1 (`docs/rules/2-catalogue.md`, "1 access"): the type is chosen when the product is made. */
export const AccessDraft = z.strictObject({
  name: shownLine(0, 200).optional(),
  iconUploadId: UploadId.optional(),
  details: AccessDetails.optional(),
});
export type AccessDraft = z.output<typeof AccessDraft>;

export const completeAccess = (rules: CatalogueRules, details: z.ZodType) =>
  z.object({ name: textOf(rules.nameCharacters), iconUploadId: z.string(), details: details.default({}) });
