import * as z from 'zod';
import { termInWords } from '../../china/term.ts';
import { idInput } from '../../kernel/id-input.ts';
import { shownLine } from '../../kernel/text/shown-text.ts';
import { rule } from '../../kernel/validation.ts';
import type { CatalogueRules } from '../rules.ts';
import { priceModels } from './price-models.ts';
import { defineProductType } from './product-type.ts';
import { textOf } from './text-of.ts';
import { thingAt } from './things.ts';

export const CountingRule = z.enum(['success_only', 'forwarded']);

/** So many calls to the APIs of a group, counted by a rule. */
const ApiTerms = z.object({
  type: z.literal('api'),
  groupId: z.string(),
  calls: z.int(),
  countingRule: CountingRule,
});
type ApiTerms = Readonly<z.output<typeof ApiTerms>>;

/** Where its buyer calls: `<gatewayUrl>/gw/<accessPrefix>/<path>`. */
const ApiAccess = z.object({ type: z.literal('api'), gatewayUrl: z.string(), accessPrefix: z.string() });

const { packages } = priceModels;

/** The seller's fulfilment endpoint is told about entitlements where one is named; the calls themselves need none. */
const accessDraft = z.strictObject({ endpointId: idInput('end').optional() });

const planDraft = z.strictObject({
  name: shownLine(0, 200).optional(),
  groupId: idInput('grp').optional(),
  countingRule: CountingRule.default('success_only'),
  options: z
    .array(z.strictObject({ ...packages.draft, calls: z.int().min(0).max(1e12).optional() }))
    .max(50)
    .default([]),
});

const atLeastOne = rule('at_least_one', '至少为 1。', 'At least 1.');

const completePlan = (rules: CatalogueRules) =>
  z.object({
    planId: z.string(),
    name: textOf(rules.planNameCharacters),
    groupId: z.string(),
    countingRule: CountingRule,
    options: z
      .array(
        z.object({
          ...packages.complete(rules),
          calls: z
            .int()
            .max(rules.callsMost)
            .refine((calls) => calls >= 1, atLeastOne),
        }),
      )
      .min(1)
      .max(rules.optionsMostPerPlan),
  });

const planOnPage = z.object({
  countingRule: CountingRule,
  /** calls go to `/gw/<accessPrefix>/…` */
  groupId: z.string().optional(),
  accessPrefix: z.string().optional(),
  apiCount: z.int().optional(),
  options: z.array(
    z.object({
      optionId: z.string(),
      calls: z.int().optional(),
      amountFen: z.int().optional(),
      validityDays: z.union([z.int(), z.literal('unlimited')]).optional(),
    }),
  ),
});

/** Calls to the seller's API through the marketplace (`docs/rules/2-catalogue.md`, "Types", "4 sales"; `docs/rules/5-api-calls.md`, "A call"). */
export const apiType = defineProductType({
  name: 'api',
  markets: ['api', 'data'],
  requiredDocuments: ['testReport'],
  refundClass: 'tool',

  accessDraft,
  completeAccess: () => accessDraft,
  planDraft,
  completePlan,

  thingsOfAccess: ({ endpointId }) => thingAt('endpoint', endpointId, '/endpointId'),
  thingsOfPlan: ({ groupId }) => thingAt('api_group', groupId, '/groupId'),

  terms: ApiTerms,
  access: ApiAccess,
  optionsOf: ({ groupId, countingRule, options }) =>
    options.map(({ calls, ...option }) => {
      const { amountFen, term } = packages.priced(option);
      const lasting = term && termInWords(term);
      const name = { zh: `${calls} 次调用，${lasting?.zh}`, en: `${calls} calls, ${lasting?.en}` };
      const terms: ApiTerms = { type: 'api', groupId, calls, countingRule };
      return { optionId: option.optionId, name, amountFen, term, terms };
    }),

  planOnPage,
  shownOfPlan: ({ countingRule, groupId, options }, things) => {
    const group = things.find(({ kind, id }) => kind === 'api_group' && id === groupId);
    return { countingRule, groupId, accessPrefix: group?.prefix, apiCount: group?.apiCount, options };
  },
});
