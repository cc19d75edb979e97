import * as z from 'zod';
import { priceModels } from '../../../shared/catalogue/types/price-models.ts';
import { defineProductType } from '../../../shared/catalogue/types/product-type.ts';

const { subscription } = priceModels;

/** A product type that nobody offers: its module, as a second one would be written. */
export const courseType = defineProductType({
  name: 'course',
  markets: ['service'],
  requiredDocuments: [],
  refundClass: 'service',
  accessDraft: z.strictObject({ room: z.string().optional() }),
  completeAccess: () => z.object({ room: z.string() }),
  planDraft: z.strictObject({
    name: z.string().optional(),
    teacher: z.string().optional(),
    options: z.array(z.strictObject({ ...subscription.draft, seats: z.int().optional() })).default([]),
  }),
  completePlan: (rules) =>
    z.object({
      planId: z.string(),
      name: z.string(),
      teacher: z.string(),
      options: z.array(z.object({ ...subscription.complete(rules), seats: z.int() })).min(1),
    }),
  thingsOfAccess: () => [],
  thingsOfPlan: () => [],
  terms: z.object({ type: z.literal('course'), teacher: z.string(), seats: z.int() }),
  access: z.object({ type: z.literal('course'), room: z.string() }),
  optionsOf: ({ teacher, options }) =>
    options.map(({ seats, ...option }) => ({
      optionId: option.optionId,
      name: { zh: `${seats} 个座位`, en: `${seats} seats` },
      ...subscription.priced(option),
      terms: { type: 'course' as const, teacher, seats },
    })),
  planOnPage: z.object({ teacher: z.string().optional(), options: z.array(z.object({ seats: z.int() })) }),
  shownOfPlan: ({ teacher, options }) => ({
    teacher,
    options: options.map(({ seats = 0 }) => ({ seats })),
  }),
});
