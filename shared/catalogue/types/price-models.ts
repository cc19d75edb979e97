import * as z from 'zod';
import type { Term } from '../../china/term.ts';
import type { Text } from '../../kernel/errors.ts';
import { idInput } from '../../kernel/id-input.ts';
import { rule } from '../../kernel/validation.ts';
import type { CatalogueRules } from '../rules.ts';

/** What an option costs, and for how long it may be used; without a term it has no end. */
type Priced = { readonly amountFen: number; readonly term?: Term };

/** How an option of a plan is priced: what a seller may store of it, what can be sold, and what it comes down to. */
type PriceModel<Draft extends z.ZodRawShape, Complete extends z.ZodRawShape> = Text & {
  readonly draft: Draft;
  readonly complete: (rules: CatalogueRules) => Complete;
  readonly priced: (option: z.output<z.ZodObject<Complete>>) => Priced;
};

const definePriceModel = <Draft extends z.ZodRawShape, Complete extends z.ZodRawShape>(
  model: PriceModel<Draft, Complete>,
): PriceModel<Draft, Complete> => model;

const draft = { optionId: idInput('opt').optional(), amountFen: z.int().min(0).max(1e12).optional() };
const complete = ({ priceMostFen }: CatalogueRules) => ({
  optionId: z.string(),
  amountFen: z.int().min(0).max(priceMostFen),
});

const unlimited = rule(
  'unlimited_validity',
  '有效期不能为无限期，请填写天数。',
  'Validity cannot be unlimited; give a number of days.',
);

const validityDays = ({ validityDaysMost: most }: CatalogueRules) =>
  z
    .union([z.int(), z.literal('unlimited')])
    .refine((days) => days !== 'unlimited' && days !== 0, unlimited)
    .refine(
      (days) => days === 'unlimited' || days <= most,
      rule('validity_too_long', `最长 ${most} 天。`, `At most ${most} days.`),
    )
    .transform((days) => (days === 'unlimited' ? 0 : days));

/** Every way in which an option can be priced (`docs/rules/2-catalogue.md`, "4 sales"); a product type names those that it takes. */
export const priceModels = {
  /** so much of something at a price, to be used within so many days */
  packages: definePriceModel({
    zh: '套餐包',
    en: 'package',
    draft: {
      ...draft,
      validityDays: z.union([z.int().min(0).max(1e6), z.literal('unlimited')]).optional(),
    },
    complete: (rules) => ({ ...complete(rules), validityDays: validityDays(rules) }),
    priced: ({ amountFen, validityDays: count }) => ({ amountFen, term: { unit: 'day', count } }),
  }),
  /** a price for each month or year */
  subscription: definePriceModel({
    zh: '包年包月',
    en: 'subscription',
    draft: { ...draft, period: z.enum(['month', 'year']).optional() },
    complete: (rules) => ({ ...complete(rules), period: z.enum(['month', 'year']) }),
    priced: ({ amountFen, period: unit }) => ({ amountFen, term: { unit, count: 1 } }),
  }),
  /** one price, without an end */
  once: definePriceModel({
    zh: '一次性',
    en: 'one-time',
    draft,
    complete,
    priced: ({ amountFen }) => ({ amountFen }),
  }),
} as const;
