import type * as z from 'zod';
import type { ThingCard } from '../published.ts';
import type { CatalogueRules } from '../rules.ts';
import type { PointedThing } from './things.ts';

/** Which optional documents of step 3 a type insists on. */
export type RequiredDocument = 'testReport';

/** A package as it is sold: so many calls at this price for so long. */
export type OfferedPackage = {
  readonly packageId: string;
  readonly calls: number;
  readonly amountFen: number;
  readonly validityDays: number;
};

/**
 * What differs between product types (`docs/rules/2-catalogue.md`, "Types"). Drafts say what can be stored, `complete` what can be sold;
 * a new type is a new module in `product-types.ts`.
 */
export type ProductType<
  Name extends string,
  Access extends z.ZodType,
  PlanDraft extends z.ZodType,
  Plan extends z.ZodType,
  PlanOnPage extends z.ZodType,
> = {
  readonly name: Name;
  /** type-specific part of step 1 */
  readonly accessDraft: Access;
  readonly completeAccess: (rules: CatalogueRules) => z.ZodType;
  readonly requiredDocuments: readonly RequiredDocument[];
  readonly planDraft: PlanDraft;
  readonly completePlan: (rules: CatalogueRules) => Plan;
  /** what a version names of other contexts; pointers into the access details, or into the plan */
  readonly thingsOfAccess: (details: z.output<Access>) => readonly PointedThing[];
  readonly thingsOfPlan: (plan: z.output<PlanDraft>) => readonly PointedThing[];
  /** what a product page says of a plan beside its name and packages */
  readonly planOnPage: PlanOnPage;
  readonly shownOfPlan: (plan: z.output<PlanDraft>, things: readonly ThingCard[]) => z.input<PlanOnPage>;
  /** `quota`: a credential and a number of calls, at once */
  readonly fulfilment: 'quota';
  /** `tool`: not refundable */
  readonly refundClass: 'tool';
};
