import type * as z from 'zod';
import type { Term } from '../../china/term.ts';
import type { Text } from '../../kernel/errors.ts';
import type { CatalogueRules } from '../rules.ts';
import type { ThingCard } from '../thing-keepers.ts';
import type { PointedThing } from './things.ts';

/** Which optional documents of step 3 a type insists on. */
export type RequiredDocument = 'testReport';

/** How long buyers may have their money back (`docs/rules/6-after-sale.md`, "Refunds (退款)"). */
export type RefundClass = 'application' | 'service' | 'tool';

/** A draft of a plan as far as every type has it; the rest is read by the type's module alone. */
export type PlanDraft = {
  readonly name?: string;
  readonly options?: readonly { readonly optionId?: string; readonly amountFen?: number }[];
};

/** A plan as stored: each option with an id. */
export type Plan = PlanDraft & {
  readonly planId: string;
  readonly options: readonly { readonly optionId: string; readonly amountFen?: number }[];
};

/** A plan that may be sold. */
type CompletePlan = { readonly planId: string; readonly name: string };

/** One thing that can be ordered of a plan: its price, its time, and what the buyer gets, which only the type's own code reads. */
export type PlanOption<Terms> = {
  readonly optionId: string;
  readonly name: Text;
  readonly amountFen: number;
  readonly term?: Term;
  readonly terms: Terms;
};

/** The forms of a type: drafts say what can be stored, `complete` what can be sold. */
type Forms<Details extends z.ZodType, Draft extends z.ZodType, Complete extends z.ZodType> = {
  readonly accessDraft: Details;
  readonly completeAccess: (rules: CatalogueRules) => z.ZodType;
  readonly planDraft: Draft;
  readonly completePlan: (rules: CatalogueRules) => Complete;
};

/** What does not depend on what was filled in. */
type Facts<Name extends string> = {
  readonly name: Name;
  /** where it may be sold, unless a deployment says otherwise */
  readonly markets: readonly string[];
  readonly requiredDocuments: readonly RequiredDocument[];
  readonly refundClass: RefundClass;
};

/**
 * What differs between product types (`docs/rules/2-catalogue.md`, "Types"). What a seller fills in is of the type's own shape; to everybody
 * else it is a plan with options. `terms` is what was bought: order and entitlement carry it unread to the type's activation.
 */
export type ProductType<
  Name extends string,
  Terms,
  Draft extends z.ZodObject = z.ZodObject,
  OnPage extends z.ZodObject = z.ZodObject,
  Access = unknown,
> = Facts<Name> &
  Forms<z.ZodObject, Draft, z.ZodType<CompletePlan>> & {
    /** what a version names of other contexts; pointers into the access details, or into the plan */
    readonly thingsOfAccess: (details: object) => readonly PointedThing[];
    readonly thingsOfPlan: (plan: PlanDraft) => readonly PointedThing[];
    readonly optionsOf: (plan: CompletePlan) => readonly PlanOption<Terms>[];
    /** what was bought, as answers and notifications show it */
    readonly terms: z.ZodObject & z.ZodType<Terms>;
    /** how its buyer uses it, as the type's activation tells it */
    readonly access: z.ZodObject & z.ZodType<Access>;
    /** what a product page says of a plan beside its name, and of its options */
    readonly planOnPage: OnPage;
    readonly shownOfPlan: (plan: Plan, things: readonly ThingCard[]) => z.input<OnPage>;
  };

/** A draft of a type's own shape with the ids that saving has given it. */
type Stored<Draft> = Omit<Draft, 'options'> & {
  readonly planId: string;
  readonly options: (Draft extends { readonly options: readonly (infer Option)[] }
    ? Option & { readonly optionId: string }
    : never)[];
};

type OwnShapes<
  Name extends string,
  Terms extends z.ZodObject,
  Details extends z.ZodObject,
  Draft extends z.ZodObject,
  Complete extends z.ZodType<CompletePlan>,
  OnPage extends z.ZodObject,
  Access extends z.ZodObject,
> = Facts<Name> &
  Forms<Details, Draft, Complete> & {
    readonly thingsOfAccess: (details: z.output<Details>) => readonly PointedThing[];
    readonly thingsOfPlan: (plan: z.output<Draft>) => readonly PointedThing[];
    readonly optionsOf: (plan: z.output<Complete>) => readonly PlanOption<z.output<Terms>>[];
    readonly terms: Terms;
    readonly access: Access;
    readonly planOnPage: OnPage;
    readonly shownOfPlan: (plan: Stored<z.output<Draft>>, things: readonly ThingCard[]) => z.input<OnPage>;
  };

/** A type by its own shapes: the module knows them, everybody else needs none of them. */
export const defineProductType = <
  const Name extends string,
  Terms extends z.ZodObject,
  Details extends z.ZodObject,
  Draft extends z.ZodObject,
  Complete extends z.ZodType<CompletePlan>,
  OnPage extends z.ZodObject,
  Access extends z.ZodObject,
>(
  own: OwnShapes<Name, Terms, Details, Draft, Complete, OnPage, Access>,
): ProductType<Name, z.output<Terms>, Draft, OnPage, z.output<Access>> =>
  own as unknown as ProductType<Name, z.output<Terms>, Draft, OnPage, z.output<Access>>;
