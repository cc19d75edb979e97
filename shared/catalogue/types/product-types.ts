import * as z from 'zod';
import type { Plan, ProductType } from './product-type.ts';
import { productTypes } from './registry.ts';

export { productTypes };

export type ProductTypeName = keyof typeof productTypes;
export const ProductTypeName = z.enum(Object.keys(productTypes) as [ProductTypeName]);

type Module = (typeof productTypes)[ProductTypeName];

/** What was bought, by the product's type. */
export type Terms = Module extends ProductType<string, infer T> ? T : never;

const modules: readonly Module[] = Object.values(productTypes);

/** Of which any one fits; what is told of one that fits none is what is wrong with it by the form that it is nearest to. */
const anyOf = <Form extends z.ZodType>(forms: readonly Form[]): Form =>
  (forms.length === 1 ? forms[0] : z.union(forms)) as Form;

/** In which markets each type may be sold (`docs/rules/2-catalogue.md`, "Types"); a deployment may override each by name. */
export const marketsOfTypes = Object.fromEntries(
  modules.map(({ name, markets }) => [name, markets]),
) as Readonly<Record<ProductTypeName, readonly string[]>>;

/** Type-specific part of step 1, of any type; a product's own type checks it again. */
export const AccessDetails = anyOf(modules.map(({ accessDraft }) => accessDraft));

/** A plan of any type with what else a request names. */
export const planInput = <Shape extends z.ZodRawShape>(shape: Shape) =>
  anyOf(modules.map(({ planDraft }) => planDraft.extend(shape)));

/** A plan of any type as the seller sees it. */
export const PlanView = planInput({ planId: z.string() });

/** A plan of any type as it is kept. */
export type StoredPlan = z.output<typeof PlanView> & Plan;

/** What a product page says of a plan of any type. */
export const PlanOnPage = anyOf(
  modules.map(({ planOnPage }) => planOnPage.extend({ planId: z.string(), name: z.string().optional() })),
);
