import * as z from 'zod';
import type { CatalogueRules } from '../rules.ts';
import { textOf } from '../types/text-of.ts';
import { completeHours, draftList, draftText, draftUploads, hotline, UploadId } from './fields.ts';
import { Hours } from './hours.ts';

/** Step 2 (`docs/rules/2-catalogue.md`, "2 basic"). */
export const BasicDraft = z.strictObject({
  pictureUploadIds: draftUploads,
  summary: draftText,
  description: draftText,
  highlights: draftList,
  screenshotUploadIds: draftUploads,
  cases: draftText,
  guideUploadId: UploadId.optional(),
  support: z
    .strictObject({
      hotline: z.string().trim().max(60).optional(),
      email: z.string().trim().max(254).optional(),
      hours: Hours.optional(),
    })
    .optional(),
  afterSaleScope: draftText,
});
export type BasicDraft = z.output<typeof BasicDraft>;

export const completeBasic = (rules: CatalogueRules) =>
  z.object({
    pictureUploadIds: z.array(z.string()).min(rules.picturesLeast).max(rules.picturesMost),
    summary: textOf(rules.summaryCharacters),
    description: textOf(rules.descriptionCharacters),
    highlights: z.array(textOf(rules.highlightCharacters)).min(1).max(rules.highlightsMost),
    screenshotUploadIds: z.array(z.string()).max(rules.screenshotsMost).default([]),
    cases: textOf(rules.casesCharacters).or(z.literal('')).optional(),
    guideUploadId: z.string(),
    support: z.object({ hotline, email: z.email(), hours: completeHours }),
    afterSaleScope: textOf(rules.afterSaleCharacters),
  });
