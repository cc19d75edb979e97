import * as z from 'zod';
import { apiType } from './api.ts';

/** Every product type that can be published; one module each. */
export const productTypes = { [apiType.name]: apiType } as const;

export const ProductTypeName = z.enum(Object.keys(productTypes) as [keyof typeof productTypes]);
export type ProductTypeName = z.output<typeof ProductTypeName>;

/** Type-specific part of step 1, of any type; a product's own type checks it again. */
export const AccessDetails = apiType.accessDraft;
export type AccessDetails = z.output<typeof AccessDetails>;

export const PlanDraft = apiType.planDraft;
export type PlanDraft = z.output<typeof PlanDraft>;

/** What a product page says of a plan of any type. */
export const PlanOnPage = apiType.planOnPage;

/** A plan as stored: each package with an id. */
export type Plan = Omit<PlanDraft, 'packages'> & {
  readonly planId: string;
  readonly packages: (PlanDraft['packages'][number] & { readonly packageId: string })[];
};
/** A plan that may be sold. */
export type CompletePlan = z.output<ReturnType<(typeof productTypes)[ProductTypeName]['completePlan']>>;
