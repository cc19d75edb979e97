import * as z from 'zod';
import { rule, ruleAcross } from '../../kernel/validation.ts';
import { findCategory } from '../categories.ts';
import type { CatalogueRules } from '../rules.ts';
import type { RequiredDocument } from '../types/product-type.ts';
import { textOf } from '../types/text-of.ts';
import { draftList, draftText, draftUploads, UploadId } from './fields.ts';

/** Step 3 (`docs/rules/2-catalogue.md`, "3 business"). */
export const BusinessDraft = z.strictObject({
  /** second level; the first is its parent */
  categoryId: z.string().max(60).optional(),
  tags: draftList,
  seo: z.strictObject({ title: draftText, keywords: draftText, description: draftText }).optional(),
  certificateUploadIds: draftUploads,
  containsOpenSource: z.boolean().optional(),
  openSourceStatementUploadId: UploadId.optional(),
  testReportUploadId: UploadId.optional(),
});
export type BusinessDraft = z.output<typeof BusinessDraft>;

const optionalText = (most: number) => textOf(most).or(z.literal('')).optional();

export const completeBusiness = (rules: CatalogueRules, required: readonly RequiredDocument[]) =>
  z
    .object({
      categoryId: z
        .string()
        .refine(
          (id) => findCategory(id) !== undefined,
          rule('category', '请选择二级类目。', 'Choose a second-level category.'),
        ),
      tags: z.array(z.string()).default([]),
      seo: z
        .object({
          title: optionalText(rules.seoTitleCharacters),
          keywords: optionalText(rules.seoKeywordsCharacters),
          description: optionalText(rules.seoDescriptionCharacters),
        })
        .default({}),
      certificateUploadIds: z.array(z.string()).max(rules.certificatesMost).default([]),
      containsOpenSource: z.boolean(),
      openSourceStatementUploadId: z.string().optional(),
      testReportUploadId: required.includes('testReport') ? z.string() : z.string().optional(),
    })
    .refine(
      ({ containsOpenSource, openSourceStatementUploadId }) =>
        !containsOpenSource || openSourceStatementUploadId !== undefined,
      ruleAcross(
        ['openSourceStatementUploadId'],
        'required',
        '商品含开源软件时必须上传开源声明。',
        'A product with open source needs the open-source statement.',
      ),
    );
