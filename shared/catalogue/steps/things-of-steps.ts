import { type ProductTypeName, productTypes } from '../types/product-types.ts';
import { isSameThing, type PointedThing } from '../types/things.ts';
import type { ProductSteps } from './product-steps.ts';

/** What a version of a product names of other contexts, each once, with the field of the step that names it first. */
export function thingsOf(
  type: ProductTypeName,
  { access, plans }: Pick<ProductSteps, 'access' | 'plans'>,
): PointedThing[] {
  const module = productTypes[type];
  const all = [
    ...module
      .thingsOfAccess(access.details ?? {})
      .map((thing) => ({ ...thing, pointer: `/details${thing.pointer}` })),
    ...plans.flatMap((plan) => module.thingsOfPlan(plan)),
  ];
  return all.filter((thing, place) => all.findIndex((other) => isSameThing(other, thing)) === place);
}
