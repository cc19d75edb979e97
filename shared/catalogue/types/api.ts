import * as z from 'zod';
import { idInput } from '../../kernel/id-input.ts';
import { shownLine } from '../../kernel/text/shown-text.ts';
import { rule } from '../../kernel/validation.ts';
import type { CatalogueRules } from '../rules.ts';
import type { ProductType } from './product-type.ts';
import { textOf } from './text-of.ts';
import { thingAt } from './things.ts';

export const CountingRule = z.enum(['success-only', 'forwarded']);
export type CountingRule = z.output<typeof CountingRule>;

/** The seller's fulfilment endpoint is told about entitlements where one is named; the calls themselves need none. */
const accessDraft = z.strictObject({ endpointId: idInput('end').optional() });

const packageDraft = z.strictObject({
  packageId: idInput('pkg').optional(),
  calls: z.int().min(0).max(1e12).optional(),
  amountFen: z.int().min(0).max(1e12).optional(),
  validityDays: z.union([z.int().min(0).max(1e6), z.literal('unlimited')]).optional(),
});

const planDraft = z.strictObject({
  name: shownLine(0, 200).optional(),
  groupId: idInput('grp').optional(),
  countingRule: CountingRule.default('success-only'),
  packages: z.array(packageDraft).max(50).default([]),
});

const positive = rule('at_least_one', '至少为 1。', 'At least 1.');
const unlimited = rule(
  'unlimited_validity',
  '有效期不能为无限期，请填写天数。',
  'Validity cannot be unlimited; give a number of days.',
);

const completePackage = (rules: CatalogueRules) =>
  z.object({
    packageId: z.string(),
    calls: z
      .int()
      .max(rules.callsMost)
      .refine((calls) => calls >= 1, positive),
    amountFen: z.int().min(0).max(rules.priceMostFen),
    validityDays: z
      .union([z.int(), z.literal('unlimited')])
      .refine((days) => days !== 'unlimited' && days !== 0, unlimited)
      .refine(
        (days) => days === 'unlimited' || days <= rules.validityDaysMost,
        rule(
          'validity_too_long',
          `最长 ${rules.validityDaysMost} 天。`,
          `At most ${rules.validityDaysMost} days.`,
        ),
      )
      .transform((days) => (days === 'unlimited' ? 0 : days)),
  });

const completePlan = (rules: CatalogueRules) =>
  z.object({
    planId: z.string(),
    name: textOf(rules.planNameCharacters),
    groupId: z.string(),
    countingRule: CountingRule,
    packages: z.array(completePackage(rules)).min(1).max(rules.packagesMostPerPlan),
  });

/** What buyers see of a plan beside its name and packages. */
const planOnPage = z.object({
  countingRule: CountingRule,
  /** calls go to `/gw/<accessPrefix>/…` */
  groupId: z.string().optional(),
  accessPrefix: z.string().optional(),
  apiCount: z.int().optional(),
});

/** Calls to the seller's API through the marketplace (`docs/rules/2-catalogue.md`, "Types", "4 sales"; `docs/rules/5-api-calls.md`, "A call"). */
export const apiType = {
  name: 'api',
  accessDraft,
  completeAccess: () => accessDraft,
  requiredDocuments: ['testReport'],
  thingsOfAccess: ({ endpointId }) => thingAt('endpoint', endpointId, '/endpointId'),
  thingsOfPlan: ({ groupId }) => thingAt('api_group', groupId, '/groupId'),
  planDraft,
  completePlan,
  planOnPage,
  shownOfPlan: ({ countingRule, groupId }, things) => {
    const group = things.find(({ kind, id }) => kind === 'api_group' && id === groupId);
    return { countingRule, groupId, accessPrefix: group?.prefix, apiCount: group?.apiCount };
  },
  fulfilment: 'quota',
  refundClass: 'tool',
} as const satisfies ProductType<
  'api',
  typeof accessDraft,
  typeof planDraft,
  ReturnType<typeof completePlan>,
  typeof planOnPage
>;
