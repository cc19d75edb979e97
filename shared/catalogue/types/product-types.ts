import * as z from 'zod';
import type { Plan, ProductType } from './product-type.ts';
import { productTypes } from './registry.ts';

export { productTypes };

export type ProductTypeName = keyof typeof productTypes;
export const ProductTypeName = z.enum(Object.keys(productTypes) as [ProductTypeName]);

type Module = (typeof productTypes)[ProductTypeName];

/** What was bought, by the product's type. */
export type Terms = Module extends ProductType<string, infer T> ? T : never;

/** How it is used, by the product's type. */
export type Access = Module extends ProductType<string, Terms, z.ZodObject, z.ZodObject, infer A> ? A : never;

const modules: readonly Module[] = Object.values(productTypes);

/** Of which any one fits; what is told of one that fits none is what is wrong with it by the form that it is nearest to. */
const anyOf = <Form extends z.ZodType>(forms: Readonly<Record<string, Form>>): Form =>
  z.union(Object.values(forms)) as unknown as Form;

/** In which markets each type may be sold (`docs/rules/2-catalogue.md`, "Types"); a deployment may override each by name. */
export const marketsOfTypes = Object.fromEntries(
  modules.map(({ name, markets }) => [name, markets]),
) as Readonly<Record<ProductTypeName, readonly string[]>>;

const byType = <Form extends z.ZodType>(form: (module: Module) => Form): Readonly<Record<string, Form>> =>
  Object.fromEntries(modules.map((module) => [module.name, form(module)]));

/** The forms that differ between types, each by the type's name. */
export const formsOfTypes = {
  /** type-specific part of step 1 */
  AccessDetails: byType(({ accessDraft }) => accessDraft),
  /** a plan as the seller sees it */
  Plan: byType(({ planDraft }) => planDraft.extend({ planId: z.string() })),
  /** what a product page says of a plan */
  ShelfPlan: byType(({ planOnPage }) =>
    planOnPage.extend({ planId: z.string(), name: z.string().optional() }),
  ),
  /** what was bought */
  Terms: byType(({ terms }) => terms),
  /** how it is used */
  EntitlementAccess: byType(({ access }) => access),
} as const;

/** Type-specific part of step 1, of any type; a product's own type checks it again. */
export const AccessDetails = anyOf(formsOfTypes.AccessDetails);

/** A plan of any type with what else a request names. In the API's document each goes by its title. */
export const planInput = <Shape extends z.ZodRawShape>(shape: Shape) =>
  anyOf(byType(({ name, planDraft }) => planDraft.extend(shape).meta({ title: name })));

/** A plan of any type as the seller sees it. */
export const PlanView = anyOf(formsOfTypes.Plan);

/** A plan of any type as it is kept. */
export type StoredPlan = z.output<typeof PlanView> & Plan;

/** What a product page says of a plan of any type. */
export const PlanOnPage = anyOf(formsOfTypes.ShelfPlan);

/** What was bought, of any type, told apart by `type`. */
export const TermsView = anyOf(formsOfTypes.Terms);

/** How what was bought is used, of any type, told apart by `type`. */
export const AccessView = anyOf(formsOfTypes.EntitlementAccess);
